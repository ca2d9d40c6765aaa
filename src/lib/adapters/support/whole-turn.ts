import type { Degrees } from '#lib/model/units.ts';

/** A bearing as 0 ≤ degrees < 360: 360 is 0, −90 is 270. */
export function wholeTurn(degrees: Degrees): Degrees {
	return ((degrees % 360) + 360) % 360;
}
