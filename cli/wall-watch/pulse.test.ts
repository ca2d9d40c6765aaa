import { expect, test } from 'vitest';
import { Pulse } from './pulse.ts';

test('a page that is silent for twenty seconds is lost, one that answers is not', () => {
	const pulse = new Pulse(0);
	expect(pulse.isLost(19_999)).toBe(false);
	expect(pulse.isLost(20_000)).toBe(true);
	pulse.heard(18_000);
	expect(pulse.isLost(37_999)).toBe(false);
	expect(pulse.isLost(38_000)).toBe(true);
	pulse.opened(40_000);
	expect(pulse.isLost(59_999)).toBe(false);
});

test('what dies again and again is started with longer pauses, what lived for two minutes at once', () => {
	const pulse = new Pulse(0);
	expect([1000, 2000, 3000, 4000, 5000].map((now) => pulse.pauseBefore(now))).toEqual([
		500, 2000, 5000, 10_000, 10_000
	]);
	pulse.opened(10_000);
	expect(pulse.pauseBefore(129_999)).toBe(10_000);
	expect(pulse.pauseBefore(130_000)).toBe(500);
});
