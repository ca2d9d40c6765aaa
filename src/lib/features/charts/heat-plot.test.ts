import { expect, test } from 'vitest';
import { classRange, heatClass, markedBars, stretchBetween } from './heat-plot.ts';

test('a cell’s colour is its share of the fullest one, in seven equal steps; an empty cell has none', () => {
	expect([0, 1, 10, 11, 69, 70].map((count) => heatClass(count, 70))).toEqual([undefined, 0, 0, 1, 6, 6]);
});

test('every class says which counts it holds', () => {
	for (const top of [3, 70, 1234])
		for (let count = 1; count <= top; count++) {
			const [from, to] = classRange(heatClass(count, top) ?? -1, top);
			expect([count >= from, count <= to]).toEqual([true, true]);
		}
});

test('an axis is marked in even steps from its first bar', () => {
	expect(markedBars({ count: 24 }, 5)).toEqual([0, 5, 10, 15, 20]);
	expect(markedBars({ count: 7 }, 9)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('a stretch holds both its ends in either order', () => {
	expect([stretchBetween(2, 5), stretchBetween(5, 2), stretchBetween(3, 3)]).toEqual([
		[2, 6],
		[2, 6],
		[3, 4]
	]);
});
