import type { CellGrid } from './cell-grid.ts';
import { cellCount, chooseCells, type CellGround } from './cell-ground.ts';
import { chosen, type RowChoice } from './row-choice.ts';

export const AGGREGATES = ['count', 'sum', 'mean', 'min', 'max'] as const;
/** What is made of a cell's rows. */
export type Aggregate = (typeof AGGREGATES)[number];

/** The cells that hold rows, one entry each. */
export interface Cells<G extends CellGround = CellGround> {
	readonly ground: G;
	/** Rows in the cell, and those among them that say a value. */
	readonly rows: Uint32Array;
	readonly said: Uint32Array;
	/** The aggregate; NaN where none of the cell's rows says a value. */
	readonly value: Float64Array;
	/** Chosen rows without a place. */
	readonly unplaced: number;
}

export interface CellQuestion extends RowChoice {
	readonly aggregate: Aggregate;
	/** Values of the rows, NaN = not said; of `count` unused. */
	readonly values?: ArrayLike<number> | undefined;
}

/** Counts the chosen rows into cells; cells without any are left out. */
export function gatherCells<G extends CellGround>(
	{ ground, cellOf }: CellGrid<G>,
	question: CellQuestion
): Cells<G> {
	const isChosen = chosen(question);
	const tally = new Tally(cellCount(ground), question);
	let unplaced = 0;
	for (let row = 0; row < cellOf.length; row++) {
		if (!isChosen(row)) continue;
		const cell = cellOf[row] as number;
		if (cell < 0) unplaced++;
		else tally.add(cell, row);
	}
	const kept = Uint32Array.from(tally.rows.keys()).filter((cell) => (tally.rows[cell] as number) > 0);
	return {
		ground: chooseCells(ground, kept),
		rows: Uint32Array.from(kept, (cell) => tally.rows[cell] as number),
		said: Uint32Array.from(kept, (cell) => tally.said[cell] as number),
		value: Float64Array.from(kept, (cell) => tally.value(cell)),
		unplaced
	};
}

/** Aggregates of many heaps of rows at once. */
export class Tally {
	readonly rows: Uint32Array;
	readonly said: Uint32Array;
	readonly #sums: Float64Array;
	readonly #aggregate: Aggregate;
	readonly #values: ArrayLike<number> | undefined;

	constructor(heaps: number, { aggregate, values }: Pick<CellQuestion, 'aggregate' | 'values'>) {
		this.rows = new Uint32Array(heaps);
		this.said = new Uint32Array(heaps);
		this.#sums = new Float64Array(heaps);
		this.#aggregate = aggregate;
		this.#values = aggregate === 'count' ? undefined : values;
	}

	add(heap: number, row: number): void {
		this.rows[heap] = (this.rows[heap] as number) + 1;
		if (!this.#values) return;
		const value = this.#values[row] as number;
		if (Number.isNaN(value)) return;
		const before = this.#sums[heap] as number;
		const first = this.said[heap] === 0;
		this.said[heap] = (this.said[heap] as number) + 1;
		if (this.#aggregate === 'min') this.#sums[heap] = first ? value : Math.min(before, value);
		else if (this.#aggregate === 'max') this.#sums[heap] = first ? value : Math.max(before, value);
		else this.#sums[heap] = before + value;
	}

	/** NaN when no row of the heap says a value. */
	value(heap: number): number {
		if (this.#aggregate === 'count') return this.rows[heap] as number;
		const said = this.said[heap] as number;
		if (said === 0) return NaN;
		const sum = this.#sums[heap] as number;
		return this.#aggregate === 'mean' ? sum / said : sum;
	}
}
