import { expect, test } from 'vitest';
import { axisMarks, seriesShape } from './series-path.ts';

test('values further apart than the gap are not joined', () => {
	expect(seriesShape([0, 10, 20, 60, 70, 200], [1, 2, 3, 4, 5, 6], 15).runs).toEqual([
		[0, 2],
		[3, 4],
		[5, 5]
	]);
	expect(seriesShape([], [], 15)).toEqual({ runs: [], marks: [] });
});

test('the value axis has round marks round all values', () => {
	expect(axisMarks(3, 38, 4)).toEqual([0, 10, 20, 30, 40]);
	expect(axisMarks(-0.4, 0.4, 4)).toEqual([-0.4, -0.2, 0, 0.2, 0.4]);
});

test('a single value stands in the middle of its axis', () => {
	const marks = axisMarks(20, 20, 4);
	expect([marks[0]! < 20, marks.at(-1)! > 20]).toEqual([true, true]);
});

test('an axis has room for a limit that no value came near', () => {
	expect(seriesShape([0, 1], [10, 12], 5, 40).marks).toEqual([10, 20, 30, 40]);
});
