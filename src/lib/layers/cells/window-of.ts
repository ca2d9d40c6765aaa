import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** So often a window moves on while the clock runs through its length. */
const STEPS = 12;

/** The window of a length that ends at an instant; it moves in steps, so that a running clock does not ask all the time. */
export function windowBefore(at: EpochMs, length: Milliseconds): readonly [from: EpochMs, to: EpochMs] {
	const step = length / STEPS;
	const to = Math.floor(at / step) * step;
	return [to - length, to];
}
