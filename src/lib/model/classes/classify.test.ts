import { expect, test } from 'vitest';
import { classify, classifyAround } from './classify.ts';
import { classOf, countClasses } from './value-classes.ts';

const split = (values: readonly number[], bounds: readonly number[]) => [
	...countClasses(values, { bounds }).counts
];

test('quantiles put the same number of values into each class, under round bounds', () => {
	const values = [8, 1, 2, 3, 4, 5, 6, 7];
	const { bounds } = classify(values, { method: 'quantile', count: 4 });
	expect(bounds).toEqual([3, 5, 7]);
	expect(split(values, bounds)).toEqual([2, 2, 2, 2]);
	expect(classify([1.217, 1.384, 2.911, 3.456], { method: 'quantile', count: 2 }).bounds).toEqual([2]);
});

test('equal values are never divided: the other classes share the rest, and none is empty', () => {
	const values = [0, 0, 0, 0, 0, 7, 9];
	const of = (count: number) => split(values, classify(values, { method: 'quantile', count }).bounds);
	expect(of(2)).toEqual([5, 2]);
	expect(of(5)).toEqual([5, 1, 1]);
});

test('equal steps run from the least value to the greatest', () => {
	expect(classify([0, 10, 20, 40], { method: 'equal', count: 4 }).bounds).toEqual([10, 20, 30]);
});

test('one’s own bounds are taken in order and once', () => {
	expect(classify([1, 2], { method: 'manual', count: 2, breaks: [20, 5, 20, NaN] }).bounds).toEqual([5, 20]);
});

test('equal values, or none, are one class', () => {
	for (const method of ['quantile', 'equal', 'jenks'] as const) {
		expect(classify([3, 3, 3], { method, count: 5 }).bounds).toEqual([]);
		expect(classify([NaN, Infinity], { method, count: 5 }).bounds).toEqual([]);
	}
});

test('a value belongs to the class whose bound it reaches; one not said to none', () => {
	const classes = { bounds: [10, 20] };
	expect([-5, 9.9, 10, 19, 20, 999, NaN].map((value) => classOf(value, classes))).toEqual([
		0, 0, 1, 1, 2, 2, -1
	]);
});

test('what is missing is in no class, and is counted', () => {
	expect(countClasses([NaN, -1, 0, 1], { bounds: [0] })).toEqual({
		counts: Uint32Array.of(1, 2),
		missing: 1
	});
});

test('around zero the classes lie evenly on both sides, and zero is in the middle one', () => {
	const values = [-8, -3, -1, 0, 1, 2, 4, 9];
	const { bounds } = classifyAround(values, { method: 'quantile', count: 7 });
	expect(bounds.map((bound) => Number(bound.toPrecision(4)))).toEqual([-8, -3, -2, 2, 3, 8]);
	expect(values.map((value) => classOf(value, { bounds }))).toEqual([0, 1, 3, 3, 3, 4, 5, 6]);
	expect(split([-4, 0, 4], classifyAround([-4, 0, 4], { method: 'jenks', count: 3 }).bounds)).toEqual([
		1, 1, 1
	]);
	expect(split([5, 5], classifyAround([5, 5], { method: 'equal', count: 3 }).bounds)).toEqual([0, 0, 2]);
	expect(classifyAround([0, 0], { method: 'equal', count: 3 }).bounds).toEqual([]);
});

test('whatever the values, each is in exactly one class and no class of quantiles or natural breaks is empty', () => {
	let seed = 7;
	const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
	for (let round = 0; round < 200; round++) {
		const kinds = [
			() => Math.floor(random() * 5),
			() => random() ** 4 * 1e6,
			() => (random() - 0.5) * 1e-3,
			() => (random() < 0.2 ? NaN : Math.round(random() * 100) / 10)
		];
		const draw = kinds[round % kinds.length] as () => number;
		const values = Array.from({ length: 1 + Math.floor(random() * 60) }, draw);
		for (const method of ['quantile', 'equal', 'jenks'] as const) {
			const count = 2 + Math.floor(random() * 6);
			const classes = classify(values, { method, count });
			const { counts, missing } = countClasses(values, classes);
			expect(classes.bounds.length).toBeLessThan(count);
			expect(classes.bounds).toEqual([...classes.bounds].sort((a, b) => a - b));
			expect(counts.reduce((sum, one) => sum + one, missing)).toBe(values.length);
			expect(missing).toBe(values.filter(Number.isNaN).length);
			if (method !== 'equal' && missing < values.length) expect(Math.min(...counts)).toBeGreaterThan(0);
		}
	}
});
