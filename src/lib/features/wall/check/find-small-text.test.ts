import { expect, test } from 'vitest';
import { tooSmall } from './find-small-text.ts';

const read = { text: '数据源 41/43 正常', fontSize: 25.4, weight: 500, distance: 5 };

test('what is smaller than sixteen minutes is named with its angle', () => {
	expect(tooSmall(read, 1.25)).toBeUndefined();
	expect(tooSmall({ ...read, fontSize: 20 }, 1.25)).toBe('12.6′ < 16′');
	expect(tooSmall({ ...read, distance: 10 }, 1.25)).toBe('8.0′ < 16′');
});

test('Chinese sentences are twenty minutes and of weight 500 at least', () => {
	const sentence = { ...read, text: '人民路下穿通道积水深度超过零点四米，建议封闭并调派泵车' };
	expect(tooSmall(sentence, 1.25)).toBe('16.0′ < 20′');
	expect(tooSmall({ ...sentence, fontSize: 32 }, 1.25)).toBeUndefined();
	expect(tooSmall({ ...sentence, fontSize: 32, weight: 400 }, 1.25)).toBe('weight 400 < 500');
});
