import type { Metres } from '../units.ts';
import type { Places } from './places.ts';
import { chosen, type RowChoice } from './row-choice.ts';

/** How densely rows lie, on a fine grid of the city's plane. */
export interface Heat {
	/** Edge of a grid square. */
	readonly step: Metres;
	/** Rows count around a point up to here, the less the farther away. */
	readonly reach: Metres;
	/** South-west corner of the grid, metres from the anchor. */
	readonly east: Metres;
	readonly north: Metres;
	readonly columns: number;
	readonly rows: number;
	/** Rows a square kilometre, at the middle of each square; row by row from the south. */
	readonly density: Float32Array;
	/** Chosen rows that count, and those without a place. */
	readonly counted: number;
	readonly unplaced: number;
}

/** Squares along the reach of a row. */
const FINE = 6;
/** Squares of a grid's side at most; a wider one is coarser. */
const MOST_SIDE = 1024;

/** Smooths the chosen rows by the quartic kernel, whose volume is one row. */
export function gatherHeat(places: Places, reach: Metres, choice: RowChoice): Heat {
	const isChosen = chosen(choice);
	const { east, north } = places;
	const rows: number[] = [];
	let unplaced = 0;
	let [west, south, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let row = 0; row < east.length; row++) {
		if (!isChosen(row)) continue;
		const x = east[row] as number;
		const y = north[row] as number;
		if (Number.isNaN(x)) {
			unplaced++;
			continue;
		}
		rows.push(row);
		west = Math.min(west, x);
		right = Math.max(right, x);
		south = Math.min(south, y);
		top = Math.max(top, y);
	}
	if (rows.length === 0) return { ...NOTHING, reach, unplaced };
	const side = Math.max(right - west, top - south) + 2 * reach;
	const step = Math.max(reach / FINE, side / MOST_SIDE);
	const columns = Math.ceil((right - west + 2 * reach) / step) + 1;
	const height = Math.ceil((top - south + 2 * reach) / step) + 1;
	const heat = { step, reach, east: west - reach, north: south - reach, columns, rows: height };
	const heaped = new Map<number, number>();
	for (const row of rows) {
		const column = Math.floor(((east[row] as number) - heat.east) / step);
		const square = Math.floor(((north[row] as number) - heat.north) / step) * columns + column;
		heaped.set(square, (heaped.get(square) ?? 0) + 1);
	}
	return { ...heat, density: spread(heaped, heat), counted: rows.length, unplaced };
}

const NOTHING = {
	step: 1,
	east: 0,
	north: 0,
	columns: 0,
	rows: 0,
	density: new Float32Array(0),
	counted: 0
} as const;

interface Grid {
	readonly step: Metres;
	readonly reach: Metres;
	readonly columns: number;
	readonly rows: number;
}

function spread(heaped: ReadonlyMap<number, number>, { step, reach, columns, rows }: Grid): Float32Array {
	const density = new Float32Array(columns * rows);
	const around = Math.floor(reach / step);
	const side = 2 * around + 1;
	const kernel = new Float64Array(side * side);
	for (let y = -around; y <= around; y++)
		for (let x = -around; x <= around; x++) {
			const near = Math.max(0, 1 - (x * x + y * y) * (step / reach) ** 2);
			kernel[(y + around) * side + x + around] = near * near;
		}
	// Taken to exactly one row on this grid, in rows a square kilometre.
	const whole = kernel.reduce((sum, one) => sum + one, 0) * (step / 1000) ** 2;
	for (const [square, count] of heaped) {
		const row = Math.floor(square / columns);
		const column = square % columns;
		for (let y = Math.max(-around, -row); y <= Math.min(around, rows - 1 - row); y++)
			for (let x = Math.max(-around, -column); x <= Math.min(around, columns - 1 - column); x++) {
				const at = (row + y) * columns + column + x;
				const share = (kernel[(y + around) * side + x + around] as number) / whole;
				density[at] = (density[at] as number) + count * share;
			}
	}
	return density;
}
