import type { Degrees, Metres } from '#lib/model/units.ts';

const RAD = Math.PI / 180;
const A = 6378137;
const E2 = 6.694379990141316e-3;

/** Metres in a degree of longitude and of latitude on the WGS 84 ellipsoid at a latitude. */
export function metresPerDegree(lat: Degrees): { readonly lng: Metres; readonly lat: Metres } {
	const sin = Math.sin(lat * RAD);
	const w = 1 - E2 * sin * sin;
	return {
		lng: ((A * Math.cos(lat * RAD)) / Math.sqrt(w)) * RAD,
		lat: ((A * (1 - E2)) / (w * Math.sqrt(w))) * RAD
	};
}

/** Clockwise from north, of the short way between two near positions. */
export function bearingBetween(lng0: Degrees, lat0: Degrees, lng1: Degrees, lat1: Degrees): Degrees {
	const per = metresPerDegree((lat0 + lat1) / 2);
	const bearing = Math.atan2((lng1 - lng0) * per.lng, (lat1 - lat0) * per.lat) / RAD;
	return bearing < 0 ? bearing + 360 : bearing;
}

/** Metres between two near positions. */
export function metresBetween(lng0: Degrees, lat0: Degrees, lng1: Degrees, lat1: Degrees): Metres {
	const per = metresPerDegree((lat0 + lat1) / 2);
	return Math.hypot((lng1 - lng0) * per.lng, (lat1 - lat0) * per.lat);
}
