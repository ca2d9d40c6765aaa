import { asin } from '#lib/model/portable-math.ts';
import type { Degrees } from '#lib/model/units.ts';

/** A direction that light comes from, and what it adds to a cell that it reaches. */
export interface Ray {
	readonly azimuth: Degrees;
	readonly altitude: Degrees;
	readonly weight: number;
}

const [BANDS, SECTORS] = [8, 24];

/**
 * Patches of an even sky, each with the same share of the light that falls on level ground: bands of equal steps of the
 * squared sine of altitude, cut into sectors. Right to about 0.02 of an open sky at a point, 0.005 over a street.
 */
export const SKY: readonly Ray[] = Array.from({ length: BANDS * SECTORS }, (_, patch) => {
	const band = Math.floor(patch / SECTORS);
	return {
		azimuth: ((patch % SECTORS) + 0.5) * (360 / SECTORS),
		altitude: (asin(Math.sqrt((band + 0.5) / BANDS)) * 180) / Math.PI,
		weight: 1 / (BANDS * SECTORS)
	};
});
