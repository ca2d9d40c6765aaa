import { expect, test } from 'vitest';
import { BrushAxis } from './brush-axis.ts';

const axis = new BrushAxis([0, 10, 30, 100]);

test('bars are equally wide whatever their values', () => {
	expect(axis.valueAt(1 / 3)).toBeCloseTo(10);
	expect(axis.valueAt(0.5)).toBeCloseTo(20);
	expect(axis.fractionOf(30)).toBeCloseTo(2 / 3);
});

test('a value comes back from its place', () => {
	for (const value of [0, 3, 10, 29, 65, 100])
		expect(axis.valueAt(axis.fractionOf(value))).toBeCloseTo(value);
});

test('beyond the ends stands the nearest end', () => {
	expect([axis.valueAt(-1), axis.valueAt(2)]).toEqual([0, 100]);
	expect([axis.fractionOf(-5), axis.fractionOf(500)]).toEqual([0, 1]);
	expect(axis.range(0, 1)).toEqual({ kind: 'range', from: 0, to: 100 });
});
