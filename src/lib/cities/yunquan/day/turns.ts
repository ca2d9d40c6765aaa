import type { EpochMs, Seconds } from '#lib/model/units.ts';
import { unit } from '../geometry/dice.ts';

/**
 * True when a device speaks in the step that ends at `at`: once every `every`, at its own point of the interval.
 * `turn` is 0 to 1; devices with the same turn speak together.
 */
export function isDue(turn: number, every: Seconds, at: EpochMs, step: Seconds): boolean {
	const end = at / 1000 / every - turn;
	return Math.floor(end) > Math.floor(end - step / every);
}

/** The turn of the n-th device of a layer: spread without gaps, so that no second is fuller than another. */
export function turnOfDevice(seed: number, index: number): number {
	const share = index * 0.6180339887498949 + unit(seed);
	return share - Math.floor(share);
}
