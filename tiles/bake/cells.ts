import type { Degrees } from '#lib/model/units.ts';

const RAD = Math.PI / 180;
/** The zoom of the `cell` column of every table of a pack. */
export const CELL_ZOOM = 16;

/** Web-mercator tile column of a longitude. */
export function tileX(lng: Degrees, zoom: number): number {
	const size = 2 ** zoom;
	return clamp(Math.floor(((lng + 180) / 360) * size), size);
}

/** Web-mercator tile row of a latitude, counted from the north. */
export function tileY(lat: Degrees, zoom: number): number {
	const size = 2 ** zoom;
	const sin = Math.sin(lat * RAD);
	return clamp(Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size), size);
}

/** Longitude of a tile column's western edge. */
export function tileWest(x: number, zoom: number): Degrees {
	return (x / 2 ** zoom) * 360 - 180;
}

/** Latitude of a tile row's northern edge. */
export function tileNorth(y: number, zoom: number): Degrees {
	return Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** zoom))) / RAD;
}

/** Interleaves two 16-bit numbers, x in the even bits, as an unsigned 32-bit number. */
export function morton(x: number, y: number): number {
	return (spread(x) | (spread(y) << 1)) >>> 0;
}

/** The pack's join key: the Morton code of the zoom-16 tile. */
export function cellOf(lng: Degrees, lat: Degrees): number {
	return morton(tileX(lng, CELL_ZOOM), tileY(lat, CELL_ZOOM));
}

function spread(value: number): number {
	let v = value & 0xffff;
	v = (v | (v << 8)) & 0x00ff00ff;
	v = (v | (v << 4)) & 0x0f0f0f0f;
	v = (v | (v << 2)) & 0x33333333;
	return (v | (v << 1)) & 0x55555555;
}

function clamp(value: number, size: number): number {
	return Math.min(size - 1, Math.max(0, value));
}
