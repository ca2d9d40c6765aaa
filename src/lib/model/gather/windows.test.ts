import { expect, test } from 'vitest';
import { gridOf } from './cell-grid.ts';
import { valuesOfWindows } from './windows.ts';

test('every cell has a value in every window that it has rows in', () => {
	const grid = gridOf(
		{ east: Float64Array.of(0, 0, 0, 150, NaN, 0), north: Float64Array.of(0, 0, 0, 0, 0, 0) },
		100
	);
	const times = Float64Array.of(0, 5, 12, 3, 3, NaN);
	expect([...valuesOfWindows(grid, times, 10, { aggregate: 'count' })]).toEqual([1, 1, 2]);
	const values = [4, 8, NaN, 1, 1, 1];
	expect([...valuesOfWindows(grid, times, 10, { aggregate: 'mean', values })]).toEqual([1, 6]);
});
