import type { Camera } from '#lib/model/city.ts';
import type { Metres } from '#lib/model/units.ts';

/** Metres of a CSS pixel at zoom 0 at the equator, 512 px a tile. */
const METRES_A_PIXEL = 78_271.517;

/**
 * Metres of a CSS pixel in the middle of the picture, in steps of √2: what depends on it is not made anew at every
 * frame of a flight.
 */
export function metresOfPixel({ zoom, lat }: Pick<Camera, 'zoom' | 'lat'>): Metres {
	const metres = (METRES_A_PIXEL * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom;
	return Math.SQRT2 ** Math.round(2 * Math.log2(metres));
}
