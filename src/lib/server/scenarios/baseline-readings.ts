import { READINGS, type BaselineReading, type BaselineReadings } from '#lib/model/scenario/scenario.ts';
import type { ReadingName } from '#lib/model/scenario/scenario.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** A metric of a live layer: what its entities say that are not stale. */
export interface MeasuredMetric {
	readonly layer: string;
	readonly name: string;
	/** UCUM. */
	readonly unit: string;
	/** Names of the metrics that its layer has besides. */
	readonly beside: readonly string[];
	readonly values: readonly { readonly value: number; readonly at: EpochMs }[];
}

/** Which metric is which reading; units other than these are left alone rather than guessed at. */
const MEASURED: readonly {
	readonly reading: ReadingName;
	readonly names: readonly string[];
	readonly unit: string;
	/** One of these must be of the same layer: bins have temperatures too. */
	readonly beside?: readonly string[];
	readonly isAngle?: true;
}[] = [
	{ reading: 'rain', names: ['rain'], unit: 'mm/h' },
	{ reading: 'wind-from', names: ['wind-from', 'wind_from', 'wind_direction'], unit: 'deg', isAngle: true },
	{ reading: 'wind-speed', names: ['wind', 'wind-speed', 'wind_speed'], unit: 'm/s' },
	{ reading: 'river-rise', names: ['rise'], unit: 'm' },
	{ reading: 'temperature', names: ['temperature'], unit: 'Cel', beside: ['rain', 'wind', 'humidity'] },
	{ reading: 'cloud', names: ['cloud', 'cloud_cover'], unit: '%' }
];

/** What measures say of the city's weather and water: the mean of all places, and the oldest instant that went in. */
export function baselineReadingsOf(metrics: readonly MeasuredMetric[]): BaselineReadings {
	const found = MEASURED.flatMap(({ reading, names, unit, beside, isAngle }) => {
		const metric = metrics.find(
			(one) =>
				names.includes(one.name) &&
				one.unit === unit &&
				one.values.length > 0 &&
				(!beside || beside.some((name) => one.beside.includes(name)))
		);
		return metric ? [[reading, readingOf(metric, isAngle ? meanAngle : mean)] as const] : [];
	});
	found.sort(([a], [b]) => READINGS.indexOf(a) - READINGS.indexOf(b));
	return Object.fromEntries(found);
}

function readingOf(
	{ layer, name, unit, values }: MeasuredMetric,
	middle: (values: readonly number[]) => number
): BaselineReading {
	return {
		value: Number(middle(values.map(({ value }) => value)).toFixed(3)),
		unit,
		at: values.reduce((oldest, { at }) => Math.min(oldest, at), Infinity),
		source: `${layer} / ${name} (${values.length})`
	};
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Degrees clockwise from north: 350° and 10° are 0° in the middle, not 180°. */
function meanAngle(degrees: readonly number[]): number {
	const radians = degrees.map((angle) => (angle * Math.PI) / 180);
	const angle = Math.atan2(mean(radians.map(Math.sin)), mean(radians.map(Math.cos)));
	return ((angle * 180) / Math.PI + 360) % 360;
}
