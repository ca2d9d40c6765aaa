import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { ease, noise } from '../../geometry/noise.ts';

export const MINUTE: Milliseconds = 60_000;
export const HOUR: Milliseconds = 3_600_000;

/** Value at an hour of the day by a table of full hours, 0 to 24, straight between them. */
export function byHour(table: readonly number[], hour: number): number {
	const whole = Math.min(23, Math.floor(hour));
	return table[whole]! + (table[whole + 1]! - table[whole]!) * (hour - whole);
}

/** Share of people who have come through by an hour, when they come between two hours, most of them in the middle. */
export function cameBy(hour: number, from: number, to: number): number {
	return ease((hour - from) / (to - from));
}

/** Slow change of a device's own, −1 to 1: `salt` tells its quantities apart. */
export function wander(seed: number, salt: number, number: number, at: EpochMs, over: Milliseconds): number {
	return noise(seed + salt, at / over, number);
}

export function clamp(value: number, low: number, high: number): number {
	return Math.min(high, Math.max(low, value));
}

/** Rounded to so many decimals: what a device's display shows. */
export function decimals(value: number, places: number): number {
	const tens = 10 ** places;
	return Math.round(value * tens) / tens;
}
