import { expect, test } from 'vitest';
import { densestPlace } from './densest-place.ts';

test('the middle of where most things stand', () => {
	const quarter = [
		[10.001, 0.001],
		[10.003, 0.001],
		[10.002, 0.004]
	] as const;
	const [lng, lat] = densestPlace([[9, 0], ...quarter, [11, 0.5], [11, 0.501]], 300)!;
	expect([lng.toFixed(4), lat.toFixed(4)]).toEqual(['10.0020', '0.0020']);
});

test('one thing is its own middle, and without any there is none', () => {
	expect(densestPlace([[116.4, 39.9]], 300)).toEqual([116.4, 39.9]);
	expect(densestPlace([], 300)).toBeUndefined();
});
