import type { Metres } from '../units.ts';
import { gridOf } from './cell-grid.ts';
import type { Places } from './places.ts';
import { chosen, type RowChoice } from './row-choice.ts';

/** Journeys gathered by the cells that they begin and end in, the largest flow first. */
export interface Flows {
	readonly size: Metres;
	/** South-west corners of the two cells: so many sizes east and north of the anchor. */
	readonly fromColumn: Int32Array;
	readonly fromRow: Int32Array;
	readonly toColumn: Int32Array;
	readonly toRow: Int32Array;
	readonly count: Uint32Array;
	/** All pairs of different cells between which anybody went, and the journeys of all of them. */
	readonly pairs: number;
	readonly journeys: number;
	/** Journeys of the pairs that are listed. */
	readonly listed: number;
	/** Journeys that begin and end in one cell. */
	readonly within: number;
	/** Chosen rows without a beginning or an end. */
	readonly unplaced: number;
}

/** Counts journeys by pairs of cells and keeps the `most` largest; equal ones in the order of their first journey. */
export function gatherFlows(from: Places, to: Places, size: Metres, most: number, choice: RowChoice): Flows {
	const rows = from.east.length;
	const places = { east: joined(from.east, to.east), north: joined(from.north, to.north) };
	const { ground, cellOf } = gridOf(places, size);
	const isChosen = chosen(choice);
	const cells = ground.column.length;
	const counts = new Map<number, number>();
	let [journeys, within, unplaced] = [0, 0, 0];
	for (let row = 0; row < rows; row++) {
		if (!isChosen(row)) continue;
		const begin = cellOf[row] as number;
		const end = cellOf[rows + row] as number;
		if (begin < 0 || end < 0) unplaced++;
		else if (begin === end) within++;
		else {
			journeys++;
			const key = begin * cells + end;
			counts.set(key, (counts.get(key) ?? 0) + 1);
		}
	}
	const listed = [...counts].sort((a, b) => b[1] - a[1]).slice(0, most);
	const cellsOf = (side: 'column' | 'row', pick: (key: number) => number) =>
		Int32Array.from(listed, ([key]) => ground[side][pick(key)] as number);
	const begin = (key: number) => Math.floor(key / cells);
	const end = (key: number) => key % cells;
	return {
		size,
		fromColumn: cellsOf('column', begin),
		fromRow: cellsOf('row', begin),
		toColumn: cellsOf('column', end),
		toRow: cellsOf('row', end),
		count: Uint32Array.from(listed, ([, count]) => count),
		pairs: counts.size,
		journeys,
		listed: listed.reduce((sum, [, count]) => sum + count, 0),
		within,
		unplaced
	};
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
	const both = new Float64Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}
