import { expect, test } from 'vitest';
import { wanderedBy } from './wander.ts';

test('the picture stands at another place every ten minutes, never more than two pixels away', () => {
	const places = Array.from({ length: 9 }, (_, step) => wanderedBy(step * 600_000));
	expect(new Set(places.map(String)).size).toBe(9);
	expect(Math.max(...places.flat().map(Math.abs))).toBe(2);
	expect(wanderedBy(599_999)).toEqual([0, 0]);
	expect(wanderedBy(9 * 600_000)).toEqual([0, 0]);
});
