import type { AqiItem, AqiStandard } from './breakpoints.ts';
import { levelOf, type AqiLevel } from './levels.ts';
import { subIndex, type SubIndex } from './sub-index.ts';

/** Concentrations by item, µg/m³, of CO mg/m³. */
export type Concentrations = Readonly<Partial<Record<AqiItem, number>>>;

/** 日报: 24 h means and the greatest 8 h mean of ozone. 实时报: 1 h means; must not be used for compliance. */
export type AqiReport = 'daily' | 'hourly';

export interface AirQuality {
	readonly aqi: number;
	readonly level: AqiLevel;
	/** 首要污染物: pollutants of the largest sub-index; none up to 50. */
	readonly primary: readonly string[];
	/** 超标污染物: pollutants above 100; the standard of 2026 has no such word. */
	readonly overLimit: readonly string[];
	/** Above the end of the scale. */
	readonly beyondScale: boolean;
}

/** Items of a report; where the first of an entry gives no sub-index the next one does (2012). */
const ITEMS: Readonly<Record<AqiReport, readonly (readonly AqiItem[])[]>> = {
	daily: [['SO2 24h'], ['NO2 24h'], ['PM10 24h'], ['CO 24h'], ['O3 8h', 'O3 1h'], ['PM2.5 24h']],
	hourly: [['SO2 1h', 'SO2 24h'], ['NO2 1h'], ['PM10 1h'], ['CO 1h'], ['O3 1h'], ['PM2.5 1h']]
};

/** The air quality that concentrations make; undefined when none of them gives a sub-index. */
export function airQuality(
	standard: AqiStandard,
	report: AqiReport,
	concentrations: Concentrations
): AirQuality | undefined {
	const parts = ITEMS[report].flatMap((items) => {
		const index = firstOf(standard, items, concentrations);
		return index ? [{ pollutant: items[0]!.split(' ')[0]!, ...index }] : [];
	});
	if (parts.length === 0) return undefined;
	const aqi = Math.max(...parts.map(({ value }) => value));
	const named = (wanted: (value: number) => boolean) =>
		parts.filter(({ value }) => wanted(value)).map(({ pollutant }) => pollutant);
	return {
		aqi,
		level: levelOf(aqi),
		primary: aqi > 50 ? named((value) => value === aqi) : [],
		overLimit: standard === 'HJ 633-2012' ? named((value) => value > 100) : [],
		beyondScale: parts.some(({ beyondScale }) => beyondScale)
	};
}

/** A city's value: concentrations of its stations are averaged first (HJ 663); the worst station is not the city. */
export function cityAirQuality(
	standard: AqiStandard,
	report: AqiReport,
	stations: readonly Concentrations[]
): AirQuality | undefined {
	const items = new Set(ITEMS[report].flat());
	const means = [...items].flatMap((item) => {
		const values = stations.flatMap((station) => station[item] ?? []);
		return values.length > 0 ? [[item, values.reduce((sum, one) => sum + one, 0) / values.length]] : [];
	});
	return airQuality(standard, report, Object.fromEntries(means) as Concentrations); // keys are items
}

/** An item that has a value is used even if a later one is there too. */
function firstOf(
	standard: AqiStandard,
	items: readonly AqiItem[],
	concentrations: Concentrations
): SubIndex | undefined {
	if (concentrations[items[0]!] === undefined) return undefined;
	for (const item of items) {
		const concentration = concentrations[item];
		const index = concentration === undefined ? undefined : subIndex(standard, item, concentration);
		if (index) return index;
	}
	return undefined;
}
