import { expect, test } from 'vitest';
import { usualGap } from '#lib/model/briefing/usual-gap.ts';
import { FigureRowsOf, seriesOf, thinned } from './figure-rows.ts';

test('a file is read once, and again after it could not be read', async () => {
	const asked: string[] = [];
	const rows = new FigureRowsOf((file) => {
		asked.push(file);
		return asked.length === 1 ? Promise.reject(new Error('away')) : Promise.resolve([]);
	});
	await expect(rows.get('a')).rejects.toThrow('away');
	await Promise.all([rows.get('a'), rows.get('a')]);
	expect(asked).toEqual(['a', 'a']);
});

test('rows without a number are no points of a series', () => {
	const at = { name: 'at', type: 'number', values: [1, 2, 3] } as const;
	expect(seriesOf([at, { name: 'value', type: 'number', values: [5, null, 7] }])).toEqual({
		at: [1, 3],
		value: [5, 7]
	});
	expect(seriesOf([at])).toEqual({ at: [], value: [] });
});

test('values are joined over three usual steps and no further', () => {
	expect(usualGap([0, 10, 20, 90, 100])).toBe(30);
	expect(usualGap([5])).toBe(0);
});

test('many rows are thinned evenly to the last', () => {
	expect(thinned(3, 5)).toEqual([0, 1, 2]);
	expect(thinned(9, 5)).toEqual([0, 2, 4, 6, 8]);
});
