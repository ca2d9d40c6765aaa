import { expect, test } from 'vitest';
import { shortNumber } from './value-labels.ts';

test('a figure on the map has as many digits as one reads', () => {
	expect([0.0417, 3.14159, 99.96, 128.4, 20450.2, -7.5, 0].map(shortNumber)).toEqual([
		'0.0417',
		'3.14',
		'100',
		'128',
		'20450',
		'-7.5',
		'0'
	]);
});
