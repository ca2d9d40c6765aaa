import { expect, test } from 'vitest';
import { searchKey } from './search-text.ts';

test('spellings of one address have one key', () => {
	const keys = ['350 5th Avenue', '350 Fifth Ave.', '350 5 av', '350  5TH  AVE'].map(searchKey);
	expect(new Set(keys)).toEqual(new Set(['350 5 ave']));
});

test('accents and apostrophes do not matter', () => {
	expect(searchKey('Café d’Été')).toBe('cafe dete');
	expect(searchKey("St. Patrick's")).toBe('st patricks');
});

test('each Chinese character is a word', () => {
	expect(searchKey('中山路12号')).toBe('中 山 路 12 号');
});
