import { expect, test } from 'vitest';
import { ServerClock, clockSample } from './server-clock.ts';

test('offset is half the difference both ways, round trip without the server’s own time', () => {
	expect(clockSample(1000, 6050, 6060, 1110)).toEqual({ offset: 5000, roundTrip: 100 });
});

test('the first round steps, later ones follow at 5 ms a second, far ones step again', () => {
	let now = 0;
	const clock = new ServerClock(() => now);
	expect(clock.offset).toBe(0);
	clock.take([
		{ offset: 900, roundTrip: 80 },
		{ offset: 1000, roundTrip: 10 }
	]);
	expect(clock.offset).toBe(1000);
	clock.take([{ offset: 1020, roundTrip: 10 }]);
	expect(clock.offset).toBe(1000);
	now = 2000;
	expect(clock.offset).toBeCloseTo(1010);
	now = 60_000;
	expect(clock.offset).toBe(1020);
	expect(clock.now()).toBe(61_020);
	clock.take([{ offset: 400, roundTrip: 10 }]);
	expect(clock.offset).toBe(400);
	clock.take([]);
	expect(clock.offset).toBe(400);
});
