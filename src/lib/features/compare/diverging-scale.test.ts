import { expect, test } from 'vitest';
import { tokenOfDifference } from '#lib/layers/difference/difference-token.ts';
import { classOfDelta, classesOf, divergingScale, heldScale } from './diverging-scale.ts';

test('the classes are round, the same on both sides of zero, and the greatest difference is in the last', () => {
	const scale = divergingScale([0, -4, 11, 2]);
	expect(scale).toEqual({ bounds: [2.5, 5, 7.5] });
	expect([11, -11, 4, -4, 2, -2, 0, 2.5, -2.5].map((delta) => classOfDelta(delta, scale))).toEqual([
		3, -3, 1, -1, 0, 0, 0, 1, -1
	]);
	expect(classOfDelta(-2.4999, scale)).toBe(0);
});

test('zero is in the neutral class, which has the neutral colour', () => {
	const scale = divergingScale([3, -3]);
	expect(tokenOfDifference(classOfDelta(0, scale))).toBe('--div-0');
	expect([-3, 2].map(tokenOfDifference)).toEqual(['--div-n3', '--div-p2']);
});

test('where nothing differs there is the neutral class alone', () => {
	const scale = divergingScale([0, 0, undefined]);
	expect(scale.bounds).toEqual([]);
	expect(classesOf(scale, [0, 0, undefined])).toEqual([
		{ place: 0, from: undefined, to: undefined, count: 2 }
	]);
});

test('the key says every class from decrease to increase with its count, and counts nothing that is missing', () => {
	const deltas = [-30, -8, 0, 0, 12, undefined];
	expect(classesOf({ bounds: [10, 20, 30] }, deltas)).toEqual([
		{ place: -3, from: 30, to: undefined, count: 1 },
		{ place: -2, from: 20, to: 30, count: 0 },
		{ place: -1, from: 10, to: 20, count: 0 },
		{ place: 0, from: undefined, to: 10, count: 3 },
		{ place: 1, from: 10, to: 20, count: 1 },
		{ place: 2, from: 20, to: 30, count: 0 },
		{ place: 3, from: 30, to: undefined, count: 0 }
	]);
});

test('a scale holds while differences move within it, and gives way when they have outgrown it', () => {
	const scale = divergingScale([10]);
	expect(scale.bounds).toEqual([2.5, 5, 7.5]);
	expect(heldScale(scale, [6])).toBe(scale);
	expect(heldScale(scale, [0])).toBe(scale);
	expect(heldScale(scale, [100]).bounds).toEqual([25, 50, 75]);
	expect(heldScale({ bounds: [] }, [1]).bounds).toEqual([0.25, 0.5, 0.75]);
});
