import type { Indicator } from '#lib/model/indicator.ts';

const police = { zh: '市公安局指挥中心', en: 'Police Command Centre' };
const own = { zh: '本市公共安全考核指标', en: "The city's own safety targets" };
const shared = { version: 1, period: 60, department: police, areas: 'districts', source: own } as const;

export const indicators: readonly Indicator[] = [
	{
		...shared,
		id: 'patrols-free',
		title: { zh: '可调度巡逻组', en: 'Patrols free' },
		formula: {
			kind: 'sql',
			sql: `select case when count(*) > 0 then count(*) filter (where status = 'patrolling') end as value, count(*) filter (where status = 'patrolling') as numerator, count(*) as denominator
from patrols where not stale and status is not null`
		},
		drill: {
			layer: 'patrols',
			sql: `select id, title, status from patrols where not stale and status is not null order by (status = 'patrolling') desc, id`
		},
		said: { zh: '正在巡逻、未处置警情的巡逻组数。', en: 'Patrols that are on no call.' },
		unit: '1',
		decimals: 0,
		direction: 'more-is-better',
		target: {},
		layers: ['patrols']
	},
	{
		...shared,
		id: 'patrols-busy',
		title: { zh: '出警占用率', en: 'Patrols on call' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * count(*) filter (where status in ('responding', 'on-scene')) / nullif(count(*), 0) as value, count(*) filter (where status in ('responding', 'on-scene')) as numerator, count(*) as denominator
from patrols where not stale and status is not null`
		},
		drill: {
			layer: 'patrols',
			sql: `select id, title, status from patrols where not stale and status is not null order by (status in ('responding', 'on-scene')) desc, id`
		},
		said: {
			zh: '赶赴或在现场的巡逻组数 ÷ 在岗巡逻组数。',
			en: 'Patrols on their way or on the scene / patrols on duty.'
		},
		unit: '%',
		decimals: 0,
		direction: 'less-is-better',
		target: { to: 60 },
		layers: ['patrols']
	},
	{
		...shared,
		id: 'cameras-online',
		period: 300,
		title: { zh: '视频在线率', en: 'Cameras online' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * count(*) filter (where not stale and status = 'online') / nullif(count(*), 0) as value, count(*) filter (where not stale and status = 'online') as numerator, count(*) as denominator
from cameras`
		},
		drill: {
			layer: 'cameras',
			sql: `select id, title, status, stale from cameras order by (not stale and status = 'online'), id`
		},
		said: {
			zh: '按时上报且在线的摄像机数 ÷ 全部摄像机数；未上报按离线计。',
			en: 'Cameras heard from in time that say online / all cameras; a silent one counts as offline.'
		},
		unit: '%',
		decimals: 1,
		direction: 'more-is-better',
		target: { from: 95 },
		layers: ['cameras']
	},
	{
		...shared,
		id: 'crowds-people',
		title: { zh: '密集场所人数', en: 'People in busy places' },
		formula: { kind: 'sql', sql: 'select sum(people) as value from crowds where not stale' },
		drill: {
			layer: 'crowds',
			sql: 'select id, title, people, capacity from crowds where not stale and people is not null order by people desc, id'
		},
		said: { zh: '各监测场所人数之和。', en: 'People in all places that are watched.' },
		unit: '{person}',
		decimals: 0,
		direction: 'in-band',
		target: {},
		layers: ['crowds']
	},
	{
		...shared,
		id: 'crowd-densest',
		title: { zh: '最大人员密度', en: 'Densest crowd' },
		formula: { kind: 'sql', sql: 'select max(density) as value from crowds where not stale' },
		drill: {
			layer: 'crowds',
			sql: 'select id, title, density, people from crowds where not stale and density is not null order by density desc, id'
		},
		said: { zh: '各监测场所每平方米人数的最大值。', en: 'The most people on a square metre of any place.' },
		unit: '{person}/m2',
		decimals: 1,
		direction: 'less-is-better',
		target: { to: 3 },
		layers: ['crowds']
	},
	{
		...shared,
		id: 'places-full',
		title: { zh: '超载场所', en: 'Places over capacity' },
		formula: {
			kind: 'sql',
			sql: `select case when count(*) > 0 then count(*) filter (where people > capacity) end as value, count(*) filter (where people > capacity) as numerator, count(*) as denominator
from crowds where not stale and people is not null and capacity > 0`
		},
		drill: {
			layer: 'crowds',
			sql: 'select id, title, people, capacity, 100 * people / capacity as load from crowds where not stale and people is not null and capacity > 0 order by people / capacity desc, id'
		},
		said: { zh: '人数超过核定承载量的场所数。', en: 'Places with more people than they are rated for.' },
		unit: '1',
		decimals: 0,
		direction: 'less-is-better',
		target: { to: 0 },
		layers: ['crowds']
	}
];
