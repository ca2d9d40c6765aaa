import type { Vector } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';
import type { EndColumns } from '#lib/model/gather/ends.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import { fetchTable } from '../fetch-table.ts';
import { ShapeTaker, type Shapes } from './load-shapes.ts';

/** Rows that are reckoned at a time, about 10 ms. */
const SLICE = 10_000;

/**
 * Reads the rows of a points file as straight lines from where each begins to where it ends; one without an end is left
 * out. Throws PACK_BROKEN when a column is not there.
 */
export const loadSegments =
	({ from, to }: EndColumns) =>
	async (url: string, frame: LocalFrame, signal: AbortSignal): Promise<Shapes> => {
		const table = await fetchTable(url, signal);
		const columns = [...from, ...to].map((name): Vector => {
			const column = table.getChild(name);
			if (!column) throw new AppError('PACK_BROKEN', { file: url, message: `no column ${name}` });
			return column;
		});
		const taken = new ShapeTaker(frame);
		const { numRows } = table;
		for (let row = 0; row < numRows; row++) {
			if (row > 0 && row % SLICE === 0) {
				await new Promise((resolve) => setTimeout(resolve));
				signal.throwIfAborted();
			}
			const ends = Float64Array.from(columns, (column) => Number(column.get(row) ?? NaN));
			if (!ends.some(Number.isNaN)) taken.add(row, { lines: [ends] });
		}
		return taken.finish(numRows);
	};
