import { expect, test } from 'vitest';
import { slicesOf, stepThatFits } from './window-steps.ts';

test('a step is the smallest round one at which two million rows suffice', () => {
	const day = (entities: number) => ({ first: 0, last: 86_400_000, entities });
	expect(stepThatFits(0, day(20))).toBe(1000);
	expect(stepThatFits(0, day(100))).toBe(5000);
	expect(stepThatFits(0, day(50_000))).toBe(3_600_000);
});

test('the step asked for stays when it suffices, and is the least otherwise', () => {
	const day = (entities: number) => ({ first: 0, last: 86_400_000, entities });
	expect(stepThatFits(1234, day(20))).toBe(1234);
	expect(stepThatFits(7000, day(500))).toBe(30_000);
	expect(stepThatFits(0, { first: 0, last: 1e12, entities: 1_000_000 })).toBe(1e12);
});

test('a window of many rows is cut at its steps, and nothing of it is lost', () => {
	const counted = { rows: 1e6, entities: 1000, first: 150_500, last: 500_000 };
	const window = { from: 100, to: 900_100 };
	expect(slicesOf(window, 1000, counted)).toEqual([
		{ from: 100, to: 267_100 },
		{ from: 267_100, to: 384_100 },
		{ from: 384_100, to: 900_100 }
	]);
	expect(slicesOf(window, 1000, { ...counted, rows: 100_000 })).toEqual([window]);
	expect(slicesOf(window, 1e6, { ...counted, entities: 1e6 })).toEqual([window]);
	expect(slicesOf(window, 1000, { rows: 0, entities: 0, first: 0, last: 0 })).toEqual([window]);
});
