import { expect, test } from 'vitest';
import { distanceText } from './distance-text.ts';

test('near things are metres away, far ones kilometres', () => {
	expect([0.4, 84.6, 999.4, 999.5, 1250, 12_340].map((metres) => distanceText('en', metres))).toEqual([
		'0 m',
		'85 m',
		'999 m',
		'1 km',
		'1.3 km',
		'12.3 km'
	]);
});
