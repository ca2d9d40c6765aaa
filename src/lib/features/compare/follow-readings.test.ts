import { expect, test, vi } from 'vitest';
import type { LayerReadings } from '#lib/model/live-values.ts';
import { followReadings, isOfInstant, type SideClock } from './follow-readings.ts';

const clock = (shown: number, patch: Partial<SideClock> = {}): SideClock => ({
	replaying: true,
	playing: false,
	speed: 1,
	shown: () => shown,
	...patch
});
const readings = (at: number, unnamed = 0): LayerReadings => ({
	layer: 'air',
	at,
	unnamed,
	urns: [],
	titles: [],
	rows: new Uint32Array(),
	lngLat: new Float64Array(),
	value: new Float32Array(),
	observedAt: new Float64Array(),
	stale: new Uint8Array()
});

test('a standing clock takes its own instant only, a running one what is near, live whatever is newest', () => {
	expect([isOfInstant(5000, clock(5000)), isOfInstant(5100, clock(5000))]).toEqual([true, false]);
	expect(isOfInstant(5100, clock(5000, { playing: true }))).toBe(true);
	expect(isOfInstant(95_000, clock(5000, { playing: true, speed: 60 }))).toBe(true);
	expect(isOfInstant(0, clock(5000, { replaying: false }))).toBe(true);
});

test.each([0, 900])(
	'what another instant says is not taken, and is asked for again until it is there (answers after %i ms)',
	async (pause) => {
		vi.useFakeTimers();
		let at = 0;
		const taken: (number | undefined)[] = [];
		const end = followReadings({
			client: async () => ({
				values: () => () => undefined,
				readings: async () => {
					const said = readings(at);
					await new Promise((later) => setTimeout(later, pause));
					return said;
				}
			}),
			layer: 'air',
			column: 0,
			clock: () => clock(5000),
			take: (said) => taken.push(said?.at),
			failed: (thrown) => expect.fail(String(thrown))
		});
		await vi.advanceTimersByTimeAsync(400 + pause);
		expect(taken).toEqual([undefined]);
		at = 5000;
		await vi.advanceTimersByTimeAsync(5000);
		expect(taken.at(-1)).toBe(5000);
		const { length } = taken;
		await vi.advanceTimersByTimeAsync(5000);
		expect(taken).toHaveLength(length);
		end();
		vi.useRealTimers();
	}
);

test.each([
	{ replaying: true, before: undefined },
	{ replaying: false, before: 5000 }
])(
	'names that are not there yet are waited for in the past (replaying: $replaying)',
	async ({ replaying, before }) => {
		vi.useFakeTimers();
		let unnamed = 2;
		const taken: (number | undefined)[] = [];
		const end = followReadings({
			client: async () => ({ values: () => () => undefined, readings: async () => readings(5000, unnamed) }),
			layer: 'air',
			column: 0,
			clock: () => clock(5000, { replaying }),
			take: (said) => taken.push(said?.at),
			failed: (thrown) => expect.fail(String(thrown))
		});
		await vi.advanceTimersByTimeAsync(400);
		expect(taken).toEqual([before]);
		unnamed = 0;
		await vi.advanceTimersByTimeAsync(5000);
		expect(taken).toEqual([before, 5000]);
		end();
		vi.useRealTimers();
	}
);

test('names that never come are not waited for without end', async () => {
	vi.useFakeTimers();
	const taken: (number | undefined)[] = [];
	const end = followReadings({
		client: async () => ({ values: () => () => undefined, readings: async () => readings(5000, 1) }),
		layer: 'air',
		column: 0,
		clock: () => clock(5000),
		take: (said) => taken.push(said?.at),
		failed: (thrown) => expect.fail(String(thrown))
	});
	await vi.advanceTimersByTimeAsync(60_000);
	expect(taken.at(-1)).toBe(5000);
	expect(taken.length).toBeLessThan(25);
	end();
	vi.useRealTimers();
});
