import type { Degrees } from '#lib/model/units.ts';

const TILE = 512;
const RAD = Math.PI / 180;
/** The circumference that deck's shaders and math.gl use, metres; not the equator's 40,075 km. */
const CIRCUMFERENCE = 40.03e6;

/** Degrees to deck's common units: web mercator on a square of 512, y northwards. */
export function lngLatToCommon(lng: Degrees, lat: Degrees): [x: number, y: number] {
	const y = Math.log(Math.tan(Math.PI / 4 + (lat * RAD) / 2));
	return [(TILE * (lng + 180)) / 360, (TILE * (Math.PI + y)) / (2 * Math.PI)];
}

/** The reverse of `lngLatToCommon`. */
export function commonToLngLat(x: number, y: number): [lng: Degrees, lat: Degrees] {
	const lat = 2 * (Math.atan(Math.exp((y / TILE) * 2 * Math.PI - Math.PI)) - Math.PI / 4);
	return [(x * 360) / TILE - 180, lat / RAD];
}

/** Common units a metre has at a latitude, as deck reckons. */
export function unitsPerMetre(lat: Degrees): number {
	return TILE / CIRCUMFERENCE / Math.cos(lat * RAD);
}
