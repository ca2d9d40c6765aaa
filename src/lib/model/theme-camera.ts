import type { Camera } from './city.ts';
import { firstView, type CityShape } from './first-view.ts';
import type { Theme } from './theme.ts';
import type { Metres } from './units.ts';

/** Zoom levels: a theme that looks no closer than this looks at the whole city. */
const WHOLE_CITY = 1;
/** From this zoom on a theme looks at single things: it looks where most of them stand. */
export const SINGLE_THINGS = 16;
/** Square that they are counted in, about a third of such a picture's width. */
export const SQUARE_OF_THINGS: Metres = 200;

/**
 * Where a theme first looks from: how close it wants, at what is in the middle. In a wide picture one that looks at the
 * whole city has the city along its length. `picture`: CSS pixels.
 */
export function cameraOfView(
	{ zoom, pitch }: Theme['view'],
	city: CityShape,
	picture: { readonly width: number; readonly height: number }
): Camera {
	const first = firstView(city, picture);
	if (first !== city.home && (zoom ?? 0) < first.zoom + WHOLE_CITY) return first;
	return { ...city.home, ...(zoom !== undefined && { zoom }), ...(pitch !== undefined && { pitch }) };
}
