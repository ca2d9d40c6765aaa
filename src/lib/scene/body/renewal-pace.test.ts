import { expect, test } from 'vitest';
import { RenewalPace } from './renewal-pace.ts';

test('a picture that is soon another is renewed five times a second', () => {
	const pace = new RenewalPace();
	pace.renewing(1000);
	expect([1200, 1201].map((now) => pace.due(now))).toEqual([false, true]);
});

test('renewing takes no more than a third of the time', () => {
	const pace = new RenewalPace();
	pace.frame(1000);
	pace.renewing(1000);
	pace.drew(true);
	pace.frame(1400);
	expect([2200, 2201].map((now) => pace.due(now))).toEqual([false, true]);
});

test('frames that only show the picture cost nothing', () => {
	const pace = new RenewalPace();
	pace.frame(1000);
	pace.renewing(1000);
	pace.drew(false);
	pace.frame(1900);
	expect(pace.due(1201)).toBe(true);
});
