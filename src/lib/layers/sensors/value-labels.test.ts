import { expect, test } from 'vitest';
import { figuresOf } from './value-labels.ts';

const texts = (...values: number[]) => figuresOf(values, [...values.keys()]).map(({ text }) => text);

test('figures of a layer have as many digits after the point, two of the greatest and never more than two', () => {
	expect(texts(0.1, 0.259)).toEqual(['0.10', '0.26']);
	expect(texts(0.0417)).toEqual(['0.04']);
	expect(texts(3.14159, 0.2)).toEqual(['3.1', '0.2']);
	expect(texts(99.96, 4)).toEqual(['100', '4']);
	expect(texts(20450.2, -128.4)).toEqual(['20450', '-128']);
});

test('what was not said has no figure, nor has nothing', () => {
	expect(figuresOf([0, NaN, 12, 0.2], [0, 1, 2, 3])).toEqual([{ row: 2, text: '12' }]);
});
