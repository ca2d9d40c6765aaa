import { expect, test } from 'vitest';
import { wordsOf } from './first-words.ts';

const draft = {
	title: { 'zh-CN': '防汛 <简报>' },
	sentence: { 'zh-CN': '积水 {{depth}}。', en: 'Water {{depth}}.' }
};
const values = { depth: { value: 52, unit: 'cm' } };

test('a slow line shows title and sentence of a briefing first, with its numbers', () => {
	expect(wordsOf({ draft, values } as never, 'en').replace(/ style="[^"]*"/, '')).toBe(
		'<main id="first-words"><h1>防汛 &#60;简报&#62;</h1><p>Water 52\u00a0cm.</p></main>'
	);
});
