import { expect, test } from 'vitest';
import { MOST_DISTINCT, naturalBreaks } from './natural-breaks.ts';
import { countClasses } from './value-classes.ts';

/** Employment density of the 58 counties of California, the usual example of the method in PySAL's mapclassify. */
const COUNTIES = [
	329.92, 0.42, 5.9, 14.03, 2.78, 1.34, 181.27, 1.65, 10.03, 16.7, 1.32, 3.99, 3.16, 0.22, 8.7, 6.56, 3.27,
	0.33, 370.5, 4.51, 75.29, 0.99, 2.74, 8.68, 0.14, 0.92, 12.63, 28.7, 12.02, 722.85, 36.68, 0.74, 29.82,
	192.05, 3.38, 11.15, 110.74, 4111.45, 49.47, 10.33, 317.11, 20.47, 264.93, 66.26, 5.39, 0.13, 0.61, 50.65,
	40.48, 36.67, 13.09, 1.81, 0.2, 7.6, 2.51, 57.26, 24.32, 6.97
];

test('the counties of California fall into the classes that are published for them', () => {
	const bounds = naturalBreaks(Float64Array.from(COUNTIES).sort(), 5);
	// Published as upper ends: 75.29, 192.05, 370.5, 722.85, 4111.45, with 49, 3, 4, 1 and 1 counties.
	expect(bounds).toEqual([110.74, 264.93, 722.85, 4111.45]);
	expect([...countClasses(COUNTIES, { bounds }).counts]).toEqual([49, 3, 4, 1, 1]);
});

test('no other division has values nearer to their means', () => {
	let seed = 11;
	const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
	for (let round = 0; round < 60; round++) {
		const values = Float64Array.from({ length: 4 + Math.floor(random() * 8) }, () =>
			Math.round(random() ** 3 * 40)
		).sort();
		for (const count of [2, 3, 4]) {
			const { counts } = countClasses(values, { bounds: naturalBreaks(values, count) });
			expect(spread(values, [...counts])).toBeCloseTo(least(values, count), 9);
		}
	}
});

test('with fewer different values than classes every value has its own', () => {
	expect(naturalBreaks(Float64Array.of(1, 1, 4, 9, 9), 7)).toEqual([4, 9]);
	expect(naturalBreaks(Float64Array.of(2, 2), 3)).toEqual([]);
	expect(naturalBreaks(new Float64Array(0), 3)).toEqual([]);
});

test('three heaps of very many values are found apart', () => {
	const values = new Float64Array(3 * MOST_DISTINCT);
	for (let index = 0; index < values.length; index++)
		values[index] = 100 * (index % 3) + index / values.length;
	expect(naturalBreaks(values.sort(), 3).map(Math.floor)).toEqual([100, 200]);
});

function spread(values: Float64Array, counts: readonly number[]): number {
	let at = 0;
	let sum = 0;
	for (const count of counts) {
		const part = values.subarray(at, (at += count));
		const mean = part.reduce((total, value) => total + value, 0) / part.length;
		sum += part.reduce((total, value) => total + (value - mean) ** 2, 0);
	}
	return sum;
}

/** Every way to cut the values into at most so many classes, tried. */
function least(values: Float64Array, count: number, from = 0): number {
	const rest = spread(values.subarray(from), [values.length - from]);
	if (count === 1 || from >= values.length) return from >= values.length ? 0 : rest;
	let best = rest;
	for (let to = from + 1; to < values.length; to++)
		best = Math.min(best, spread(values.subarray(from, to), [to - from]) + least(values, count - 1, to));
	return best;
}
