import crossfilter, { type Dimension, type Group } from 'crossfilter2';
import {
	ACTIVE,
	BINS,
	edge,
	FILTERED,
	VIEWS,
	type Columns,
	type Counts,
	type LiveContestant,
	type Range
} from './contestant.ts';

type Row = number | Readonly<Record<(typeof VIEWS)[number], number>>;

/**
 * crossfilter2: `usual` holds an object a row, as its examples do; `best` holds row numbers and reads
 * typed columns. It begins with the first `rows` of them.
 */
export function openCrossfilter(
	columns: Columns,
	use: 'usual' | 'best',
	rows = columns.a.length
): LiveContestant {
	const rowAt = (row: number): Row =>
		use === 'best'
			? row
			: {
					a: columns.a[row] as number,
					b: columns.b[row] as number,
					c: columns.c[row] as number,
					d: columns.d[row] as number
				};
	const rowsOf = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, index) => rowAt(from + index));
	const objects = rowsOf(0, rows);
	const start = performance.now();
	const filter = crossfilter(objects);
	const dimensions = new Map<string, Dimension<Row, number>>();
	const groups = new Map<string, Group<Row, number, number>>();
	for (const view of VIEWS) {
		const column = columns[view];
		const dimension = filter.dimension<number>((row) =>
			typeof row === 'number' ? (column[row] as number) : row[view]
		);
		dimensions.set(view, dimension);
		groups.set(view, dimension.group<number, number>((value) => Math.floor(value)).reduceCount());
	}
	const opened = performance.now() - start;

	const read = (id: string): number[] => {
		const bins = new Array<number>(BINS).fill(0);
		for (const { key, value } of groups.get(id)?.all() ?? []) bins[key] = value;
		return bins;
	};
	const move = ([from, to]: Range): Counts => {
		dimensions.get(ACTIVE)?.filterRange([edge(from), edge(to)]);
		return ['b', 'c', 'd'].map(read);
	};
	return {
		opened,
		prepare: ([from, to]) => {
			dimensions.get(FILTERED)?.filterRange([edge(from), edge(to)]);
			return Promise.resolve(0); // nothing to prepare: its indexes are built when it is opened
		},
		move,
		timeMove: (at) => {
			const begin = performance.now();
			move(at);
			return performance.now() - begin;
		},
		append: (from, to) => void filter.add(rowsOf(from, to)),
		counted: () => filter.size(),
		reset: () => {
			dimensions.get(ACTIVE)?.filterAll();
			dimensions.get(FILTERED)?.filterAll();
			return Promise.resolve();
		}
	};
}
