import type { Point } from '../geometry/point.ts';

/**
 * Where Yunquan is: in the open Yellow Sea, so that it lies on no real place. Its metres become degrees by
 * fixed numbers, those of latitude 36.05°: the same on every machine, and true to a per mille 10 km away.
 */
export const ANCHOR = { lng: 122.9, lat: 36.05 } as const;
const METRES_A_DEGREE = { lng: 90_103.5, lat: 110_959.9 } as const;

/** Longitude and latitude of a point, to 1e-7 degrees (a centimetre). */
export function toLngLat({ x, y }: Point): [lng: number, lat: number] {
	return [seventh(ANCHOR.lng + x / METRES_A_DEGREE.lng), seventh(ANCHOR.lat + y / METRES_A_DEGREE.lat)];
}

/** The reverse: metres east and north of the anchor. */
export function toMetres(lng: number, lat: number): Point {
	return { x: (lng - ANCHOR.lng) * METRES_A_DEGREE.lng, y: (lat - ANCHOR.lat) * METRES_A_DEGREE.lat };
}

function seventh(degrees: number): number {
	return Math.round(degrees * 1e7) / 1e7;
}
