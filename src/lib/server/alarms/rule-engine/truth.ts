import type { Limits } from '#lib/model/alarm-rule.ts';

/** What a condition says. Of `all` the least counts, of `any` the greatest, so that what is not known stays so. */
export const NO = 0;
/** Too old, out of range, or never said: it neither raises an alarm nor clears one. */
export const UNKNOWN = 1;
export const YES = 2;
export type Truth = typeof NO | typeof UNKNOWN | typeof YES;

/**
 * A number against limits. `keep`: an alarm stands already, and `clear` takes the place of the limit. A value at
 * the limit itself is not past it.
 */
export function isPast(value: number, { above, below, clear }: Limits, keep: boolean): boolean {
	const high = keep && above !== undefined ? (clear ?? above) : above;
	const low = keep && below !== undefined ? (clear ?? below) : below;
	return (high !== undefined && value > high) || (low !== undefined && value < low);
}

/** The limit that a value is past, for the explanation. */
export function limitPast(
	value: number,
	{ above, below }: Limits
): { readonly limit?: number; readonly side?: 'above' | 'below' } {
	if (above !== undefined && (below === undefined || value >= above)) return { limit: above, side: 'above' };
	return below === undefined ? {} : { limit: below, side: 'below' };
}

export const truthOf = (said: boolean): Truth => (said ? YES : NO);
