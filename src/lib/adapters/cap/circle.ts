import type { LngLat } from '#lib/model/geometry.ts';
import type { Metres } from '#lib/model/units.ts';

const CORNERS = 32;
/** Mean radius of the earth (IUGG), metres. */
const EARTH: Metres = 6_371_008.8;
const RADIAN = Math.PI / 180;

/**
 * A closed ring of 32 corners around a centre, counter-clockwise, on a sphere. Beyond the 180th meridian it is
 * cut off at the centre's side: one ring cannot lie on both.
 */
export function circleRing([lng, lat]: LngLat, radius: Metres): readonly LngLat[] {
	const distance = radius / EARTH;
	const [sine, cosine] = [Math.sin(lat * RADIAN), Math.cos(lat * RADIAN)];
	const ring = Array.from({ length: CORNERS }, (_, corner): LngLat => {
		const bearing = (-corner / CORNERS) * 2 * Math.PI;
		const north = sine * Math.cos(distance) + cosine * Math.sin(distance) * Math.cos(bearing);
		const east = Math.atan2(
			Math.sin(bearing) * Math.sin(distance) * cosine,
			Math.cos(distance) - sine * north
		);
		const toLng = Math.max(-180, Math.min(180, lng + east / RADIAN));
		return [toLng, Math.asin(Math.max(-1, Math.min(1, north))) / RADIAN];
	});
	return [...ring, ring[0]!];
}
