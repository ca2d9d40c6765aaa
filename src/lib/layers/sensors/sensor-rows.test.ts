import { expect, test } from 'vitest';
import { measure, shareOf } from './sensor-rows.ts';
import { valuesOf } from './testing/values-of.ts';

test('sizes are measured against the scale of shares, else from zero to the greatest value', () => {
	const values = valuesOf({ value: 3 }, { value: NaN }, { value: 12 });
	expect(measure(values, [0, 100])).toEqual([0, 100]);
	expect(measure(values, undefined)).toEqual([0, 12]);
	expect(measure(valuesOf({ value: -4 }), undefined)).toEqual([-4, 0]);
});

test('shares end at the bounds, and what was not said has none', () => {
	expect([-5, 0, 5, 20, NaN].map((value) => shareOf(value, [0, 10]))).toEqual([0, 0, 0.5, 1, 0]);
	expect(shareOf(3, [0, 0])).toBe(0);
});
