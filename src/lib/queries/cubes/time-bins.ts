import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { eachOffset, type TimeZone } from '../time-zone.ts';
import { binByEdges, brushShift, extent, refineEdges, type Bins } from './bins.ts';

const MINUTE: Milliseconds = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps a time axis may have. Up to an hour they are equal stretches; above, they follow the wall clock. */
export const TIME_STEPS = {
	second: 1000,
	seconds5: 5000,
	seconds15: 15_000,
	minute: MINUTE,
	minutes5: 5 * MINUTE,
	minutes15: 15 * MINUTE,
	hour: HOUR,
	hours3: 3 * HOUR,
	hours6: 6 * HOUR,
	day: DAY,
	week: 7 * DAY,
	month: 30.4 * DAY,
	quarter: 91.3 * DAY,
	year: 365.25 * DAY
} as const;
export type TimeStep = keyof typeof TIME_STEPS;

/** A step that would cut an axis into more bins than this gives way to the automatic one. */
const MOST_BINS = 4096;

const MONTHS: Partial<Record<TimeStep, number>> = { month: 1, quarter: 3, year: 12 };

/** Cuts times (epoch ms, NaN = none) into bins of a step; without one, the step that gives at most `target` bins. */
export function binTimes(times: Float64Array, zone: TimeZone, step?: TimeStep, target = 60): Bins {
	const range = extent(times) ?? [0, 0];
	const span = range[1] - range[0];
	const fits = step !== undefined && span / TIME_STEPS[step] <= MOST_BINS;
	const edges = timeEdges(range, zone, fits ? step : stepFor(span, target));
	const shift = brushShift(edges.length - 1);
	const fine = refineEdges(edges, shift);
	return { fine: binByEdges(times, fine), shift, count: edges.length - 1, edges: fine };
}

/** The shortest step, from `finest` on, with which `span` has at most `target` bins. */
export function stepFor(span: Milliseconds, target: number, finest: TimeStep = 'minute'): TimeStep {
	const steps = Object.keys(TIME_STEPS) as TimeStep[]; // the keys of a constant record are its own type
	return steps.slice(steps.indexOf(finest)).find((step) => span / TIME_STEPS[step] <= target) ?? 'year';
}

/** Instants at which a step begins, from at or before the first time to after the last. Weeks begin on Monday. */
export function timeEdges(
	[first, last]: readonly [EpochMs, EpochMs],
	zone: TimeZone,
	step: TimeStep
): Float64Array {
	const length = TIME_STEPS[step];
	const edges: EpochMs[] = [];
	if (length <= HOUR) {
		const offset = zone.offsetAt(first);
		let edge = Math.floor((first + offset) / length) * length - offset;
		for (; edge <= last; edge += length) edges.push(edge);
		edges.push(edge);
		return Float64Array.from(edges);
	}
	const wall = stepStart(zone.toWall(first), step);
	for (let index = 0; ; index++) {
		const edge = zone.fromWall(stepAfter(wall, step, index));
		if (edge !== edges.at(-1)) edges.push(edge);
		if (edge > last) return Float64Array.from(edges);
	}
}

function stepStart(wall: Milliseconds, step: TimeStep): Milliseconds {
	const months = MONTHS[step];
	if (months) {
		const date = new Date(wall);
		return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months, 1);
	}
	// 1970-01-01 was a Thursday: Monday-based weeks are 3 days out of phase.
	const phase = step === 'week' ? 3 * DAY : 0;
	return Math.floor((wall + phase) / TIME_STEPS[step]) * TIME_STEPS[step] - phase;
}

function stepAfter(wall: Milliseconds, step: TimeStep, index: number): Milliseconds {
	const months = MONTHS[step];
	if (!months) return wall + index * TIME_STEPS[step];
	const date = new Date(wall);
	return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + index * months, 1);
}

/** One bin an hour of the local day, 0 to 23. */
export function binHours(times: Float64Array, zone: TimeZone): Bins {
	return binWallClock(times, zone, 24, (wall) => Math.floor(wall / HOUR) % 24);
}

/** One bin a day of the local week, Monday first. */
export function binWeekdays(times: Float64Array, zone: TimeZone): Bins {
	return binWallClock(times, zone, 7, (wall) => (Math.floor(wall / DAY) + 3) % 7);
}

function binWallClock(
	times: Float64Array,
	zone: TimeZone,
	count: number,
	binOf: (wall: Milliseconds) => number
): Bins {
	const fine = new Uint16Array(times.length).fill(count);
	const [first, last] = extent(times) ?? [0, 0];
	eachOffset(times, zone.segments(first, last), (row, offset) => {
		const wall = (times[row] as number) + offset;
		if (Number.isFinite(wall)) fine[row] = (binOf(wall) + count) % count; // before 1970 remainders are negative
	});
	return { fine, shift: 0, count, labels: Array.from({ length: count }, (_, bin) => String(bin)) };
}
