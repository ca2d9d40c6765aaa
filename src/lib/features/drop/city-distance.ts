import { contains, type BBox, type LngLat } from '#lib/model/geometry.ts';

/** A city's picture is flat and knows nothing that lies farther from it, kilometres. */
export const FARTHEST_MODEL = 200;

const EARTH_KM = 6371;
const RAD = Math.PI / 180;

/** Kilometres from a city's box to a position; 0 inside. */
export function cityDistance(box: BBox, [lng, lat]: LngLat): number {
	if (contains(box, lng, lat)) return 0;
	const [west, south, east, north] = box;
	const nearLng = Math.min(Math.max(lng, west), east);
	const nearLat = Math.min(Math.max(lat, south), north);
	const half =
		Math.sin(((lat - nearLat) * RAD) / 2) ** 2 +
		Math.cos(lat * RAD) * Math.cos(nearLat * RAD) * Math.sin(((lng - nearLng) * RAD) / 2) ** 2;
	return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}
