import { expect, test } from 'vitest';
import { ServerClock, clockSample } from './server-clock.ts';

test('offset is half the difference both ways, round trip without the server’s own time', () => {
	expect(clockSample(1000, 6050, 6060, 1110)).toEqual({ offset: 5000, roundTrip: 100 });
});

test('the first round steps whatever was guessed, later ones follow at 5 ms a second, far ones step again', () => {
	let now = 0;
	const clock = new ServerClock(() => now);
	expect(clock.offset).toBe(0);
	clock.guess(970);
	expect(clock.offset).toBe(970);
	clock.take([
		{ offset: 900, roundTrip: 80 },
		{ offset: 1000, roundTrip: 30 }
	]);
	expect([clock.offset, clock.settled]).toEqual([1000, true]);
	clock.take([{ offset: 1020, roundTrip: 10 }]);
	expect([clock.offset, clock.settled]).toEqual([1000, false]);
	now = 2000;
	expect(clock.offset).toBeCloseTo(1010);
	now = 60_000;
	expect([clock.offset, clock.settled]).toEqual([1020, true]);
	expect(clock.now()).toBe(61_020);
	clock.take([{ offset: 400, roundTrip: 10 }]);
	expect(clock.offset).toBe(400);
	clock.take([]);
	expect(clock.offset).toBe(400);
	clock.guess(0);
	expect(clock.offset).toBe(400);
});

test('a round on a slow line does not spoil what a quicker answer told before', () => {
	let now = 0;
	const clock = new ServerClock(() => now);
	clock.take([{ offset: 1000, roundTrip: 20 }]);
	now = 30_000;
	clock.take([{ offset: 1012, roundTrip: 60 }]);
	now = 60_000;
	expect(clock.offset).toBe(1000);
});

test('an old answer gives way in time: clocks run apart', () => {
	let now = 0;
	const clock = new ServerClock(() => now);
	clock.take([{ offset: 1000, roundTrip: 20 }]);
	now = 300_000;
	clock.take([{ offset: 1012, roundTrip: 48 }]);
	now = 310_000;
	expect(clock.offset).toBe(1012);
});

test('when our clock was set, what was known before is forgotten', () => {
	let now = 0;
	const clock = new ServerClock(() => now);
	clock.take([{ offset: 1000, roundTrip: 4 }]);
	now = 130_000;
	clock.take([{ offset: 900, roundTrip: 40 }]);
	now = 160_000;
	expect(clock.offset).toBe(900);
	clock.take([{ offset: 904, roundTrip: 50 }]);
	now = 190_000;
	expect(clock.offset).toBe(900);
});
