import { expect, test } from 'vitest';
import { listedDays } from './listed-days.ts';

const one = (id: string, frozenAt: string, zh: string) => ({
	id,
	title: { 'zh-CN': zh, en: 'Daily' },
	author: '分析席',
	frozenAt: Date.parse(frozenAt),
	dataAsOf: null,
	steps: 3
});
const all = [
	one('a', '2026-11-22T15:00:00Z', '城市日报'),
	one('b', '2026-11-22T17:00:00Z', '防汛简报'),
	one('c', '2026-11-22T02:00:00Z', '城市日报')
];
const days = (words: string) =>
	listedDays(all, words, 'Asia/Shanghai').map(({ day, briefings }) => [day, briefings.map(({ id }) => id)]);

test('briefings stand by the day of the city, the newest first', () => {
	expect(days('')).toEqual([
		['2026-11-23', ['b']],
		['2026-11-22', ['a', 'c']]
	]);
});

test('words are looked for in titles of both languages, author and id', () => {
	expect(days('日报')).toEqual([['2026-11-22', ['a', 'c']]]);
	expect(days('daily 防汛')).toEqual([['2026-11-23', ['b']]]);
	expect(days('nothing')).toEqual([]);
});
