import { expect, test } from 'vitest';
import type { LayerReadings } from '#lib/model/live-values.ts';
import { deltaOf, differenceOf, incomparable, sortDifference } from './difference.ts';

/** Readings of entities at the prime meridian, one value each. */
function readings(values: Readonly<Record<string, number>>): LayerReadings {
	const urns = Object.keys(values);
	return {
		layer: 'air',
		at: 1000,
		unnamed: 0,
		urns,
		titles: urns.map((urn) => `Pole ${urn}`),
		rows: Uint32Array.from(urns.keys()),
		lngLat: Float64Array.from(urns.flatMap((_, place) => [0, place])),
		value: Float32Array.from(Object.values(values)),
		observedAt: Float64Array.from(urns, () => 900),
		stale: new Uint8Array(urns.length)
	};
}

test('rows are joined by urn, whatever their order, and the difference is B minus A', () => {
	const rows = differenceOf(readings({ a: 11, b: 40 }), readings({ b: 30, a: 22 }));
	expect(rows.map(({ urn, delta, percent }) => [urn, delta, percent])).toEqual([
		['a', 11, 100],
		['b', -10, -25]
	]);
});

test('what is on one side only, or says nothing on one, has no difference: it is not zero', () => {
	const rows = differenceOf(
		readings({ gone: 5, silent: 7, both: 1 }),
		readings({ silent: NaN, both: 1, fresh: 9 })
	);
	expect(rows.map(({ urn, delta }) => [urn, delta])).toEqual([
		['gone', undefined],
		['silent', undefined],
		['both', 0],
		['fresh', undefined]
	]);
	expect(incomparable(rows)).toEqual({ onlyA: 1, onlyB: 1, unsaid: 1 });
});

test('a side compared with itself differs by exactly zero everywhere', () => {
	const side = readings({ a: 0.1, b: -1e9, c: 0, d: 3.3e-7 });
	const rows = differenceOf(side, side);
	expect(rows.map(({ delta }) => delta)).toEqual([0, 0, 0, 0]);
	expect(rows.map(({ percent }) => percent)).toEqual([0, 0, 0, 0]);
});

test('a percentage is of the size of A, and there is none of zero', () => {
	expect(deltaOf(-4, -2)).toEqual({ delta: 2, percent: 50 });
	expect(deltaOf(0, 3)).toEqual({ delta: 3, percent: undefined });
	expect(deltaOf(undefined, 3)).toEqual({ delta: undefined, percent: undefined });
});

test('sorted by difference, the size counts and not the sign; what has none is last in both directions', () => {
	const rows = differenceOf(readings({ a: 10, b: 10, c: 10, d: 1 }), readings({ a: 11, b: 4, c: 13 }));
	const order = (descending: boolean) =>
		sortDifference(rows, 'delta', descending).map(({ urn, delta }) => [urn, delta]);
	expect(order(true)).toEqual([
		['b', -6],
		['c', 3],
		['a', 1],
		['d', undefined]
	]);
	expect(order(false).map(([urn]) => urn)).toEqual(['a', 'c', 'b', 'd']);
});
