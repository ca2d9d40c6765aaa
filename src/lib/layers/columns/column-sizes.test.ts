import { expect, test } from 'vitest';
import { columnHeight, columnSizes } from './column-sizes.ts';

test('from near a column has its size on the ground, from afar on the screen', () => {
	expect(columnSizes(0.5, false, 40)).toEqual({ radius: 9, height: 140 });
	expect(columnSizes(8, false, 40)).toEqual({ radius: 36, height: 448 });
	expect(columnSizes(8, true, 40).radius).toBeCloseTo(57.6, 6);
});

test('the least value still has a column to show its class on', () => {
	expect([columnHeight(0, 100), columnHeight(1, 100)]).toEqual([6, 100]);
	expect(columnHeight(0.5, 100)).toBeCloseTo(53, 6);
});

test('of very few each is larger', () => {
	expect(columnSizes(8, false, 30).radius).toBeCloseTo(1.6 * 36, 6);
	expect(columnSizes(8, false, 31).radius).toBe(36);
});

test('many columns are slim, very many half as wide and high', () => {
	expect(columnSizes(8, false, 490).radius).toBeCloseTo((36 * 5) / 7, 6);
	expect(columnSizes(8, false, 5000)).toEqual({ radius: 18, height: 224 });
});
