import type { Indicator } from '#lib/model/indicator.ts';

const bureau = { zh: '市城市管理局', en: 'City Management Bureau' };
const own = { zh: '本市城市管理考核办法', en: "The city's own terms of city management" };
const PARKS = 'from "car-parks" where not stale and spaces > 0 and free is not null';
const COVERS = 'from manholes where not stale and status is not null';
const parks = {
	version: 1,
	period: 60,
	layers: ['car-parks'],
	department: bureau,
	areas: 'districts',
	source: own
} as const;
const covers = {
	version: 1,
	period: 300,
	layers: ['manholes'],
	department: bureau,
	areas: 'districts',
	source: own
} as const;

export const indicators: readonly Indicator[] = [
	{
		...parks,
		id: 'spaces-free',
		title: { zh: '空余车位', en: 'Free spaces' },
		formula: { kind: 'sql', sql: `select sum(free) as value ${PARKS}` },
		drill: { layer: 'car-parks', sql: `select id, title, free, spaces ${PARKS} order by free desc, id` },
		said: { zh: '各停车场空余车位之和。', en: 'Free spaces of all car parks.' },
		unit: '1',
		decimals: 0,
		direction: 'more-is-better',
		target: {}
	},
	{
		...parks,
		id: 'occupancy',
		title: { zh: '车位占用率', en: 'Occupancy' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * sum(spaces - free) / nullif(sum(spaces), 0) as value, sum(spaces - free) as numerator, sum(spaces) as denominator ${PARKS}`
		},
		drill: {
			layer: 'car-parks',
			sql: `select id, title, spaces - free as taken, spaces, 100 * (spaces - free) / spaces as load ${PARKS} order by load desc, id`
		},
		said: { zh: '已占车位 ÷ 总车位。', en: 'Taken spaces / all spaces.' },
		unit: '%',
		decimals: 1,
		direction: 'in-band',
		target: { from: 40, to: 85 }
	},
	{
		...parks,
		id: 'parks-full',
		title: { zh: '饱和停车场占比', en: 'Car parks full' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * count(*) filter (where free / spaces < 0.05) / nullif(count(*), 0) as value, count(*) filter (where free / spaces < 0.05) as numerator, count(*) as denominator ${PARKS}`
		},
		drill: {
			layer: 'car-parks',
			sql: `select id, title, free, spaces ${PARKS} order by free / spaces, id`
		},
		said: {
			zh: '空余车位不足 5% 的停车场数 ÷ 有数据的停车场数。',
			en: 'Car parks with less than 5 % of their spaces free / car parks heard from.'
		},
		unit: '%',
		decimals: 1,
		direction: 'less-is-better',
		target: { to: 15 }
	},
	{
		...covers,
		id: 'covers-closed',
		title: { zh: '井盖完好率', en: 'Covers in place' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * count(*) filter (where status = 'closed') / nullif(count(*), 0) as value, count(*) filter (where status = 'closed') as numerator, count(*) as denominator ${COVERS}`
		},
		drill: {
			layer: 'manholes',
			sql: `select id, title, status, tilt ${COVERS} order by (status = 'closed'), id`
		},
		said: { zh: '盖好的井盖数 ÷ 有数据的井盖数。', en: 'Closed covers / covers heard from.' },
		unit: '%',
		decimals: 2,
		direction: 'more-is-better',
		target: { from: 99.5 }
	},
	{
		...covers,
		id: 'covers-online',
		title: { zh: '井盖监测在线率', en: 'Covers online' },
		formula: {
			kind: 'sql',
			sql: 'select 100.0 * count(*) filter (where not stale) / nullif(count(*), 0) as value, count(*) filter (where not stale) as numerator, count(*) as denominator from manholes'
		},
		drill: {
			layer: 'manholes',
			sql: 'select id, title, stale, battery, "at" from manholes order by stale desc, "at", id'
		},
		said: {
			zh: '按时上报的井盖数 ÷ 全部监测井盖数。',
			en: 'Covers heard from in time / all covers that are watched.'
		},
		unit: '%',
		decimals: 1,
		direction: 'more-is-better',
		target: { from: 95 }
	},
	{
		...covers,
		id: 'batteries-low',
		title: { zh: '低电量设备', en: 'Batteries low' },
		formula: {
			kind: 'sql',
			sql: 'select case when count(battery) > 0 then count(*) filter (where battery < 10) end as value, count(*) filter (where battery < 10) as numerator, count(battery) as denominator from manholes where not stale'
		},
		drill: {
			layer: 'manholes',
			sql: 'select id, title, battery from manholes where not stale and battery is not null order by battery, id'
		},
		said: {
			zh: '电量低于 10% 的井盖监测设备数。',
			en: 'Devices on covers with less than 10 % of their battery left.'
		},
		unit: '1',
		decimals: 0,
		direction: 'less-is-better',
		target: { to: 30 }
	}
];
