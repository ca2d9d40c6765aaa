import { expect, test } from 'vitest';
import { eventTypeWords, statusWords } from './feed-words.ts';

test('a word that feeds say has its words in both languages; others stand as they were written', () => {
	expect(statusWords('heavily-congested')).toEqual({ zh: '严重拥堵', en: 'heavily congested' });
	expect(statusWords('half_open')).toEqual({ zh: 'half open', en: 'half open' });
	expect(eventTypeWords('gasLeak')).toEqual({ zh: '燃气泄漏', en: 'gas leak' });
	expect(eventTypeWords('Met')).toEqual({ zh: 'Met', en: 'Met' });
});
