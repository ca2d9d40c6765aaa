import { MAX_WINDOW_ROWS } from '#lib/model/history.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** What was counted of a window's rows. */
export interface CountedRows {
	readonly rows: number;
	readonly entities: number;
	/** Instants of the oldest and the newest. */
	readonly first: EpochMs;
	readonly last: EpochMs;
}

/** Part of a window: [from, to). */
export interface Slice {
	readonly from: EpochMs;
	readonly to: EpochMs;
}

const NICE_STEPS = [
	1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400
].map((seconds) => seconds * 1000);

/**
 * The smallest round step, at least `asked`, at which so many entities have at most MAX_WINDOW_ROWS rows
 * between two instants.
 */
export function stepThatFits(
	asked: Milliseconds,
	{ first, last, entities }: Omit<CountedRows, 'rows'>
): Milliseconds {
	// One more than the steps in between: the first and the last may be cut by them.
	const fits = (step: number) => entities * (Math.ceil((last - first) / step) + 1) <= MAX_WINDOW_ROWS;
	if (asked > 0 && fits(asked)) return asked;
	return NICE_STEPS.find((step) => step >= asked && fits(step)) ?? Math.max(asked, last - first);
}

/** Answer rows that are put together at a time: what is held in memory for it. */
const SLICE_ROWS = 150_000;

/**
 * Cuts a window with a step at some of its steps, so that no slice is much more work than another and none is
 * too much at once.
 */
export function slicesOf({ from, to }: Slice, step: Milliseconds, counted: CountedRows): readonly Slice[] {
	const [first, last] = [counted.first, counted.last].map((at) => Math.floor((at - from) / step));
	const steps = last! - first! + 1;
	const pieces = Math.ceil(Math.min(counted.rows, counted.entities * steps) / SLICE_ROWS);
	if (!(pieces > 1)) return [{ from, to }];
	const length = Math.max(1, Math.ceil(steps / pieces));
	const cuts: EpochMs[] = [];
	for (let cut = first! + length; cut <= last!; cut += length) cuts.push(from + cut * step);
	return [from, ...cuts].map((start, i) => ({ from: start, to: cuts[i] ?? to }));
}
