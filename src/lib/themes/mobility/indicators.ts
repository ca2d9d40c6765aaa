import type { Indicator } from '#lib/model/indicator.ts';
import { ROAD_STATES, TPI_LEVELS, rankOf, roadState } from './tpi/road-state.ts';
import { trafficIndex, type FlowLink } from './tpi/traffic-index.ts';

const police = { zh: '市公安局交通警察支队', en: 'Traffic Police' };
const transport = { zh: '市交通运输局', en: 'City Transport Authority' };
const own = { zh: '本市城市交通考核指标', en: "The city's own traffic targets" };
const ROADS = '"road-flow"';
/** Links that move: a closed one has no speed to speak of. */
const MOVING = `from ${ROADS} where not stale and speed > 0 and length > 0`;
const CONGESTED = "status in ('moderately-congested', 'heavily-congested')";
const roads = {
	version: 1,
	period: 60,
	layers: ['road-flow'],
	department: police,
	areas: 'districts'
} as const;

/** A stream that does not grade its roads in our words is graded by the speed of each rank. */
function linkOf(row: Readonly<Record<string, unknown>>): FlowLink {
	const speed = Number(row['speed']);
	const rank = rankOf(speed / Number(row['ratio']));
	const said = ROAD_STATES.find((state) => state === row['status']);
	return {
		rank,
		length: Number(row['length']),
		intensity: Number(row['intensity']),
		heavilyCongested: (said ?? roadState(rank, speed)) === 'heavily-congested'
	};
}

/** Share of trips on time, percent: at most so many seconds early or late. Cancelled ones are late for ever. */
const onTime = (trips: string, early: number, late: number) => {
	const good = `(status is distinct from 'cancelled' and delay between ${-early} and ${late})`;
	const counted = `from "${trips}" where not stale and (delay is not null or status = 'cancelled')`;
	return {
		sql: `select 100.0 * count(*) filter (where ${good}) / nullif(count(*), 0) as value,
	count(*) filter (where ${good}) as numerator, count(*) as denominator ${counted}`,
		drill: `select id, title, status, delay ${counted} order by delay desc nulls first, id`
	};
};
const metro = onTime('metro-trips', 60, 120);
const bus = onTime('bus-trips', 60, 300);

export const indicators: readonly Indicator[] = [
	{
		...roads,
		id: 'tpi',
		title: { zh: '交通运行指数', en: 'Traffic index' },
		formula: {
			kind: 'function',
			standard: '交通运行指数 TPI（0–10，五级）',
			sql: `select id, status, speed, ratio, intensity, length
from ${ROADS} where not stale and length > 0 and ratio > 0 and speed is not null and intensity is not null`,
			compute: (rows) => trafficIndex(rows.map(linkOf)) ?? null
		},
		drill: {
			layer: 'road-flow',
			sql: `select id, title, status, speed, ratio, intensity, length
from ${ROADS} where not stale and length > 0 and ratio > 0 and speed is not null and intensity is not null order by ratio, id`
		},
		said: {
			zh: '各等级道路严重拥堵里程占比，按车公里数加权，折算为 0–10。道路等级由自由流速度推定（≥70 快速路，≥50 主干路）。',
			en: 'Share of each road rank that is heavily congested, weighted by vehicle-kilometres, on a scale of 0 to 10. The rank follows from the free speed (70 km/h and more: expressway; 50 and more: arterial).'
		},
		unit: '1',
		decimals: 1,
		direction: 'less-is-better',
		target: { to: 4 },
		classes: TPI_LEVELS,
		source: {
			zh: '城市交通运行状况评价方法；折线分段点为本市参数',
			en: "Assessment of urban traffic performance; the corners of its line are the city's own"
		}
	},
	{
		...roads,
		id: 'mean-speed',
		title: { zh: '路网平均速度', en: 'Mean speed' },
		formula: {
			kind: 'sql',
			sql: `select sum(length) / nullif(sum(length / speed), 0) as value, sum(length) as numerator, sum(length / speed) as denominator ${MOVING}`
		},
		drill: {
			layer: 'road-flow',
			sql: `select id, title, speed, length ${MOVING} order by speed, id`
		},
		said: {
			zh: '路段总长度 ÷ 按当前速度走完全部路段的时间（调和平均），不含封闭路段。',
			en: 'Length of all links / time to drive them at their present speed, without closed ones.'
		},
		unit: 'km/h',
		decimals: 1,
		direction: 'more-is-better',
		target: { from: 25 },
		source: own
	},
	{
		...roads,
		id: 'congested-share',
		title: { zh: '拥堵里程占比', en: 'Roads congested' },
		formula: {
			kind: 'sql',
			sql: `select 100 * sum(case when ${CONGESTED} then length else 0 end) / nullif(sum(length), 0) as value,
	sum(case when ${CONGESTED} then length else 0 end) as numerator, sum(length) as denominator
from ${ROADS} where not stale and length > 0 and status is not null`
		},
		drill: {
			layer: 'road-flow',
			sql: `select id, title, status, speed, length from ${ROADS} where not stale and length > 0 and status is not null order by (${CONGESTED}) desc, length desc, id`
		},
		said: {
			zh: '中度拥堵与严重拥堵路段长度 ÷ 有数据的路段长度。',
			en: 'Length of the links that are moderately or heavily congested / length of all links heard from.'
		},
		unit: '%',
		decimals: 1,
		direction: 'less-is-better',
		target: { to: 15 },
		source: own
	},
	{
		...roads,
		id: 'travel-time-ratio',
		title: { zh: '行程时间比', en: 'Travel time ratio' },
		formula: {
			kind: 'sql',
			sql: `select sum(length / speed) / nullif(sum(length * ratio / speed), 0) as value, sum(length / speed) as numerator, sum(length * ratio / speed) as denominator
${MOVING} and ratio > 0`
		},
		drill: {
			layer: 'road-flow',
			sql: `select id, title, speed, ratio, length ${MOVING} and ratio > 0 order by ratio, id`
		},
		said: {
			zh: '当前走完全部路段的时间 ÷ 畅通时走完的时间。',
			en: 'Time to drive all links now / time it takes when roads are free.'
		},
		unit: '1',
		decimals: 2,
		direction: 'less-is-better',
		target: { to: 1.8 },
		source: own
	},
	{
		version: 1,
		id: 'metro-punctual',
		title: { zh: '地铁准点率', en: 'Metro on time' },
		formula: { kind: 'sql', sql: metro.sql },
		drill: { layer: 'metro-trips', sql: metro.drill },
		said: {
			zh: '早到不超过 1 分钟、晚点不超过 2 分钟的班次 ÷ 全部在途班次；取消的班次计为晚点。',
			en: 'Trips at most 1 min early and 2 min late / all trips under way; cancelled ones count as late.'
		},
		unit: '%',
		decimals: 1,
		period: 60,
		direction: 'more-is-better',
		target: { from: 98 },
		layers: ['metro-trips'],
		source: { zh: '本市轨道交通运营服务要求', en: "The city's own service terms for its metro" },
		department: transport
	},
	{
		version: 1,
		id: 'bus-punctual',
		title: { zh: '公交准点率', en: 'Buses on time' },
		formula: { kind: 'sql', sql: bus.sql },
		drill: { layer: 'bus-trips', sql: bus.drill },
		said: {
			zh: '早到不超过 1 分钟、晚点不超过 5 分钟的班次 ÷ 全部在途班次；取消的班次计为晚点。',
			en: 'Trips at most 1 min early and 5 min late / all trips under way; cancelled ones count as late.'
		},
		unit: '%',
		decimals: 1,
		period: 60,
		direction: 'more-is-better',
		target: { from: 85 },
		layers: ['bus-trips'],
		source: { zh: '本市公交运营服务要求', en: "The city's own service terms for its buses" },
		department: transport
	},
	{
		...roads,
		id: 'detectors-online',
		title: { zh: '检测设备在线率', en: 'Detectors online' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * count(*) filter (where not stale) / nullif(count(*), 0) as value, count(*) filter (where not stale) as numerator, count(*) as denominator from ${ROADS}`
		},
		drill: {
			layer: 'road-flow',
			sql: `select id, title, stale, "at" from ${ROADS} order by stale desc, "at", id`
		},
		said: {
			zh: '在规定时间内有数据的路段数 ÷ 全部路段数。',
			en: 'Links heard from in time / all links.'
		},
		unit: '%',
		decimals: 1,
		direction: 'more-is-better',
		target: { from: 95 },
		source: own
	}
];
