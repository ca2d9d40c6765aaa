import { expect, test } from 'vitest';
import type { LocalDataset } from '#lib/model/local-dataset.ts';
import { cityDistance } from './city-distance.ts';
import { fileTitle } from './file-title.ts';
import { localId } from './local-id.ts';
import { sameColumns } from './same-columns.ts';

test('a position in the city is no distance away, one elsewhere as far as the globe says', () => {
	const beijing = [116.2, 39.8, 116.6, 40.1] as const;
	expect(cityDistance(beijing, [116.4, 39.9])).toBe(0);
	expect(cityDistance(beijing, [116.4, 39.7])).toBeCloseTo(11.1, 1);
	expect(Math.round(cityDistance(beijing, [-73.98, 40.75]) / 100)).toBe(110); // about 11,000 km
});

test('a file of the same name is told from the first by a number', () => {
	expect(fileTitle('Café.geojson', new Set())).toBe('Café');
	expect(fileTitle('Café.csv', new Set(['Café', 'Café 2']))).toBe('Café 3');
});

test('ids are of the file’s name, and no two are alike', () => {
	expect(localId('Bike trips 2024.csv', new Set())).toBe('local-bike-trips-2024');
	expect(localId('Bike trips 2024.csv', new Set(['local-bike-trips-2024']))).toBe('local-bike-trips-2024-2');
	expect(localId('违停.csv', new Set())).toBe('local-file-1');
	expect(localId('违停.csv', new Set(['local-file-1']))).toBe('local-file-2');
	expect(localId('Café.geojson', new Set())).toBe('local-cafe');
});

test('a file with the columns of one before is found, the newest first, in whatever order they stand', () => {
	const local = (id: string) => ({ dataset: { id } }) as LocalDataset; // of which only the id is looked at
	const columnsOf = new Map([
		['local-a', ['x', 'y', 'n']],
		['local-b', ['n', 'x', 'y']],
		['local-c', ['x', 'y']]
	]);
	const locals = ['local-a', 'local-b', 'local-c'].map(local);
	expect(sameColumns(['y', 'x', 'n'], locals, columnsOf)?.dataset.id).toBe('local-b');
	expect(sameColumns(['y'], locals, columnsOf)).toBeUndefined();
});
