import { metricColumn, standardColumn, type Column } from '#lib/model/wire/frame.ts';
import { NO_CELL, tileOf, xyOf } from './quadtile.ts';
import type { RowTable } from './row-table.ts';
import { isIn, type TileSet } from './tile-set.ts';

interface Cell {
	readonly key: number;
	count: number;
	/** Sum and number of values by metric. */
	readonly sums: Float64Array;
	readonly said: Uint32Array;
}

/** Counts and means of a layer's entities by cell of one zoom, ascending; those without a position are in none. */
export class CellMeans {
	readonly #cells: readonly Cell[];
	readonly #zoom: number;
	readonly #metrics: number;

	constructor({ present, metrics }: RowTable, cellOf: (idx: number) => number, zoom: number) {
		this.#zoom = zoom;
		this.#metrics = metrics.length;
		const cells = new Map<number, Cell>();
		for (let idx = 0; idx < present.length; idx++) {
			if (!present[idx] || cellOf(idx) === NO_CELL) continue;
			const key = tileOf(cellOf(idx), zoom);
			let cell = cells.get(key);
			if (!cell)
				cells.set(
					key,
					(cell = {
						key,
						count: 0,
						sums: new Float64Array(metrics.length),
						said: new Uint32Array(metrics.length)
					})
				);
			cell.count++;
			for (let m = 0; m < metrics.length; m++) {
				const value = metrics[m]![idx]!;
				if (Number.isNaN(value)) continue;
				cell.sums[m]! += value;
				cell.said[m]!++;
			}
		}
		this.#cells = [...cells.values()].sort((a, b) => a.key - b.key);
	}

	/** The cells in some tiles (of a coarser or the same zoom) as the columns of a frame. */
	columns(tiles: TileSet | undefined): { readonly count: number; readonly columns: readonly Column[] } {
		const up = 2 * (16 - this.#zoom);
		const cells = tiles ? this.#cells.filter(({ key }) => isIn(tiles, (key * 2 ** up) >>> 0)) : this.#cells;
		const places = cells.map(({ key }) => xyOf(key));
		const columns: Column[] = [
			standardColumn(
				'tileX',
				Uint32Array.from(places, ([x]) => x)
			),
			standardColumn(
				'tileY',
				Uint32Array.from(places, ([, y]) => y)
			),
			standardColumn(
				'count',
				Uint32Array.from(cells, ({ count }) => count)
			)
		];
		for (let m = 0; m < this.#metrics; m++)
			columns.push(
				metricColumn(
					m,
					Float32Array.from(cells, ({ sums, said }) => (said[m] ? sums[m]! / said[m]! : NaN))
				)
			);
		return { count: cells.length, columns };
	}
}
