import type { Milliseconds } from '../units.ts';
import type { CellGrid } from './cell-grid.ts';
import { cellCount } from './cell-ground.ts';
import { Tally, type CellQuestion } from './cells.ts';

/** More values than this are thinned evenly: enough to cut classes from. */
const MOST = 20_000;

/**
 * Values of all cells in all windows of a length, ascending and thinned to 20,000: what classes are cut from that hold
 * still while the clock runs. Windows begin at multiples of their length.
 */
export function valuesOfWindows(
	grid: CellGrid,
	times: Float64Array,
	length: Milliseconds,
	question: Pick<CellQuestion, 'aggregate' | 'values'>
): Float64Array {
	const heaps = new Map<number, number>();
	const heapOf = new Int32Array(times.length).fill(-1);
	const cells = cellCount(grid.ground);
	for (let row = 0; row < times.length; row++) {
		const cell = grid.cellOf[row] as number;
		const window = Math.floor((times[row] as number) / length);
		if (cell < 0 || Number.isNaN(window)) continue;
		const key = window * cells + cell;
		let heap = heaps.get(key);
		if (heap === undefined) heaps.set(key, (heap = heaps.size));
		heapOf[row] = heap;
	}
	const tally = new Tally(heaps.size, question);
	for (let row = 0; row < heapOf.length; row++)
		if ((heapOf[row] as number) >= 0) tally.add(heapOf[row] as number, row);
	return thinned(Float64Array.from({ length: heaps.size }, (_, heap) => tally.value(heap)));
}

function thinned(values: Float64Array): Float64Array {
	const sorted = values.filter(Number.isFinite).sort();
	if (sorted.length <= MOST) return sorted;
	return Float64Array.from(
		{ length: MOST },
		(_, index) => sorted[Math.round((index * (sorted.length - 1)) / (MOST - 1))] as number
	);
}
