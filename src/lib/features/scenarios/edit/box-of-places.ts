import type { BBox, LngLat } from '#lib/model/geometry.ts';

/** West, south, east and north of places; undefined of none. */
export function boxOfPlaces(places: readonly LngLat[]): BBox | undefined {
	if (places.length === 0) return undefined;
	const [lngs, lats] = [places.map(([lng]) => lng), places.map(([, lat]) => lat)];
	return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}
