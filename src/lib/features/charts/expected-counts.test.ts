import { expect, test } from 'vitest';
import { expectedCounts, overExpected, scaleTop } from './expected-counts.ts';

test('a bar is expected to have the part of the counted rows that it has of all', () => {
	const all = Uint32Array.of(60, 30, 0, 10);
	expect(expectedCounts(all, Uint32Array.of(10, 10, 0, 0))).toEqual(Float64Array.of(12, 6, 0, 2));
});

test('while every row is counted, or none, nothing is expected', () => {
	const all = Uint32Array.of(3, 1);
	expect(expectedCounts(all, all)).toBeUndefined();
	expect(expectedCounts(all, Uint32Array.of(0, 0))).toBeUndefined();
	expect(expectedCounts(Uint32Array.of(0), Uint32Array.of(0))).toBeUndefined();
});

test('the difference is a part of what was expected, and none where nothing was', () => {
	expect([overExpected(9, 6), overExpected(3, 6), overExpected(0, 0)]).toEqual([0.5, -0.5, undefined]);
});

test('the others together do not set the scale, unless there is nothing else', () => {
	expect(scaleTop(Uint32Array.of(4, 9, 500, 2), 2)).toBe(9);
	expect(scaleTop(Uint32Array.of(4, 9), undefined)).toBe(9);
	expect(scaleTop(Uint32Array.of(0, 500), 1)).toBe(1);
});
