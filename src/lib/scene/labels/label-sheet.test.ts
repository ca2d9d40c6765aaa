import { expect, test } from 'vitest';
import { packShelves } from './label-sheet.ts';

test('texts stand side by side until a row is full', () => {
	const box = (width: number, height: number) => ({ width, height });
	expect(packShelves([box(60, 10), box(40, 14), box(30, 12)], 100)).toEqual({
		width: 100,
		height: 26,
		places: [
			{ x: 0, y: 0, width: 60, height: 10 },
			{ x: 60, y: 0, width: 40, height: 14 },
			{ x: 0, y: 14, width: 30, height: 12 }
		]
	});
});

test('a text wider than the sheet widens it', () => {
	expect(packShelves([{ width: 300, height: 8 }], 100)).toEqual({
		width: 300,
		height: 8,
		places: [{ x: 0, y: 0, width: 300, height: 8 }]
	});
});

test('a sheet of nothing is empty', () => {
	expect(packShelves([], 100)).toEqual({ width: 100, height: 0, places: [] });
});
