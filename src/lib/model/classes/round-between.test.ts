import { expect, test } from 'vitest';
import { roundBetween } from './round-between.ts';

test('the roundest number of a gap has the fewest digits', () => {
	expect(roundBetween(3.4, 8.1)).toBe(8);
	expect(roundBetween(97, 312)).toBe(300);
	expect(roundBetween(0.1234, 0.1271)).toBe(0.127);
	expect(roundBetween(-7.3, -6.8)).toBe(-7);
	expect(roundBetween(-1, 4)).toBe(0);
});

test('it may be the upper end, never the lower', () => {
	expect(roundBetween(1, 2)).toBe(2);
	expect(roundBetween(5, 5.000001)).toBe(5.000001);
	expect(roundBetween(1e9, 1e9 + 1)).toBe(1e9 + 1);
});
