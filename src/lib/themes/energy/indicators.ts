import type { Indicator } from '#lib/model/indicator.ts';

const grid = { zh: '市能源运行调度中心', en: 'Energy Dispatch Centre' };
const gasworks = { zh: '市燃气管理处', en: 'City Gas Office' };
const own = { zh: '本市能源运行考核指标', en: "The city's own energy targets" };
const STATIONS = 'from substations where not stale and load is not null and capacity > 0';
const power = {
	version: 1,
	period: 60,
	layers: ['substations'],
	department: grid,
	areas: 'districts',
	source: own
} as const;
const gas = {
	version: 1,
	period: 60,
	layers: ['gas'],
	department: gasworks,
	areas: 'districts',
	source: own
} as const;

export const indicators: readonly Indicator[] = [
	{
		...power,
		id: 'load',
		title: { zh: '全网负荷', en: 'Load' },
		formula: { kind: 'sql', sql: 'select sum(load) as value from substations where not stale' },
		drill: {
			layer: 'substations',
			sql: 'select id, title, load from substations where not stale and load is not null order by load desc, id'
		},
		said: { zh: '各变电站负荷之和。', en: 'Load of all substations together.' },
		unit: 'MW',
		decimals: 1,
		direction: 'in-band',
		target: {}
	},
	{
		...power,
		id: 'reserve',
		title: { zh: '备用率', en: 'Reserve' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * sum(capacity - load) / nullif(sum(capacity), 0) as value, sum(capacity - load) as numerator, sum(capacity) as denominator ${STATIONS}`
		},
		drill: {
			layer: 'substations',
			sql: `select id, title, capacity - load as reserve, capacity ${STATIONS} order by (capacity - load) / capacity, id`
		},
		said: { zh: '（容量 − 负荷）÷ 容量。', en: '(Capacity - load) / capacity.' },
		unit: '%',
		decimals: 1,
		direction: 'more-is-better',
		target: { from: 15 }
	},
	{
		...power,
		id: 'stations-strained',
		title: { zh: '重载变电站', en: 'Strained substations' },
		formula: {
			kind: 'sql',
			sql: `select case when count(*) > 0 then count(*) filter (where load / capacity > 0.8) end as value, count(*) filter (where load / capacity > 0.8) as numerator, count(*) as denominator ${STATIONS}`
		},
		drill: {
			layer: 'substations',
			sql: `select id, title, loading, load, capacity ${STATIONS} order by load / capacity desc, id`
		},
		said: { zh: '负载率超过 80% 的变电站数。', en: 'Substations loaded to more than 80 %.' },
		unit: '1',
		decimals: 0,
		direction: 'less-is-better',
		target: { to: 2 }
	},
	{
		...power,
		id: 'loading-highest',
		title: { zh: '最高负载率', en: 'Highest loading' },
		formula: { kind: 'sql', sql: 'select max(loading) as value from substations where not stale' },
		drill: {
			layer: 'substations',
			sql: 'select id, title, loading from substations where not stale and loading is not null order by loading desc, id'
		},
		said: { zh: '各变电站负载率的最大值。', en: 'The highest loading of any substation.' },
		unit: '%',
		decimals: 1,
		direction: 'less-is-better',
		target: { to: 90 }
	},
	{
		...gas,
		id: 'methane-highest',
		title: { zh: '燃气最高浓度', en: 'Highest methane' },
		formula: { kind: 'sql', sql: 'select max(methane) as value from gas where not stale' },
		drill: {
			layer: 'gas',
			sql: 'select id, title, methane, pressure from gas where not stale and methane is not null order by methane desc, id'
		},
		said: {
			zh: '各监测点甲烷浓度的最大值，以爆炸下限的百分比表示。',
			en: 'The highest methane of any detector, in percent of the lower explosive limit.'
		},
		unit: '%',
		decimals: 1,
		direction: 'less-is-better',
		target: { to: 5 }
	},
	{
		...gas,
		id: 'detectors-online',
		title: { zh: '燃气监测在线率', en: 'Gas detectors online' },
		formula: {
			kind: 'sql',
			sql: 'select 100.0 * count(*) filter (where not stale) / nullif(count(*), 0) as value, count(*) filter (where not stale) as numerator, count(*) as denominator from gas'
		},
		drill: { layer: 'gas', sql: 'select id, title, stale, "at" from gas order by stale desc, "at", id' },
		said: { zh: '按时上报的监测点数 ÷ 全部监测点数。', en: 'Detectors heard from in time / all detectors.' },
		unit: '%',
		decimals: 1,
		direction: 'more-is-better',
		target: { from: 98 }
	}
];
