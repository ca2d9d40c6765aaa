import { expect, test } from 'vitest';
import { stepThatFits } from './window-query.ts';

test('a step is the smallest round one at which two million rows suffice', () => {
	const day = { first: 0, last: 86_400_000 };
	expect(stepThatFits(0, day, 20)).toBe(1000);
	expect(stepThatFits(0, day, 100)).toBe(5000);
	expect(stepThatFits(0, day, 50_000)).toBe(3_600_000);
});

test('the step asked for stays when it suffices, and is the least otherwise', () => {
	const day = { first: 0, last: 86_400_000 };
	expect(stepThatFits(1234, day, 20)).toBe(1234);
	expect(stepThatFits(7000, day, 500)).toBe(30_000);
	expect(stepThatFits(0, { first: 0, last: 1e12 }, 1_000_000)).toBe(1e12);
});
