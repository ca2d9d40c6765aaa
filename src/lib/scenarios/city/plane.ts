import { cos, sin } from '#lib/model/portable-math.ts';
import type { Degrees, Metres } from '#lib/model/units.ts';

const RADIANS = Math.PI / 180;
/** WGS 84: semi-major axis and first eccentricity squared. */
const AXIS: Metres = 6_378_137;
const E2 = 6.694379990141316e-3;

/** Metres east and north of 0°, 0° that are right near one latitude: 1e-4 of a distance 20 km from it. */
export class Plane {
	/** Metres of a degree. */
	readonly perLng: number;
	readonly perLat: number;

	constructor(latitude: Degrees) {
		const sine = sin(latitude * RADIANS);
		const w = 1 - E2 * sine * sine;
		this.perLng = (RADIANS * AXIS * cos(latitude * RADIANS)) / Math.sqrt(w);
		this.perLat = (RADIANS * AXIS * (1 - E2)) / (w * Math.sqrt(w));
	}

	metres(lng: Degrees, lat: Degrees): readonly [east: Metres, north: Metres] {
		return [lng * this.perLng, lat * this.perLat];
	}

	distance(lngA: Degrees, latA: Degrees, lngB: Degrees, latB: Degrees): Metres {
		const east = (lngB - lngA) * this.perLng;
		const north = (latB - latA) * this.perLat;
		return Math.sqrt(east * east + north * north);
	}
}
