import geographiclib from 'geographiclib-geodesic';
import type { DrawnPlace } from '#lib/layers/drawn/drawn.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { toEcef } from '#lib/model/local-frame.ts';
import type { Metres } from '#lib/model/units.ts';

const { WGS84 } = geographiclib.Geodesic;

/** The shortest way between two places along the ellipsoid WGS 84. */
export const groundDistance = ([lng, lat]: LngLat, [toLng, toLat]: LngLat): Metres =>
	WGS84.Inverse(lat, lng, toLat, toLng).s12 ?? 0;

/** Each leg of a way along the ground, from corner to corner. */
export const legsOf = (corners: readonly LngLat[]): readonly Metres[] =>
	corners.slice(1).map((corner, index) => groundDistance(corners[index]!, corner)); // slice leaves the one before

export const sum = (legs: readonly Metres[]): Metres => legs.reduce((total, leg) => total + leg, 0);

/** Square metres and outline of a ring whose edges are geodesics, not closed, either way round. */
export function sizeOf(corners: readonly LngLat[]): { readonly area: number; readonly perimeter: Metres } {
	const ring = WGS84.Polygon(false);
	for (const [lng, lat] of corners) ring.AddPoint(lat, lng);
	const { area = 0, perimeter } = ring.Compute(false, true);
	return { area: Math.abs(area), perimeter };
}

/** Between two places in space. */
export interface Span {
	/** Along the ground below. */
	readonly ground: Metres;
	/** How much higher the second place is. */
	readonly rise: Metres;
	/** Through the air. */
	readonly straight: Metres;
}

export function spanOf(from: DrawnPlace, to: DrawnPlace): Span {
	const [x, y, z] = toEcef(from.lng, from.lat, from.height);
	const [toX, toY, toZ] = toEcef(to.lng, to.lat, to.height);
	return {
		ground: groundDistance([from.lng, from.lat], [to.lng, to.lat]),
		rise: to.height - from.height,
		straight: Math.hypot(toX - x, toY - y, toZ - z)
	};
}
