import { expect, test } from 'vitest';
import { evenPoints } from './even-points.ts';

const points = (...times: readonly number[]) => times.map((time) => ({ time, amount: time / 10 }));

test('a silence is as long as it was; a single missing value is passed over', () => {
	expect(evenPoints(points(0, 10, 20, 30, 50, 90), 100)).toEqual([
		...points(0, 10, 20, 30, 50),
		{ time: 60, amount: null },
		{ time: 70, amount: null },
		{ time: 80, amount: null },
		...points(90)
	]);
	expect(evenPoints([], 100)).toEqual([]);
});

test('of too many values the newest of each step stand', () => {
	expect(evenPoints(points(0, 10, 20, 30, 40), 2)).toEqual(points(0, 20, 40));
});
