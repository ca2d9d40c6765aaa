import { NULLS } from '#lib/model/wire/fields.ts';

/** Zoom of the cells by which entities are told apart; tiles are of this zoom at the most. */
export const CELL_ZOOM = 16;
/** The cell of what has no position. */
export const NO_CELL = 0xffffffff;

const SIDE = 2 ** CELL_ZOOM;
/** Northern edge of each row of cells, 1e-7 degrees, from north to south. */
const EDGES = new Int32Array(SIDE + 1);
for (let y = 0; y <= SIDE; y++)
	EDGES[y] = Math.round((Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / SIDE))) * 180e7) / Math.PI);

/** Web-mercator cell of a position in 1e-7 degrees as one number: the bits of x and y in turn, so that a tile is a range of cells. */
export function cellOf(lon: number, lat: number): number {
	if (lon === NULLS.i32 || lat === NULLS.i32) return NO_CELL;
	const x = Math.floor(((lon + 1.8e9) / 3.6e9) * SIDE);
	return keyOf(Math.min(SIDE - 1, Math.max(0, x)), rowOf(lat));
}

/** The tile of zoom `z` that a cell lies in, as such a number; not for NO_CELL. */
export const tileOf = (cell: number, z: number): number => (z === 0 ? 0 : cell >>> (2 * (CELL_ZOOM - z)));

/** Number of tile x, y of any zoom up to CELL_ZOOM. */
export const keyOf = (x: number, y: number): number => (spread(x) | (spread(y) << 1)) >>> 0;

/** x and y of such a number. */
export const xyOf = (key: number): readonly [x: number, y: number] => [gather(key), gather(key >>> 1)];

/** Row of cells by latitude, 0 in the north. */
function rowOf(lat: number): number {
	let low = 0;
	let high = SIDE - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (EDGES[middle]! >= lat) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** Puts a 0 before each of 16 bits. */
function spread(bits: number): number {
	bits = (bits | (bits << 8)) & 0x00ff00ff;
	bits = (bits | (bits << 4)) & 0x0f0f0f0f;
	bits = (bits | (bits << 2)) & 0x33333333;
	return (bits | (bits << 1)) & 0x55555555;
}

/** Takes every other of 32 bits. */
function gather(bits: number): number {
	bits &= 0x55555555;
	bits = (bits | (bits >>> 1)) & 0x33333333;
	bits = (bits | (bits >>> 2)) & 0x0f0f0f0f;
	bits = (bits | (bits >>> 4)) & 0x00ff00ff;
	return (bits | (bits >>> 8)) & 0x0000ffff;
}
