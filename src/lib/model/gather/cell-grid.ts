import type { Metres } from '../units.ts';
import type { Places } from './places.ts';

/** The even square cells of the city's plane that rows lie in. */
export interface CellGrid {
	/** Edge of a cell. */
	readonly size: Metres;
	/** A cell's south-west corner: so many sizes east and north of the anchor. One entry a cell. */
	readonly column: Int32Array;
	readonly row: Int32Array;
	/** Cell of each row of the data; −1 = it has no place. */
	readonly cellOf: Int32Array;
}

/** Beyond this many cells from the anchor nothing is counted: half the globe in cells of 10 m. */
const FARTHEST = 2 ** 21;

/** The cells that rows lie in. A row on an edge belongs to the cell east or north of it. */
export function gridOf({ east, north }: Places, size: Metres): CellGrid {
	const cellOf = new Int32Array(east.length);
	const known = new Map<number, number>();
	const columns: number[] = [];
	const rows: number[] = [];
	let lastKey = NaN;
	let last = -1;
	for (let index = 0; index < cellOf.length; index++) {
		const column = Math.floor((east[index] as number) / size);
		const row = Math.floor((north[index] as number) / size);
		if (!(Math.abs(column) < FARTHEST && Math.abs(row) < FARTHEST)) {
			cellOf[index] = -1;
			continue;
		}
		const key = (column + FARTHEST) * 2 * FARTHEST + row + FARTHEST;
		if (key !== lastKey) {
			lastKey = key;
			last = known.get(key) ?? -1;
			if (last < 0) {
				last = columns.length;
				known.set(key, last);
				columns.push(column);
				rows.push(row);
			}
		}
		cellOf[index] = last;
	}
	return { size, column: Int32Array.from(columns), row: Int32Array.from(rows), cellOf };
}
