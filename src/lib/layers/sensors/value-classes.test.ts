import { expect, test } from 'vitest';
import { scaleOf, stillFit, valueClasses } from './value-classes.ts';

test('classes have round bounds over nearly all values', () => {
	const values = Array.from({ length: 101 }, (_, index) => index * 2.31); // 0 … 231, 2 % left out at each end
	expect(valueClasses(values, undefined, 5)).toEqual({ bounds: [50, 100, 150, 200] });
});

test('a declared range decides, whatever the values are', () => {
	expect(valueClasses([3], [0, 100], 5)).toEqual({ bounds: [20, 40, 60, 80] });
	expect(valueClasses([], [-10, 10], 4)).toEqual({ bounds: [-5, 0, 5] });
});

test('one value, or none, is one class', () => {
	expect(valueClasses([7, 7], undefined, 5)).toEqual({ bounds: [] });
	expect(valueClasses([NaN], undefined, 5)).toEqual({ bounds: [] });
});

test('classes stay while the values move within them, and go when they leave', () => {
	const classes = { bounds: [10, 20, 30] };
	expect(stillFit(classes, [5, 15, 25, 35], 4)).toBe(true);
	expect(stillFit(classes, [12, 18, 31], 4)).toBe(true);
	expect(stillFit(classes, [100, 200, 300], 4)).toBe(false);
	expect(stillFit(classes, [12, 12.5, 13], 4)).toBe(false);
	expect(stillFit({ bounds: [] }, [1, 2], 4)).toBe(false);
	expect(stillFit({ bounds: [] }, [1, 1], 4)).toBe(true);
});

test('shares have a scale of their own, other values have it where they are', () => {
	expect(scaleOf({ unit: '%', range: [0, 120] })).toEqual([0, 120]);
	expect(scaleOf({ unit: '1', range: [0, 1] })).toEqual([0, 1]);
	expect(scaleOf({ unit: 'm', range: [-5, 30] })).toBeUndefined();
	expect(scaleOf({ unit: '%' })).toEqual([0, 100]);
	expect(scaleOf({ unit: '1' })).toBeUndefined();
});
