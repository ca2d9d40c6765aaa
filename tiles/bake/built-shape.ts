import type { Degrees, Metres } from '#lib/model/units.ts';

/** Built volume by square cell, row 0 the northernmost. */
export interface VolumeGrid {
	/** Metres east and north of the anchor of the north-west corner. */
	readonly west: Metres;
	readonly north: Metres;
	readonly cell: Metres;
	readonly columns: number;
	readonly volume: Float64Array;
}

/** The core of a city as an oblong. */
export interface BuiltShape {
	/** Metres east and north of the anchor. */
	readonly centre: readonly [east: Metres, north: Metres];
	readonly along: Metres;
	readonly across: Metres;
	/** Where one looks, clockwise from north, so that the oblong lies across the picture and most of the rest behind it. */
	readonly facing: Degrees;
}

/** The core is the densest cells that hold this share of the volume. */
const CORE = 0.65;
/** Its length and width leave out so much of it at either end. */
const STRAYS = 0.03;

/** The long axis of the densest part of what is built; undefined where nothing is. */
export function builtShape(grid: VolumeGrid): BuiltShape | undefined {
	const all = cellsOf(grid);
	const core = densest(all);
	const weight = core.reduce((sum, cell) => sum + cell.volume, 0);
	if (weight === 0) return undefined;
	const mean = (of: (cell: Cell) => number) =>
		core.reduce((sum, cell) => sum + cell.volume * of(cell), 0) / weight;
	const middle = [mean(({ x }) => x), mean(({ y }) => y)] as const;
	const [dx, dy] = [(cell: Cell) => cell.x - middle[0], (cell: Cell) => cell.y - middle[1]];
	// The direction of greatest spread, counter-clockwise from east.
	const angle =
		Math.atan2(2 * mean((cell) => dx(cell) * dy(cell)), mean((c) => dx(c) ** 2) - mean((c) => dy(c) ** 2)) /
		2;
	const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
	const along = range(core, (cell) => dx(cell) * ux + dy(cell) * uy);
	const across = range(core, (cell) => dy(cell) * ux - dx(cell) * uy);
	const [u, v] = [(along[0] + along[1]) / 2, (across[0] + across[1]) / 2];
	// Positive: more of the city lies to the left of the axis.
	const lean = all.reduce((sum, cell) => sum + cell.volume * (dy(cell) * ux - dx(cell) * uy - v), 0);
	const left = 360 - (angle * 180) / Math.PI;
	return {
		centre: [middle[0] + u * ux - v * uy, middle[1] + u * uy + v * ux],
		along: along[1] - along[0] + grid.cell,
		across: across[1] - across[0] + grid.cell,
		facing: (lean >= 0 ? left : left + 180) % 360
	};
}

interface Cell {
	readonly x: Metres;
	readonly y: Metres;
	readonly volume: number;
}

function cellsOf({ west, north, cell, columns, volume }: VolumeGrid): Cell[] {
	const cells: Cell[] = [];
	volume.forEach((value, index) => {
		if (value > 0)
			cells.push({
				x: west + ((index % columns) + 0.5) * cell,
				y: north - (Math.floor(index / columns) + 0.5) * cell,
				volume: value
			});
	});
	return cells;
}

/** Equally dense cells are all in or all out. */
function densest(cells: readonly Cell[]): Cell[] {
	const total = cells.reduce((sum, { volume }) => sum + volume, 0);
	let held = 0;
	let least = Infinity;
	for (const { volume } of cells.toSorted((a, b) => b.volume - a.volume)) {
		if (held >= CORE * total) break;
		held += volume;
		least = volume;
	}
	return cells.filter(({ volume }) => volume >= least);
}

function range(cells: readonly Cell[], of: (cell: Cell) => number): [number, number] {
	const sorted = cells.map(of).toSorted((a, b) => a - b);
	const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
	return [at(STRAYS), at(1 - STRAYS)];
}
