import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSearch } from '#tiles/bake/search-file.ts';
import { editDistance } from './near-words.ts';
import { openSearchIndex } from './search-index.ts';
import type { SearchIndex } from './search-index.ts';

let folder: string;
let index: SearchIndex;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'search-'));
	const at = { context: '', lng: -73.98, lat: 40.75, building: -1, rank: 0 };
	writeSearch({
		kind: 'search',
		file: join(folder, 'search.sqlite'),
		entries: [
			{ ...at, kind: 'building', name: 'Empire State Building', building: 2, context: '350 5th Avenue' },
			{ ...at, kind: 'building', name: 'Empire Diner', building: 3 },
			{ ...at, kind: 'street', name: '5th Avenue' },
			{ ...at, kind: 'street', name: 'Broadway' },
			{ ...at, kind: 'place', name: '纽约中央公园' },
			{ ...at, kind: 'place', name: 'Central Park', context: '纽约中央公园' },
			{ ...at, kind: 'poi', name: 'Café Été' }
		],
		addresses: {
			houseNumber: ['350', '351', '3501'],
			street: Int32Array.of(0, 0, 1),
			lng: Float64Array.of(-73.9857, -73.985, -73.99),
			lat: Float64Array.of(40.7484, 40.748, 40.76),
			building: Int32Array.of(2, -1, -1)
		},
		streets: ['5th Avenue', 'Broadway'],
		buildingNames: new Map([[2, 'Empire State Building']])
	});
	index = openSearchIndex(join(folder, 'search.sqlite'));
});

afterAll(() => {
	index.close();
	rmSync(folder, { recursive: true });
});

const names = (query: string, limit = 10) => index.search(query, limit).map(({ name }) => name);

test.each(['350 5th Avenue', '350 fifth ave', '5th Avenue 350', '350 5 av.', '350 5th aven'])(
	'%s finds the address and its building',
	(query) => {
		expect(index.search(query, 1)).toEqual([
			{
				kind: 'address',
				name: '350 5th Avenue',
				context: 'Empire State Building',
				lng: -73.9857,
				lat: 40.7484,
				building: 2
			}
		]);
	}
);

test('an exact name comes before names that begin or continue with it', () => {
	expect(names('5th avenue')).toEqual(['5th Avenue', '350 5th Avenue', '351 5th Avenue']);
});

test('a beginning finds names, the shorter first', () => {
	expect(names('empi')).toEqual(['Empire Diner', 'Empire State Building']);
});

test('a piece inside a word is found', () => {
	expect(names('roadwa')).toEqual(['Broadway']);
});

test('one wrong letter is forgiven', () => {
	expect(names('Boradway')).toEqual(['Broadway', '3501 Broadway']);
	expect(names('empire statt')).toEqual(['Empire State Building']);
});

test('two characters of a Chinese name find it', () => {
	expect(names('公园')).toEqual(['纽约中央公园']);
});

test('accents need not be typed', () => {
	expect(names('cafe ete')).toEqual(['Café Été']);
});

test('what has an English name is known by its own', () => {
	expect(['纽约中央公园', 'Central Park', 'Broadway', '公园'].map((name) => index.englishOf(name))).toEqual([
		'Central Park',
		undefined,
		undefined,
		undefined
	]);
});

test('nonsense and quotation marks find nothing and break nothing', () => {
	expect(names('xqzw')).toEqual([]);
	expect(names('"*" OR (')).toEqual([]);
	expect(names('  ')).toEqual([]);
});

test('swapped letters count once', () => {
	expect(editDistance('boradway', 'broadway', 2)).toBe(1);
	expect(editDistance('abcd', 'wxyz', 1)).toBe(2);
});

test.each(['niuyuezhongyanggongyuan', 'nyzygy', 'niu yue zhong', 'nyz'])(
	'%s finds the Chinese name',
	(typed) => {
		expect(names(typed, 1)).toEqual(['纽约中央公园']);
	}
);
