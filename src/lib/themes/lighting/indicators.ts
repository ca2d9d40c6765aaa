import type { Indicator } from '#lib/model/indicator.ts';

const department = { zh: '市城市照明管理中心', en: 'City Lighting Centre' };
const own = { zh: '本市照明运行考核办法', en: "The city's own lighting targets" };
const LAMPS = '"light-poles"';
const shared = { period: 300, layers: ['light-poles'], department, areas: 'districts' } as const;

export const indicators: readonly Indicator[] = [
	{
		...shared,
		id: 'lamps-on',
		version: 1,
		title: { zh: '亮灯率', en: 'Lamps lit' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * count(*) filter (where actual > 0) / nullif(count(*), 0) as value,
	count(*) filter (where actual > 0) as numerator, count(*) as denominator
from ${LAMPS} where not stale and target > 0 and actual is not null`
		},
		drill: {
			layer: 'light-poles',
			sql: `select id, title, status, target, actual from ${LAMPS} where not stale and target > 0 and actual is not null order by actual, id`
		},
		said: {
			zh: '实测亮度大于 0 的灯数 ÷ 此刻应亮的灯数；白天无应亮路灯时无数据。',
			en: 'Lamps with a measured level above 0 / lamps that should be lit now; no data by day, when none should be.'
		},
		unit: '%',
		decimals: 1,
		direction: 'more-is-better',
		target: { from: 98 },
		source: { zh: '城市照明行业通行口径', en: 'Usual definition of the lighting trade' }
	},
	{
		...shared,
		id: 'lamps-intact',
		version: 1,
		title: { zh: '设备完好率', en: 'Lamps intact' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * count(*) filter (where status <> 'fault') / nullif(count(*), 0) as value,
	count(*) filter (where status <> 'fault') as numerator, count(*) as denominator
from ${LAMPS} where not stale and status is not null`
		},
		drill: {
			layer: 'light-poles',
			sql: `select id, title, status from ${LAMPS} where not stale and status is not null order by (status = 'fault') desc, id`
		},
		said: { zh: '无故障的灯数 ÷ 在线的灯数。', en: 'Lamps without a fault / lamps heard from.' },
		unit: '%',
		decimals: 1,
		direction: 'more-is-better',
		target: { from: 97 },
		source: own
	},
	{
		...shared,
		id: 'orders-followed',
		version: 1,
		title: { zh: '指令执行率', en: 'Orders followed' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * count(*) filter (where abs(actual - target) <= 10) / nullif(count(*), 0) as value,
	count(*) filter (where abs(actual - target) <= 10) as numerator, count(*) as denominator
from ${LAMPS} where not stale and target is not null and actual is not null`
		},
		drill: {
			layer: 'light-poles',
			sql: `select id, title, target, feedback, actual from ${LAMPS} where not stale and target is not null and actual is not null order by abs(actual - target) desc, id`
		},
		said: {
			zh: '实测亮度与目标亮度相差不超过 10 个百分点的灯数 ÷ 在线的灯数。',
			en: 'Lamps whose measured level is within 10 points of the ordered one / lamps heard from.'
		},
		unit: '%',
		decimals: 1,
		direction: 'more-is-better',
		target: { from: 95 },
		source: own
	},
	{
		...shared,
		id: 'lighting-power',
		version: 1,
		title: { zh: '照明总功率', en: 'Lighting power' },
		formula: { kind: 'sql', sql: `select sum(power) / 1000 as value from ${LAMPS} where not stale` },
		drill: {
			layer: 'light-poles',
			sql: `select id, title, power from ${LAMPS} where not stale and power is not null order by power desc, id`
		},
		said: { zh: '在线各灯功率之和。', en: 'Sum of the power of all lamps heard from.' },
		unit: 'kW',
		decimals: 1,
		direction: 'less-is-better',
		target: {},
		source: own
	},
	{
		...shared,
		id: 'energy-per-lamp',
		version: 1,
		title: { zh: '单灯日用电', en: 'Energy a lamp today' },
		formula: {
			kind: 'sql',
			sql: `select sum(energy) / nullif(count(energy), 0) as value, sum(energy) as numerator, count(energy) as denominator
from ${LAMPS} where not stale`
		},
		drill: {
			layer: 'light-poles',
			sql: `select id, title, energy from ${LAMPS} where not stale and energy is not null order by energy desc, id`
		},
		said: {
			zh: '今日零时以来的用电量 ÷ 计量的灯数。',
			en: 'Energy since midnight / lamps with a meter.'
		},
		unit: 'kW.h',
		decimals: 2,
		direction: 'less-is-better',
		target: { to: 1.6 },
		source: own
	},
	{
		...shared,
		id: 'dimming-saves',
		version: 1,
		title: { zh: '调光节电率', en: 'Saved by dimming' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * sum(saved) / nullif(sum(saved + energy), 0) as value, sum(saved) as numerator, sum(saved + energy) as denominator
from ${LAMPS} where not stale and saved is not null and energy is not null`
		},
		drill: {
			layer: 'light-poles',
			sql: `select id, title, energy, saved from ${LAMPS} where not stale and saved is not null and energy is not null order by saved desc, id`
		},
		said: {
			zh: '今日节电量 ÷（今日用电量 + 今日节电量）。',
			en: 'Energy saved today / energy that full light would have used.'
		},
		unit: '%',
		decimals: 1,
		direction: 'more-is-better',
		target: { from: 20 },
		source: own
	}
];
