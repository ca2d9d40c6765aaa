import { expect, test } from 'vitest';
import { largestOf, resultKey, rowsToDraw } from './result-key.ts';
import type { ResultRows } from './result-rows.ts';

const words = { zh: '', en: '' };
const rowsOf = (value: number[], size = value, only?: ('a' | 'b' | undefined)[]): ResultRows => ({
	...{ title: words, column: { name: 'v', title: words, unit: '1' }, geometry: { of: 'zones' } },
	...{ keys: value.map(String), names: value.map(String) },
	value: Float64Array.from(value),
	size: Float64Array.from(size, Math.abs),
	...(only && { sides: { a: Float64Array.from(value), b: Float64Array.from(value), only } })
});
const none = [undefined, undefined, undefined, undefined, undefined, undefined];

test('values are cut as a style asks, and what says nothing has no colour', () => {
	const rows = rowsOf([1, 2, 3, 4, NaN]);
	const key = resultKey(rows, { classes: { method: 'equal', count: 3 } });
	expect(key.classes.map(({ token, count, from }) => [token, count, from])).toEqual([
		['--seq-2', 1, undefined],
		['--seq-4', 1, 2],
		['--seq-6', 2, 3]
	]);
	expect(key.tokenOf(4)).toBeUndefined();
	expect(key.missing).toBe(1);
});

test('beside another picture it keeps that one’s classes', () => {
	const first = resultKey(rowsOf([1, 2, 3, 4]), { classes: { method: 'equal', count: 3 } });
	const second = resultKey(rowsOf([2.5, 40]), {}, { like: first });
	expect(second.classes.map(({ token, count, from }) => [token, count, from])).toEqual([
		['--seq-2', 0, undefined],
		['--seq-4', 1, 2],
		['--seq-6', 1, 3]
	]);
});

test('differences have zero in the neutral class; rows of one side only are counted apart', () => {
	const rows = rowsOf([-30, 0, 30, NaN, NaN, 4], undefined, [...none.slice(0, 3), 'a', undefined, undefined]);
	const key = resultKey(rows);
	expect(key.classes.map(({ token, count }) => [token, count])).toEqual([
		['--div-n3', 1],
		['--div-n2', 0],
		['--div-n1', 0],
		['--div-0', 2],
		['--div-p1', 0],
		['--div-p2', 0],
		['--div-p3', 1]
	]);
	expect(key.classes[0]).toMatchObject({ from: -30 });
	expect(key.classes[3]).toMatchObject({ below: 10 });
	expect([key.same, key.missing, key.alone]).toEqual([1, 1, { a: 1, b: 0 }]);
	expect([3, 4].map(key.tokenOf)).toEqual(['--line-strong', undefined]);
});

test('a column’s own classes hold whatever its values are, depths in blues; a style’s go first', () => {
	const depths = {
		...rowsOf([0.1, 0.2, 3]),
		column: { name: 'd', title: words, unit: 'm', classes: { bounds: [0.15, 0.3, 0.5, 1], ramp: 'water' } }
	} as const;
	expect(resultKey(depths).classes.map(({ token, count, from }) => [token, count, from])).toEqual([
		['--wet-1', 1, undefined],
		['--wet-2', 1, 0.15],
		['--wet-3', 0, 0.3],
		['--wet-4', 0, 0.5],
		['--wet-5', 1, 1]
	]);
	const two = resultKey(depths, { classes: { method: 'equal', count: 2 } });
	expect(two.classes.map(({ token }) => token)).toEqual(['--wet-2', '--wet-4']);
});

test('lines have only steps of the ramp that stand out from the ground', () => {
	const lines = { ...rowsOf([1, 2, 3, 4, 5]), geometry: { of: 'links' } } as const;
	expect(resultKey(lines).classes.map(({ token }) => token)).toEqual(
		[3, 4, 5, 6, 7].map((step) => `--seq-${step}`)
	);
});

test('what differs too little is neither coloured nor in a class, but counted', () => {
	const key = resultKey(rowsOf([-30, 2, 0, -2, 30], undefined, none.slice(0, 5)), {}, { hideBelow: 2 });
	expect([key.small, key.same]).toEqual([2, 1]);
	expect([0, 1, 2, 3, 4].map(key.tokenOf)).toEqual(['--div-n3', undefined, undefined, undefined, '--div-p3']);
	expect(key.classes.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0, 0, 1]);
});

test('without any difference everything is neutral', () => {
	const key = resultKey(rowsOf([0, 0], undefined, none.slice(0, 2)));
	expect(key.classes).toEqual([{ token: '--div-0', count: 2 }]);
	expect(key.same).toBe(2);
});

test('what differs most is drawn last, exact zeros and classes that nobody chose not at all', () => {
	const rows = rowsOf([-30, 0, 30, 31, 4, NaN], [9, 9, 5, 1, 2, 0], none);
	const key = resultKey(rows);
	expect([...rowsToDraw(rows, key, { hidesSame: true, only: undefined })]).toEqual([4, 3, 2, 0]);
	expect([...rowsToDraw(rows, key, { hidesSame: false, only: undefined })]).toEqual([4, 1, 3, 2, 0]);
	expect([...rowsToDraw(rows, key, { hidesSame: true, only: ['from:30'] })]).toEqual([3, 2]);
});

test('where not all can be drawn the largest are, in their order', () => {
	const rows = rowsOf([1, 9, 5, 7]);
	expect([...largestOf(rows, Uint32Array.of(0, 3, 1, 2), 2)]).toEqual([3, 1]);
	expect([...largestOf(rows, Uint32Array.of(2, 0), 2)]).toEqual([2, 0]);
});
