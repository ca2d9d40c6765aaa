import { expect, test } from 'vitest';
import { Trend, trendStep } from './trend.ts';

const HOUR = 3_600_000;
/** Midnight. */
const DAY = 20_415 * 24 * HOUR;

test('a trend has a point for each step of a day: the last value made in it, null where there was none', () => {
	const trend = new Trend(6 * HOUR);
	trend.put(DAY, 1);
	trend.put(DAY + HOUR, 2);
	trend.put(DAY + 13 * HOUR, null);
	trend.put(DAY + 18 * HOUR, 3);
	expect(trend.points(DAY + 20 * HOUR)).toEqual([
		{ at: DAY, value: 2 },
		{ at: DAY + 6 * HOUR, value: null },
		{ at: DAY + 12 * HOUR, value: null },
		{ at: DAY + 18 * HOUR, value: 3 }
	]);
	expect(trend.points(DAY + 24 * HOUR).map(({ value }) => value)).toEqual([null, null, 3, null]);
});

test('a step is a quarter of an hour, the period when that is longer, and a day at the most', () => {
	expect([30_000, 2 * HOUR, 200 * HOUR].map(trendStep)).toEqual([HOUR / 4, 2 * HOUR, 24 * HOUR]);
});
