import type { Camera } from './city.ts';
import { firstView, type CityShape } from './first-view.ts';
import type { Theme } from './theme.ts';

/** Zoom levels: a theme that looks no closer than this looks at the whole city. */
const WHOLE_CITY = 1;

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
