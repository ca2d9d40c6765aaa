import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ClockRounds } from './clock-rounds.ts';
import { ServerClock, type ClockSample } from './server-clock.ts';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

test('rounds follow each other quickly after a welcome, then every thirty seconds', async () => {
	const asked: number[] = [];
	const rounds = new ClockRounds({
		clock: new ServerClock(Date.now),
		ask: async () => {
			asked.push(Date.now());
			return [];
		},
		tell: () => undefined
	});
	rounds.begin();
	await vi.advanceTimersByTimeAsync(76_000);
	expect(asked).toEqual([0, 1000, 3000, 7000, 15_000, 45_000, 75_000]);
	rounds.begin();
	await vi.advanceTimersByTimeAsync(2000);
	expect(asked.slice(7)).toEqual([76_000, 77_000]);
	rounds.close();
	await vi.advanceTimersByTimeAsync(100_000);
	expect(asked).toHaveLength(9);
});

test('a correction is told while it is made, and no longer', async () => {
	const answers: (readonly ClockSample[])[] = [
		[{ offset: 100, roundTrip: 10 }],
		[{ offset: 106, roundTrip: 2 }]
	];
	const clock = new ServerClock(Date.now);
	const told: [at: number, offset: number][] = [];
	const rounds = new ClockRounds({
		clock,
		ask: async () => answers.shift() ?? [],
		tell: () => told.push([Date.now(), clock.offset])
	});
	rounds.begin();
	await vi.advanceTimersByTimeAsync(2900);
	expect(told).toEqual([
		[0, 100],
		[1000, 100],
		[1500, 102.5],
		[2000, 105],
		[2500, 106]
	]);
	rounds.close();
});
