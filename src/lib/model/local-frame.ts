import type { EastNorthUp, LngLat } from './geometry.ts';
import type { Degrees, Metres } from './units.ts';

/** WGS 84 semi-major axis, metres, and first eccentricity squared (NGA.STND.0036). */
const A = 6378137;
const E2 = 6.694379990141316e-3;
const RAD = Math.PI / 180;

/** WGS 84 degrees and ellipsoid height to earth-centred metres. */
export function toEcef(lng: Degrees, lat: Degrees, height: Metres = 0): [number, number, number] {
	const sinLat = Math.sin(lat * RAD);
	const cosLat = Math.cos(lat * RAD);
	const n = A / Math.sqrt(1 - E2 * sinLat * sinLat);
	return [
		(n + height) * cosLat * Math.cos(lng * RAD),
		(n + height) * cosLat * Math.sin(lng * RAD),
		(n * (1 - E2) + height) * sinLat
	];
}

/** Earth-centred metres to WGS 84 degrees and height (Bowring's start, three Newton-like rounds: < 1 µm). */
export function fromEcef(x: number, y: number, z: number): [lng: Degrees, lat: Degrees, height: Metres] {
	const p = Math.hypot(x, y);
	let lat = Math.atan2(z, p * (1 - E2));
	let n: number;
	for (let round = 0; round < 4; round++) {
		const sinLat = Math.sin(lat);
		n = A / Math.sqrt(1 - E2 * sinLat * sinLat);
		lat = Math.atan2(z + E2 * n * sinLat, p);
	}
	const sinLat = Math.sin(lat);
	const cosLat = Math.cos(lat);
	const height = p * cosLat + z * sinLat - A * Math.sqrt(1 - E2 * sinLat * sinLat);
	return [Math.atan2(y, x) / RAD, lat / RAD, height];
}

/**
 * The tangent frame in which the whole scene lives: metres east, north and up of an anchor on the
 * ellipsoid. Buildings, moving entities and labels all go through it, so they agree to the millimetre.
 */
export class LocalFrame {
	readonly anchor: LngLat;
	/** Column-major 4×4: east-north-up metres to earth-centred metres. */
	readonly toEcefMatrix: readonly number[];
	readonly #origin: readonly [number, number, number];
	readonly #east: readonly [number, number, number];
	readonly #north: readonly [number, number, number];
	readonly #up: readonly [number, number, number];

	constructor(anchor: LngLat) {
		this.anchor = anchor;
		const [lng, lat] = [anchor[0] * RAD, anchor[1] * RAD];
		const [sinLng, cosLng] = [Math.sin(lng), Math.cos(lng)];
		const [sinLat, cosLat] = [Math.sin(lat), Math.cos(lat)];
		this.#origin = toEcef(anchor[0], anchor[1]);
		this.#east = [-sinLng, cosLng, 0];
		this.#north = [-sinLat * cosLng, -sinLat * sinLng, cosLat];
		this.#up = [cosLat * cosLng, cosLat * sinLng, sinLat];
		this.toEcefMatrix = [...this.#east, 0, ...this.#north, 0, ...this.#up, 0, ...this.#origin, 1];
	}

	/** WGS 84 to metres east, north, up of the anchor (curvature included). */
	toLocal(lng: Degrees, lat: Degrees, height: Metres = 0): EastNorthUp {
		const [x, y, z] = toEcef(lng, lat, height);
		const dx = x - this.#origin[0];
		const dy = y - this.#origin[1];
		const dz = z - this.#origin[2];
		const dot = (v: readonly [number, number, number]) => v[0] * dx + v[1] * dy + v[2] * dz;
		return [dot(this.#east), dot(this.#north), dot(this.#up)];
	}

	/** The reverse of `toLocal`. */
	toLngLat(east: Metres, north: Metres, up: Metres = 0): [lng: Degrees, lat: Degrees, height: Metres] {
		const at = (axis: 0 | 1 | 2) =>
			this.#origin[axis] + east * this.#east[axis] + north * this.#north[axis] + up * this.#up[axis];
		return fromEcef(at(0), at(1), at(2));
	}
}
