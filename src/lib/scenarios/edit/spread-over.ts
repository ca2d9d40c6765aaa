import type { LngLat } from '#lib/model/geometry.ts';
import { ringBox, ringContains } from '#lib/model/ring.ts';

/** Steps of the R2 sequence, powers of the inverse of the plastic number (Roberts 2018): any run of it lies evenly in the unit square. */
const STEP_LNG = 0.7548776662466927;
const STEP_LAT = 0.5698402909980532;

/** Places in a ring that encloses something, as evenly as any number of them goes; the same ones each time, and more of them begin with those of fewer. */
export function spreadOver(ring: readonly LngLat[], count: number): LngLat[] {
	const [west, south, east, north] = ringBox(ring);
	const places: LngLat[] = [];
	for (let step = 1; places.length < count; step++) {
		const lng = west + (east - west) * ((0.5 + step * STEP_LNG) % 1);
		const lat = south + (north - south) * ((0.5 + step * STEP_LAT) % 1);
		if (ringContains(ring, lng, lat)) places.push([lng, lat]);
	}
	return places;
}
