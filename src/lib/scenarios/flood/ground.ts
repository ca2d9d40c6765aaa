import type { TerrainPart } from '#lib/model/scenario/city-parts.ts';
import type { Degrees, Metres } from '#lib/model/units.ts';
import { Plane } from '../city/plane.ts';

/** Heights that water runs over: those of the ground, lowered where a street dives under another. */
export interface Ground {
	readonly columns: number;
	readonly rows: number;
	/** Metres between the middles of cells. */
	readonly width: Metres;
	readonly depth: Metres;
	/** Of a cell, m². */
	readonly area: number;
	/** Metres above sea level; NaN: nobody says. */
	readonly height: Float32Array;
	/** 1 where river, lake or sea stands. */
	readonly water: Uint8Array;
}

/** All cells have the size of those in the grid's middle: 1e-3 within 20 km of it. */
export function groundOf(terrain: TerrainPart): Ground {
	const { columns, rows, stepLng, stepLat, south, water } = terrain;
	const plane = new Plane(south + (rows / 2) * stepLat);
	const [width, depth] = [stepLng * plane.perLng, stepLat * plane.perLat];
	const height = terrain.height.slice();
	for (const { lng, lat, lowest } of terrain.underpasses) {
		const cell = cellAt(terrain, lng, lat);
		if (cell >= 0 && lowest < height[cell]!) height[cell] = lowest;
	}
	return { columns, rows, width, depth, area: width * depth, height, water };
}

/** The cell that a place lies in; −1 outside of the grid. */
export function cellAt(
	{ west, south, stepLng, stepLat, columns, rows }: Omit<TerrainPart, 'height' | 'water' | 'underpasses'>,
	lng: Degrees,
	lat: Degrees
): number {
	const [column, row] = [Math.floor((lng - west) / stepLng), Math.floor((lat - south) / stepLat)];
	return column < 0 || row < 0 || column >= columns || row >= rows ? -1 : row * columns + column;
}

/** Steps to the eight cells around one. */
const AROUND = [
	[-1, -1],
	[0, -1],
	[1, -1],
	[-1, 0],
	[1, 0],
	[-1, 1],
	[0, 1],
	[1, 1]
] as const;

/** Calls `visit` for the cells around one that are in the grid and have a height; true: the ground ends there, water may leave. */
export function aroundCell(
	{ columns, rows, width, depth, height }: Ground,
	cell: number,
	visit: (neighbour: number, away: Metres) => void
): boolean {
	const column = cell % columns;
	const row = (cell - column) / columns;
	let ends = false;
	for (const [east, north] of AROUND) {
		const [x, y] = [column + east, row + north];
		const neighbour = y * columns + x;
		if (x < 0 || y < 0 || x >= columns || y >= rows || Number.isNaN(height[neighbour]!)) ends = true;
		else
			visit(neighbour, east === 0 ? depth : north === 0 ? width : Math.sqrt(width * width + depth * depth));
	}
	return ends;
}

/** Cells with a height, from the lowest to the highest; of equal ones the first comes first. */
export function cellsByHeight({ height }: Ground): Uint32Array {
	// The bits of a float, made to sort as it does, above those of the cell's number: one sort of plain numbers.
	const bits = new Uint32Array(height.buffer, height.byteOffset, height.length);
	const sorted = new Float64Array(height.length);
	let count = 0;
	for (let cell = 0; cell < height.length; cell++) {
		if (Number.isNaN(height[cell]!)) continue;
		const raw = bits[cell]!;
		const key = raw >>> 31 ? ~raw >>> 0 : (raw | 0x8000_0000) >>> 0;
		sorted[count++] = key * CELLS + cell;
	}
	return Uint32Array.from(sorted.subarray(0, count).sort(), (key) => key % CELLS);
}
/** More cells than any grid has; with 32 bits of height still a whole number that a double holds. */
const CELLS = 2 ** 21;
