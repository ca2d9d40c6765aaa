import type { Indicator } from '#lib/model/indicator.ts';
import { cityAirQuality, type Concentrations } from './aqi/air-quality.ts';
import { standardAt } from './aqi/breakpoints.ts';
import { AQI_LEVELS } from './aqi/levels.ts';

const bureau = { zh: '市生态环境局', en: 'City Environment Bureau' };
const sanitation = { zh: '市城市管理局', en: 'City Management Bureau' };
const air = { version: 1, period: 300, layers: ['air'], department: bureau, areas: 'districts' } as const;
const STATIONS = 'select id, title, "at", "PM2.5", PM10, SO2, NO2, O3, CO from air where not stale';

type Cells = Readonly<Record<string, unknown>>;

const number = (cell: unknown): number | undefined =>
	typeof cell === 'number' && Number.isFinite(cell) ? cell : undefined;

/** A station's values as those of the hour: the stream has the newest only. */
function hourly(row: Cells): Concentrations {
	const said = (['PM2.5', 'PM10', 'SO2', 'NO2', 'O3', 'CO'] as const).flatMap((name) => {
		const value = number(row[name]);
		return value === undefined ? [] : [[`${name} 1h`, value]];
	});
	return Object.fromEntries(said) as Concentrations; // the keys are items of the hourly report
}

export const indicators: readonly Indicator[] = [
	{
		...air,
		id: 'aqi',
		title: { zh: '空气质量指数', en: 'Air quality index' },
		formula: {
			kind: 'function',
			standard: 'HJ 633-2026 / HJ 633-2012',
			sql: STATIONS,
			/** The standard is that of the newest observation's day. */
			compute: (rows, at) => {
				const observedAt = Math.max(...rows.map((row) => number(row['at']) ?? -Infinity));
				const standard = standardAt(Number.isFinite(observedAt) ? observedAt : at);
				return cityAirQuality(standard, 'hourly', rows.map(hourly))?.aqi ?? null;
			}
		},
		drill: { layer: 'air', sql: `${STATIONS} order by "PM2.5" desc nulls last, id` },
		said: {
			zh: '先求各站浓度平均值，再按观测日期适用的标准计算各污染物分指数，取最大值。实时值，不用于考核。',
			en: "Mean of the stations' concentrations, then the sub-index of each pollutant by the standard of the day of observation; the largest counts. Real-time, not for compliance."
		},
		unit: '1',
		decimals: 0,
		direction: 'less-is-better',
		target: { to: 100 },
		classes: AQI_LEVELS,
		source: {
			zh: '环境空气质量指数（AQI）技术规定，按观测日期适用 HJ 633-2012 或 HJ 633-2026',
			en: 'HJ 633-2012, or HJ 633-2026 for what was observed since 1 March 2026'
		}
	},
	{
		...air,
		id: 'pm25-mean',
		title: { zh: '细颗粒物平均浓度', en: 'Mean PM2.5' },
		formula: { kind: 'sql', sql: 'select avg("PM2.5") as value from air where not stale' },
		drill: {
			layer: 'air',
			sql: 'select id, title, "PM2.5" from air where not stale and "PM2.5" is not null order by "PM2.5" desc, id'
		},
		said: { zh: '各站 PM2.5 浓度的平均值。', en: 'Mean PM2.5 of all stations.' },
		unit: 'ug/m3',
		decimals: 0,
		direction: 'less-is-better',
		target: { to: 60 },
		source: { zh: 'GB 3095 二级 24 小时限值（过渡阶段）', en: 'GB 3095, grade II, 24 h, transition phase' }
	},
	{
		...air,
		id: 'ozone-highest',
		title: { zh: '臭氧最高浓度', en: 'Highest ozone' },
		formula: { kind: 'sql', sql: 'select max(O3) as value from air where not stale' },
		drill: {
			layer: 'air',
			sql: 'select id, title, O3 from air where not stale and O3 is not null order by O3 desc, id'
		},
		said: { zh: '各站臭氧浓度的最大值。', en: 'The highest ozone of all stations.' },
		unit: 'ug/m3',
		decimals: 0,
		direction: 'less-is-better',
		target: { to: 200 },
		source: { zh: 'GB 3095 二级 1 小时限值', en: 'GB 3095, grade II, 1 h' }
	},
	{
		...air,
		id: 'stations-online',
		title: { zh: '空气站在线率', en: 'Air stations online' },
		formula: {
			kind: 'sql',
			sql: 'select 100.0 * count(*) filter (where not stale) / nullif(count(*), 0) as value, count(*) filter (where not stale) as numerator, count(*) as denominator from air'
		},
		drill: { layer: 'air', sql: 'select id, title, stale, "at" from air order by stale desc, "at", id' },
		said: { zh: '按时上报的空气站数 ÷ 全部空气站数。', en: 'Stations heard from in time / all stations.' },
		unit: '%',
		decimals: 0,
		direction: 'more-is-better',
		target: { from: 95 },
		source: { zh: '本市监测网运行要求', en: "The city's own terms for its stations" }
	},
	{
		version: 1,
		id: 'rain-heaviest',
		title: { zh: '最大小时降雨', en: 'Heaviest hourly rain' },
		formula: { kind: 'sql', sql: 'select max(rained) as value from weather where not stale' },
		drill: {
			layer: 'weather',
			sql: 'select id, title, rained, rain from weather where not stale and rained is not null order by rained desc, id'
		},
		said: {
			zh: '各气象站近一小时降雨量的最大值。',
			en: 'The most rain that a station had in the last hour.'
		},
		unit: 'mm',
		decimals: 1,
		period: 60,
		direction: 'less-is-better',
		target: { to: 20 },
		layers: ['weather'],
		source: { zh: '本市防汛排涝应急预案', en: "The city's own flood plan" },
		department: { zh: '市气象局', en: 'Weather Service' },
		areas: 'districts'
	},
	{
		version: 1,
		id: 'bins-full',
		title: { zh: '垃圾桶满溢率', en: 'Bins full' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * count(*) filter (where status = 'full') / nullif(count(*), 0) as value, count(*) filter (where status = 'full') as numerator, count(*) as denominator
from "waste-bins" where not stale and status is not null`
		},
		drill: {
			layer: 'waste-bins',
			sql: `select id, title, status, fill from "waste-bins" where not stale and status is not null order by (status = 'full') desc, fill desc, id`
		},
		said: { zh: '满溢的垃圾桶数 ÷ 有数据的垃圾桶数。', en: 'Full bins / bins heard from.' },
		unit: '%',
		decimals: 1,
		period: 300,
		direction: 'less-is-better',
		target: { to: 5 },
		layers: ['waste-bins'],
		source: { zh: '本市环卫作业考核办法', en: "The city's own terms for street cleaning" },
		department: sanitation,
		areas: 'districts'
	}
];
