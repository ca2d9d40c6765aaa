import type { Indicator } from '#lib/model/indicator.ts';

const bureau = { zh: '市教育局', en: 'City Education Bureau' };
const own = { zh: '本市校园安全工作要求', en: "The city's own terms of campus safety" };
const GATES = '"school-gates"';
const BUSES = '"school-buses"';
const gates = {
	version: 1,
	period: 60,
	layers: ['school-gates'],
	department: bureau,
	areas: 'districts',
	source: own
} as const;
const buses = {
	version: 1,
	period: 60,
	layers: ['school-buses'],
	department: bureau,
	areas: 'districts',
	source: own
} as const;

export const indicators: readonly Indicator[] = [
	{
		...gates,
		id: 'pupils-present',
		title: { zh: '在校人数', en: 'Pupils present' },
		formula: { kind: 'sql', sql: `select sum(present) as value from ${GATES} where not stale` },
		drill: {
			layer: 'school-gates',
			sql: `select id, title, present, "in", "out" from ${GATES} where not stale and present is not null order by present desc, id`
		},
		said: { zh: '各校门统计的在校人数之和。', en: 'Sum of who is inside by the count of all gates.' },
		unit: '{person}',
		decimals: 0,
		direction: 'in-band',
		target: {}
	},
	{
		...gates,
		id: 'left-today',
		title: { zh: '离校率', en: 'Left today' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * sum("out") / nullif(sum("in"), 0) as value, sum("out") as numerator, sum("in") as denominator
from ${GATES} where not stale and "in" is not null and "out" is not null`
		},
		drill: {
			layer: 'school-gates',
			sql: `select id, title, "in", "out" from ${GATES} where not stale and "in" is not null and "out" is not null order by "in" desc, id`
		},
		said: { zh: '今日离校人次 ÷ 今日入校人次。', en: 'Passages out today / passages in today.' },
		unit: '%',
		decimals: 0,
		direction: 'in-band',
		target: { to: 100 }
	},
	{
		...gates,
		id: 'gates-online',
		title: { zh: '校门设备在线率', en: 'Gates online' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * count(*) filter (where not stale) / nullif(count(*), 0) as value, count(*) filter (where not stale) as numerator, count(*) as denominator from ${GATES}`
		},
		drill: {
			layer: 'school-gates',
			sql: `select id, title, stale, "at" from ${GATES} order by stale desc, "at", id`
		},
		said: { zh: '按时上报的校门数 ÷ 全部校门数。', en: 'Gates heard from in time / all gates.' },
		unit: '%',
		decimals: 1,
		direction: 'more-is-better',
		target: { from: 98 }
	},
	{
		...buses,
		id: 'buses-on-route',
		title: { zh: '在途校车', en: 'Buses on route' },
		formula: {
			kind: 'sql',
			sql: `select case when count(*) > 0 then count(*) filter (where status = 'on-route') end as value, count(*) filter (where status = 'on-route') as numerator, count(*) as denominator
from ${BUSES} where not stale and status is not null`
		},
		drill: {
			layer: 'school-buses',
			sql: `select id, title, status, aboard from ${BUSES} where not stale and status is not null order by (status = 'on-route') desc, id`
		},
		said: { zh: '正在运行的校车数。', en: 'School buses that are on their way.' },
		unit: '1',
		decimals: 0,
		direction: 'in-band',
		target: {}
	},
	{
		...buses,
		id: 'children-aboard',
		title: { zh: '校车乘坐人数', en: 'Children aboard' },
		formula: { kind: 'sql', sql: `select sum(aboard) as value from ${BUSES} where not stale` },
		drill: {
			layer: 'school-buses',
			sql: `select id, title, aboard, status from ${BUSES} where not stale and aboard is not null order by aboard desc, id`
		},
		said: { zh: '各校车当前乘坐学生数之和。', en: 'Children on all school buses now.' },
		unit: '{person}',
		decimals: 0,
		direction: 'in-band',
		target: {}
	}
];
