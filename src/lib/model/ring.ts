import type { BBox, LngLat } from './geometry.ts';
import type { Degrees } from './units.ts';

/** Corners of a ring, not closed or closed; what follows longitude and latitude does not count. */
type Ring = readonly (readonly [lng: Degrees, lat: Degrees, ...rest: number[]])[];

/** Whether a position lies in a ring, even-odd. On an edge it belongs to the ring east or north of it. */
export function ringContains(ring: Ring, lng: Degrees, lat: Degrees): boolean {
	let inside = false;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [x0, y0] = ring[j]!;
		const [x1, y1] = ring[i]!;
		if (y0 > lat !== y1 > lat && lng < ((x1 - x0) * (lat - y0)) / (y1 - y0) + x0) inside = !inside;
	}
	return inside;
}

/** Centre of mass of a ring, and its size in square degrees. */
export function ringCentre(ring: Ring): { readonly at: LngLat; readonly size: number } {
	// From the first point: differences keep their digits.
	const [x0, y0] = ring[0] ?? [0, 0];
	let [twice, x, y] = [0, 0, 0];
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [ax, ay] = [ring[j]![0] - x0, ring[j]![1] - y0];
		const [bx, by] = [ring[i]![0] - x0, ring[i]![1] - y0];
		const cross = ax * by - bx * ay;
		twice += cross;
		x += (ax + bx) * cross;
		y += (ay + by) * cross;
	}
	if (twice === 0) return { at: [x0, y0], size: 0 };
	return { at: [x0 + x / (3 * twice), y0 + y / (3 * twice)], size: Math.abs(twice) / 2 };
}

export function ringBox(ring: Ring): BBox {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [lng, lat] of ring) {
		west = Math.min(west, lng);
		east = Math.max(east, lng);
		south = Math.min(south, lat);
		north = Math.max(north, lat);
	}
	return [west, south, east, north];
}
