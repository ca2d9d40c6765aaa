import { expect, test } from 'vitest';
import { categoryWords } from './category-words.ts';
import { eventTypeWords, statusWords } from './feed-words.ts';

test('a word that feeds say has its words in both languages; others stand as they were written', () => {
	expect(statusWords('heavily-congested')).toEqual({ zh: '严重拥堵', en: 'heavily congested' });
	expect(statusWords('half_open')).toEqual({ zh: 'half open', en: 'half open' });
	expect(eventTypeWords('gasLeak')).toEqual({ zh: '燃气泄漏', en: 'gas leak' });
	expect(eventTypeWords('Met')).toEqual({ zh: 'Met', en: 'Met' });
});

test('a category has its words in both languages, whichever its source writes', () => {
	expect(categoryWords('fire_station')).toEqual({ zh: '消防救援站', en: 'fire station' });
	expect(categoryWords('双臂路灯')).toEqual({ zh: '双臂路灯', en: 'double-arm lamp' });
	expect(categoryWords('true')).toEqual({ zh: '是', en: 'yes' });
	expect(categoryWords('Noise_-_Street')).toEqual({ zh: 'Noise - Street', en: 'Noise - Street' });
	expect(categoryWords('constructor')).toEqual({ zh: 'constructor', en: 'constructor' });
});
