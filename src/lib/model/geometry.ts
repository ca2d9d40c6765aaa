import { z } from 'zod';
import type { Degrees, Metres } from './units.ts';

/** WGS 84 longitude, latitude in degrees. */
export type LngLat = readonly [lng: Degrees, lat: Degrees];

/** West, south, east, north in degrees. */
export type BBox = readonly [west: Degrees, south: Degrees, east: Degrees, north: Degrees];
export const bboxSchema = z.tuple([
	z.number().min(-180).max(180),
	z.number().min(-90).max(90),
	z.number().min(-180).max(180),
	z.number().min(-90).max(90)
]);

/** Metres east, north and up of an anchor on the ellipsoid (tangent plane there). */
export type EastNorthUp = readonly [east: Metres, north: Metres, up: Metres];

/** True when the position lies in the box, edges included. */
export function contains([west, south, east, north]: BBox, lng: Degrees, lat: Degrees): boolean {
	return lng >= west && lng <= east && lat >= south && lat <= north;
}

/** The middle of a box. */
export function centreOf([west, south, east, north]: BBox): LngLat {
	return [(west + east) / 2, (south + north) / 2];
}
