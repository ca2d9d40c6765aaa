import { expect, test } from 'vitest';
import { mayBePinyin, plainLetters } from './pinyin-text.ts';
import { spellingOf } from './spelling.ts';

test.each([
	['防汛', 'fangxun', 'fx'],
	['泉城广场', 'quanchengguangchang', 'qcgc'],
	['绿地', 'lvdi', 'ld'],
	['地铁 2 号线', 'ditie2haoxian', 'dt2hx'],
	['PM2.5 浓度', 'pm25nongdu', 'pm25nd'],
	['重庆路', 'chongqinglu', 'cql']
])('%s is typed %s or %s', (text, whole, initials) => {
	expect(spellingOf(text)).toEqual({ whole, initials });
});

test('a text without Chinese characters has no spelling of its own', () => {
	expect(spellingOf('Broadway 12')).toBeUndefined();
});

test('what may be pinyin', () => {
	expect(['fx', "xi'an", 'Quan Cheng'].map(mayBePinyin)).toEqual([true, true, true]);
	expect(['350 5th', '泉', '', '>a'].map(mayBePinyin)).toEqual([false, false, false, false]);
	expect(plainLetters("Xi'an Lu")).toBe('xianlu');
});
