import type { Polygon, Ring } from '../source-records.ts';

/** Twice-signed planar area of a flat ring, square degrees; positive when counter-clockwise. */
export function signedArea(ring: Ring): number {
	let sum = 0;
	for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2)
		sum += ring[before]! * ring[at + 1]! - ring[at]! * ring[before + 1]!;
	return sum / 2;
}

/**
 * A point well inside the largest polygon, for a label: the middle of the longest stretch of the polygon
 * on one of several horizontal lines through its middle.
 */
export function pointInside(polygons: readonly Polygon[]): [lng: number, lat: number] {
	let largest = polygons[0]!;
	let most = -1;
	for (const polygon of polygons) {
		const area = Math.abs(signedArea(polygon[0]!));
		if (area > most) [most, largest] = [area, polygon];
	}
	let [south, north] = [Infinity, -Infinity];
	const outer = largest[0]!;
	for (let at = 1; at < outer.length; at += 2) {
		south = Math.min(south, outer[at]!);
		north = Math.max(north, outer[at]!);
	}
	let best: { lng: number; lat: number; length: number } | undefined;
	for (const share of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
		const lat = south + (north - south) * share;
		const crossings = crossingsAt(largest, lat);
		for (let at = 0; at + 1 < crossings.length; at += 2) {
			// Lines near the middle are preferred: a label at the edge reads as the neighbour's.
			const length = (crossings[at + 1]! - crossings[at]!) * (1 - Math.abs(share - 0.5));
			if (length > (best?.length ?? 0))
				best = { lng: (crossings[at]! + crossings[at + 1]!) / 2, lat, length };
		}
	}
	return best ? [best.lng, best.lat] : [outer[0]!, outer[1]!];
}

/** Longitudes at which the rings cross a parallel, ascending: inside between 1st and 2nd, 3rd and 4th… */
function crossingsAt(polygon: Polygon, lat: number): number[] {
	const found: number[] = [];
	for (const ring of polygon) {
		for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
			const [y1, y2] = [ring[before + 1]!, ring[at + 1]!];
			if (y1 > lat === y2 > lat) continue;
			found.push(ring[before]! + ((lat - y1) / (y2 - y1)) * (ring[at]! - ring[before]!));
		}
	}
	return found.sort((a, b) => a - b);
}

/** True when a point lies in one of the polygons and in none of its holes. */
export function encloses(polygons: readonly Polygon[], lng: number, lat: number): boolean {
	return polygons.some(
		(polygon) => crossingsAt(polygon, lat).filter((crossing) => crossing > lng).length % 2 === 1
	);
}
