import { expect, test } from 'vitest';
import { binKey, binOfKey } from './linked-charts.svelte.ts';

const uses = { count: 4, others: 3, labels: ['house', 'office', 'shop'] };

test('bars of categories stand in links by name and come back as the same bars', () => {
	expect([0, 1, 2, 3, 4].map((bin) => binKey(uses, bin))).toEqual([
		'house',
		'office',
		'shop',
		'@others',
		'@none'
	]);
	expect(['office', '@others', '@none', 'castle'].map((key) => binOfKey(uses, key))).toEqual([1, 3, 4, -1]);
});

test('hours stand in links as numbers', () => {
	expect(binKey({ count: 24 }, 7)).toBe('7');
	expect(['0', '23', '24', 'x'].map((key) => binOfKey({ count: 24 }, key))).toEqual([0, 23, -1, -1]);
});
