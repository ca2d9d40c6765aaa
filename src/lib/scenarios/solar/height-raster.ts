import type { BuildingsPart, FootprintsPart } from '#lib/model/scenario/city-parts.ts';
import type { Metres } from '#lib/model/units.ts';
import { fillRing } from './fill-ring.ts';
import type { Lattice } from '../city/lattice.ts';

/** Side of the cells that results are given by. */
export const RESULT_CELL: Metres = 12;

/** How high it is built, in square cells of a window of the lattice's plane; rows from the south. */
export interface HeightRaster {
	/** Side of a cell; cells of results are whole numbers of them. */
	readonly cell: Metres;
	readonly columns: number;
	readonly rows: number;
	/** South-west corner, metres of the lattice: a corner of a cell of results. */
	readonly west: Metres;
	readonly south: Metres;
	/** Metres above the level ground, 0 where nothing stands. */
	readonly top: Float32Array;
	/** Row of the building that stands there, the highest of several; −1: none. */
	readonly building: Int32Array;
}

/** The buildings of a square of `reach` metres to each side of a middle. */
export function rasterise(
	{ buildings, footprints }: { readonly buildings: BuildingsPart; readonly footprints: FootprintsPart },
	lattice: Lattice,
	[east, north]: readonly [Metres, Metres],
	reach: Metres,
	cell: Metres
): HeightRaster {
	const snap = (value: Metres) => Math.floor(value / RESULT_CELL) * RESULT_CELL;
	const [west, south] = [snap(east - reach), snap(north - reach)];
	const side = Math.ceil((2 * reach) / RESULT_CELL + 1) * (RESULT_CELL / cell);
	const raster = {
		cell,
		columns: side,
		rows: side,
		west,
		south,
		top: new Float32Array(side * side),
		building: new Int32Array(side * side).fill(-1)
	};
	for (let row = 0; row < buildings.key.length; row++) {
		const ring = ringOf(footprints, row, lattice, raster);
		if (ring) stand(raster, ring, row, buildings.height[row]!);
	}
	return raster;
}

function stand(
	{ columns, rows, top, building }: HeightRaster,
	ring: Float64Array,
	row: number,
	height: Metres
): void {
	const put = (column: number, line: number) => {
		const at = line * columns + column;
		if (top[at]! >= height) return;
		top[at] = height;
		building[at] = row;
	};
	let cells = 0;
	fillRing(ring, columns, rows, (column, line) => {
		cells++;
		put(column, line);
	});
	// Smaller than a cell: it stands in the one of its first corner.
	const [column, line] = [Math.floor(ring[0]!), Math.floor(ring[1]!)];
	if (cells === 0 && column >= 0 && line >= 0 && column < columns && line < rows) put(column, line);
}

/** A building's outline in cells of the raster; undefined when it has none or lies outside. */
function ringOf(
	{ starts, lng, lat }: FootprintsPart,
	row: number,
	lattice: Lattice,
	{ cell, columns, rows, west, south }: HeightRaster
): Float64Array | undefined {
	const [from, to] = [starts[row]!, starts[row + 1]!];
	if (to - from < 3) return undefined;
	const ring = new Float64Array(2 * (to - from));
	let [low, left, high, right] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let i = from; i < to; i++) {
		const [x, y] = lattice.toMetres(lng[i]!, lat[i]!);
		const [column, line] = [(x - west) / cell, (y - south) / cell];
		ring[2 * (i - from)] = column;
		ring[2 * (i - from) + 1] = line;
		[left, right] = [Math.min(left, column), Math.max(right, column)];
		[low, high] = [Math.min(low, line), Math.max(high, line)];
	}
	return right > 0 && left < columns && high > 0 && low < rows ? ring : undefined;
}
