import { expect, test } from 'vitest';
import { metresOfPixel } from './pixel-size.ts';

test('a pixel’s size comes in steps, so that small moves change nothing', () => {
	expect(metresOfPixel({ zoom: 16, lat: 0 })).toBeCloseTo(Math.SQRT2, 9);
	expect(metresOfPixel({ zoom: 15.9, lat: 0 })).toBe(metresOfPixel({ zoom: 16, lat: 0 }));
	expect(metresOfPixel({ zoom: 14, lat: 60 })).toBeCloseTo(2 * Math.SQRT2, 9);
});
