import { expect, test } from 'vitest';
import { spellingOf } from '#lib/model/spelling.ts';
import { rankEntries } from './rank-entries.ts';
import { readQuery } from './read-query.ts';

test.each([
	['', 'all', ''],
	['  broadway 12 ', 'all', 'broadway 12'],
	['> fit', 'commands', 'fit'],
	['》返回', 'commands', '返回'],
	['＃ 空气', 'layers', '空气'],
	['：昨天 8点', 'time', '昨天 8点'],
	['!', 'alarms', ''],
	['@人民路', 'things', '人民路']
] as const)('%j looks for %s %j', (text, scope, words) => {
	expect(readQuery(text)).toEqual({ scope, words });
});

const entries = [
	{ title: 'Fit the selection' },
	{ title: 'Refit' },
	{ title: 'Sewer levels', also: 'sewer-levels' },
	{ title: 'Out fit' },
	{ title: 'fit' },
	{ title: '防汛' },
	{ title: '路灯 · 防汛专用' }
];
const titles = (words: string, spell?: typeof spellingOf) =>
	rankEntries(entries, words, spell).map(({ title }) => title);

test('the whole title, its beginning, a word’s beginning, a piece', () => {
	expect(titles('FIT')).toEqual(['fit', 'Fit the selection', 'Out fit', 'Refit']);
	expect(titles('r-lev')).toEqual(['Sewer levels']);
	expect(titles('')).toHaveLength(entries.length);
	expect(titles('nothing')).toEqual([]);
});

test('Chinese titles by characters, and by pinyin once it can be told', () => {
	expect(titles('防汛')).toEqual(['防汛', '路灯 · 防汛专用']);
	expect(titles('fx')).toEqual([]);
	expect(titles('fx', spellingOf)).toEqual(['防汛', '路灯 · 防汛专用']);
	expect(titles('ludeng', spellingOf)).toEqual(['路灯 · 防汛专用']);
});
