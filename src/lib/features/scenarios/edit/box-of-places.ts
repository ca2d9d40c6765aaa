import type { BBox, LngLat } from '#lib/model/geometry.ts';

/** West, south, east and north of places; undefined of none. */
export function boxOfPlaces(places: readonly LngLat[]): BBox | undefined {
	if (places.length === 0) return undefined;
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [lng, lat] of places) {
		[west, east] = [Math.min(west, lng), Math.max(east, lng)];
		[south, north] = [Math.min(south, lat), Math.max(north, lat)];
	}
	return [west, south, east, north];
}
