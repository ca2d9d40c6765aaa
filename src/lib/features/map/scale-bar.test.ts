import { expect, test } from 'vitest';
import { scaleBar } from './scale-bar.ts';

test('the bar is a round length of at most 110 pixels', () => {
	expect(scaleBar(0, 0)).toEqual({ pixels: 64, text: '5000 km' });
	expect(scaleBar(40.75, 14)).toEqual({ pixels: 55, text: '200 m' });
});
