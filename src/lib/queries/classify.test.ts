import { expect, test } from 'vitest';
import { classify, classOf } from './classify.ts';

test('quantiles put the same number of values into each class', () => {
	const { breaks, counts } = classify([8, 1, 2, 3, 4, 5, 6, 7], 'quantile', 4);
	expect([...breaks]).toEqual([1, 3, 5, 7, 8]);
	expect([...counts]).toEqual([2, 2, 2, 2]);
});

test('equal steps and equal ratios', () => {
	expect([...classify([0, 10, 20, 40], 'equal', 4).breaks]).toEqual([0, 10, 20, 30, 40]);
	const { breaks, counts, missing } = classify([0, 1, 10, 100], 'log', 2);
	expect([...breaks]).toEqual([1, 10, 100]);
	expect([...counts]).toEqual([1, 2]);
	expect(missing).toBe(1);
});

test('every value is counted once or missing', () => {
	const { counts, missing } = classify([0, 0, 0, 0, 0, 7, NaN, 9], 'quantile', 5);
	expect(counts.reduce((sum, count) => sum + count, 0) + missing).toBe(8);
	expect(missing).toBe(1);
});

test('equal values are one class, no values none', () => {
	expect([...classify([3, 3], 'equal', 5).breaks]).toEqual([3, 3]);
	expect([...classify([3, 3], 'equal', 5).counts]).toEqual([2]);
	expect(classify([NaN], 'quantile', 5).breaks).toHaveLength(0);
});

test('a value belongs to the class whose lower break it has, the greatest to the last', () => {
	const breaks = [0, 1, 2];
	expect([-1, 0, 1, 2, 3, NaN].map((value) => classOf(value, breaks))).toEqual([-1, 0, 1, 1, -1, -1]);
});
