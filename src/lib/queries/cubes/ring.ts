import type { BBox, LngLat } from '#lib/model/geometry.ts';
import { double } from './sql-number.ts';

/**
 * A ring of corners, closed from the last to the first, ready to be asked what is inside. Which rows are inside
 * is decided by one arithmetic here and in SQL, so that counts are equal also on the ring's edges. Rings that
 * cross the antimeridian are not known.
 */
export interface Ring {
	readonly box: BBox;
	/** By edge that is not level: its latitudes, a longitude and latitude on it, and degrees east per degree north. */
	readonly edges: readonly RingEdge[];
}
interface RingEdge {
	readonly south: number;
	readonly north: number;
	readonly lng: number;
	readonly lat: number;
	readonly slope: number;
}

export function ringOf(corners: readonly LngLat[]): Ring {
	const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
	const edges: RingEdge[] = [];
	corners.forEach(([lng, lat], index) => {
		const [nextLng, nextLat] = corners[(index + 1) % corners.length] as LngLat;
		box[0] = Math.min(box[0], lng);
		box[1] = Math.min(box[1], lat);
		box[2] = Math.max(box[2], lng);
		box[3] = Math.max(box[3], lat);
		const slope = (nextLng - lng) / (nextLat - lat);
		// Level, or as good as level.
		if (!Number.isFinite(slope)) return;
		const [south, north] = [Math.min(lat, nextLat), Math.max(lat, nextLat)];
		edges.push({ south, north, lng, lat, slope });
	});
	return { box, edges };
}

/** True when a ray to the east crosses the ring an odd number of times. False without a position (NaN). */
export function isInside({ box, edges }: Ring, lng: number, lat: number): boolean {
	if (!(lng >= box[0] && lng <= box[2] && lat >= box[1] && lat <= box[3])) return false;
	let inside = false;
	for (const edge of edges)
		if (lat >= edge.south && lat < edge.north && lng < edge.lng + (lat - edge.lat) * edge.slope)
			inside = !inside;
	return inside;
}

/** The same as a condition on two columns, in plain arithmetic: DuckDB's spatial extension is not there offline. */
export function ringSql({ box, edges }: Ring, lng: string, lat: string): string {
	if (edges.length === 0) return 'false';
	const [west, south, east, north] = box.map(double);
	const crossings = edges.map(
		(edge) =>
			`(${lat} >= ${double(edge.south)} AND ${lat} < ${double(edge.north)} AND ${lng} < ${double(edge.lng)} + (${lat} - ${double(edge.lat)}) * ${double(edge.slope)})::INT`
	);
	return `(${lng} BETWEEN ${west} AND ${east} AND ${lat} BETWEEN ${south} AND ${north} AND (${crossings.join(' + ')}) % 2 = 1)`;
}
