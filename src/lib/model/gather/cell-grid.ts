import type { Metres } from '../units.ts';
import type { CellGround, Squares } from './cell-ground.ts';
import type { Places } from './places.ts';

/** The cells that rows lie in. */
export interface CellGrid<G extends CellGround = CellGround> {
	readonly ground: G;
	/** Cell of each row of the data; −1 = it has no place. */
	readonly cellOf: Int32Array;
}

/** Beyond this many cells from the anchor nothing is counted: half the globe in cells of 10 m. */
const FARTHEST = 2 ** 21;

/** The squares of the city's plane that rows lie in. A row on an edge belongs to the cell east or north of it. */
export function gridOf({ east, north }: Places, size: Metres): CellGrid<Squares> {
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
	const [column, row] = [Int32Array.from(columns), Int32Array.from(rows)];
	return { ground: { shape: 'squares', size, column, row }, cellOf };
}
