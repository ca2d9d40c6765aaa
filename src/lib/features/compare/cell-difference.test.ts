import { expect, test } from 'vitest';
import type { Squares } from '#lib/model/gather/cell-ground.ts';
import type { Cells } from '#lib/model/gather/cells.ts';
import { cellDifference } from './cell-difference.ts';

/** Cells of 100 m: column, row, rows in it. */
const cells = (...all: readonly (readonly [number, number, number])[]): Cells<Squares> => ({
	ground: {
		shape: 'squares',
		size: 100,
		column: Int32Array.from(all, ([column]) => column),
		row: Int32Array.from(all, ([, row]) => row)
	},
	rows: Uint32Array.from(all, ([, , rows]) => rows),
	said: Uint32Array.from(all, ([, , rows]) => rows),
	value: Float64Array.from(all, ([, , rows]) => rows),
	unplaced: 0
});
const degrees = (east: number, north: number): [number, number] => [east / 1000, north / 1000];

test('rows are counted cell by cell, and a cell without any on a side has zero there', () => {
	const rows = cellDifference(cells([0, 0, 4], [2, 1, 3]), cells([2, 1, 3], [0, 0, 1], [-1, 0, 2]), degrees);
	expect(
		rows.map(({ urn, at, a, b, delta, percent }) => [urn, at, a?.value, b?.value, delta, percent])
	).toEqual([
		['0,0', [0.05, 0.05], 4, 1, -3, -75],
		['2,1', [0.25, 0.15], 3, 3, 0, 0],
		['-1,0', [-0.05, 0.05], 0, 2, 2, undefined]
	]);
});
