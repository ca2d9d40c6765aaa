import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { LIVE_CLOCK } from '#lib/model/clock.ts';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import type { LayerEvents, LayerValues } from '#lib/model/live-values.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { openSqliteWriter } from '#lib/server/bus/sqlite-writer.ts';
import { syntheticSource } from '#lib/server/sources/synthetic-source.ts';
import {
	KnownHistory,
	MINUTE,
	WAIT,
	orderly,
	running,
	standing
} from '../../tests/fixtures/known-history.ts';
import { SinkInArrays } from '../../tests/fixtures/live-client.ts';

const TIME = { timeout: 90_000 };

describe.concurrent('a logged layer', () => {
	test(
		'shows at any instant exactly what was shown then, standing, stepped and jumped to',
		TIME,
		async (context) => {
			const past = new KnownHistory(context);
			await past.record(60, 10_000);
			const client = await past.connect();
			const live = past.known.at(-1)!.hash;
			expect(past.server.hash('air')).toBe(live);
			let last: LayerValues | undefined;
			client.values('air', (values) => (last = values));
			await vi.waitFor(async () => expect((await client.stateHash('air'))?.hash).toBe(live), WAIT);
			const instants = [7, 30, 59, 31, 0].map((step) => past.at(step));
			for (const at of [...instants, past.at(20) - 1, past.at(20) + 4000]) {
				client.setClock(standing(at));
				const hash = past.hashAt(at);
				await vi.waitFor(async () => expect(await client.stateHash('air')).toEqual({ hash, at }), WAIT);
			}
			const shownAt = past.at(20) + 4000;
			await vi.waitFor(() => expect(last!.shownAt).toBe(shownAt), WAIT);
			const slot = last!.at.findIndex((_, row) => !Number.isNaN(last!.lngLat[2 * row]!));
			const card = await client.card('air', slot);
			expect(card!.shownAt).toBe(shownAt);
			expect(card!.metrics.every(({ at }) => at <= card!.observedAt!)).toBe(true);

			// Before the first record nobody knew anything.
			client.setClock(standing(past.at(0) - MINUTE));
			await vi.waitFor(() => expect(past.layer('air')).toMatchObject({ entities: 0, stale: true }), WAIT);
			expect(past.layer('air')!.failure).toBeUndefined();
			client.setClock(LIVE_CLOCK);
			await vi.waitFor(async () => expect((await client.stateHash('air'))?.hash).toBe(live), WAIT);
		}
	);

	test.for([
		[1, 100],
		[10, 1000],
		[-10, 1000],
		[60, 6000],
		[-60, 6000]
	] as const)(
		'runs at %i× through what was known, instant by instant',
		TIME,
		async ([speed, every], context) => {
			const past = new KnownHistory(context);
			await past.record(24, every);
			const client = await past.connect();
			const [first, last] = [past.at(0), past.at(-1)];
			client.setClock(running(speed > 0 ? first : last, speed));
			const { seen, known, states } = await past.watch(() =>
				speed > 0 ? client.shownAt() > last : client.shownAt() < first
			);
			expect(seen).toEqual(known);
			expect(states).toBeGreaterThan(4);
			expect(past.layer('air')?.failure).toBeUndefined();
			// Paused, it is exact where it stands.
			const at = past.at(12) + 3;
			client.setClock(standing(at));
			const hash = past.hashAt(at);
			await vi.waitFor(async () => expect(await client.stateHash('air')).toEqual({ hash, at }), WAIT);
		}
	);

	test.for([1800, -3600])('at %i× it takes the last values of each step', TIME, async (speed, context) => {
		const past = new KnownHistory(context);
		await past.record(40, 5 * MINUTE, orderly);
		const client = await past.connect();
		const [first, last] = [past.at(0), past.at(-1)];
		client.setClock(running(speed > 0 ? first : last, speed));
		const { seen, known, states } = await past.watch(() =>
			speed > 0 ? client.shownAt() > last : client.shownAt() < first
		);
		expect(seen).toEqual(known);
		expect(states).toBeGreaterThan(4);
		expect(past.server.asked.some((path) => path.includes('step='))).toBe(true);
	});

	test(
		'goes through a window that cannot be had with its reason, and on behind it',
		TIME,
		async (context) => {
			const past = new KnownHistory(context);
			await past.record(30, 10_000);
			const client = await past.connect();
			const sink = new SinkInArrays();
			client.subscribe('cars', sink);
			let fail = true;
			past.server.broken = (path) => (fail && path.startsWith('/api/history/window') ? 503 : undefined);
			client.setClock(running(past.at(3), 10));
			await vi.waitFor(() => expect(past.layer('air')?.failure?.code).toBe('FEED_UNREACHABLE'), WAIT);
			expect(past.layer('air')?.entities).toBe(0);
			// The others go on.
			expect(past.layer('cars')?.failure).toBeUndefined();
			await vi.waitFor(() => expect(sink.drawn).toBe(50), WAIT);
			fail = false;
			await vi.waitFor(() => expect(past.layer('air')?.failure).toBeUndefined(), WAIT);
			const { seen, known, states } = await past.watch(() => client.shownAt() > past.at(14));
			expect(seen).toEqual(known);
			expect(states).toBeGreaterThan(1);
		}
	);

	test('turned round and sped up on the way it stays exact', TIME, async (context) => {
		const past = new KnownHistory(context);
		await past.record(60, 5000);
		const client = await past.connect();
		for (const [speed, until] of [
			[10, 9],
			[-10, 4],
			[60, 50]
		] as const) {
			client.setClock(running(speed === 10 ? past.at(5) : client.shownAt(), speed));
			const { seen, known, states } = await past.watch(() =>
				speed > 0 ? client.shownAt() > past.at(until) : client.shownAt() < past.at(until)
			);
			expect(seen).toEqual(known);
			expect(states).toBeGreaterThan(1);
		}
	});
});

test.concurrent.for([10, -10])(
	'vehicles of the log glide along their way at %i×',
	TIME,
	async (speed, context) => {
		const past = new KnownHistory(context);
		const frame = new LocalFrame([116.4, 39.9]);
		const start = Date.now() - 20 * MINUTE;
		const writer = openSqliteWriter(join(past.server.dir, 'log'));
		const buses = layerDeclaration.parse({ id: 'buses', moves: true, interval: 5 });
		writer.commit({ declare: [buses], batches: [] }, start - 1);
		// Ten metres a second to the east, said every five seconds.
		for (let second = 0; second <= 600; second += 5) {
			const at = start + second * 1000;
			const position = frame.toLngLat(10 * second - 3000, 0).slice(0, 2) as unknown as readonly [
				number,
				number
			]; // longitude, latitude
			const row = { kind: 'observation', entity: 'b', at, position, speed: 10, heading: 90 } as const;
			writer.commit({ batches: [{ layer: 'buses', cls: 'state', rows: [row] }] }, at);
		}
		writer.close();
		await past.server.start();
		const client = await past.connect();
		const sink = new SinkInArrays();
		client.subscribe('buses', sink);
		client.setClock(running(start + 300_000, speed));
		await vi.waitFor(() => expect(sink.drawn).toBe(1), WAIT);
		await vi.waitFor(
			() => expect(Math.abs(client.shownAt() - start - 300_000)).toBeGreaterThan(15_000),
			WAIT
		);
		const errors: number[] = [];
		const places = new Set<number>();
		for (let look = 0; look < 40; look++) {
			const at = client.shownAt();
			const [x] = sink.shown(0, at)!;
			places.add(x);
			errors.push(Math.abs(x - (10 * ((at - start) / 1000) - 3000)));
			await new Promise((resolve) => setTimeout(resolve, 25));
		}
		expect(places.size).toBeGreaterThan(30);
		// A worker that the machine let wait is late with its next sample: the middle says how they glide.
		expect(errors.sort((a, b) => a - b)[20]).toBeLessThan(15);
	}
);

test('events show when they were known', TIME, async (context) => {
	const past = new KnownHistory(context);
	const instants = Array.from({ length: 5 }, (_, n) => Date.now() - 10 * MINUTE + n * 10_000);
	const writer = openSqliteWriter(join(past.server.dir, 'log'));
	instants.forEach((at, n) => {
		const event = { id: `e${n}`, at: at - 9, type: 'alert', severity: 'minor', title: { en: 'x' } } as const;
		writer.commit({ batches: [{ layer: 'alerts', cls: 'event', rows: [{ kind: 'event', ...event }] }] }, at);
	});
	writer.close();
	await past.server.start();
	const client = await past.connect();
	let heard: LayerEvents | undefined;
	client.events('alerts', (events) => (heard = events));
	await vi.waitFor(() => expect(heard?.events).toHaveLength(5), WAIT);
	client.setClock(standing(instants[2]!));
	await vi.waitFor(
		() => expect(heard!.events.map(({ event }) => event.id)).toEqual(['e0', 'e1', 'e2']),
		WAIT
	);
	client.setClock(running(instants[0]! - 5000, 20));
	await vi.waitFor(() => expect(heard!.events).toHaveLength(1), WAIT);
	await vi.waitFor(() => expect(heard!.events).toHaveLength(5), WAIT);
	client.setClock(standing(instants[0]! - 5000));
	await vi.waitFor(() => expect(heard!.events).toHaveLength(0), WAIT);
	client.setClock(LIVE_CLOCK);
	await vi.waitFor(() => expect(heard!.events).toHaveLength(5), WAIT);
});

describe.concurrent('a layer that is a function of time', () => {
	test.for([1, -5, 30])('glides along its way at %i×', TIME, async (speed, context) => {
		const past = new KnownHistory(context);
		await past.server.start();
		const client = await past.connect();
		const truth = syntheticSource({ layer: 'cars', count: 50, bbox: [116.3, 39.8, 116.5, 40] });
		const frame = new LocalFrame([116.4, 39.9]);
		const sink = new SinkInArrays();
		client.subscribe('cars', sink);
		const from = Date.now() - 3_600_000;
		client.setClock(running(from, speed));
		await vi.waitFor(() => expect(sink.drawn).toBe(50), WAIT);
		const gone = () => Math.abs(client.shownAt() - from);
		await vi.waitFor(() => expect(gone()).toBeGreaterThan(Math.abs(speed) * 1500), WAIT);
		let worst = 0;
		let moved = 0;
		let before: readonly [number, number] | undefined;
		for (let look = 0; look < 40; look++) {
			const at = client.shownAt();
			const rows = truth.sample(at);
			for (let row = 0; row < rows.count; row++) {
				const [east, north] = frame.toLocal(rows.lon[row]! * 1e-7, rows.lat[row]! * 1e-7);
				const [x, y] = sink.shown(rows.idx[row]!, at)!;
				worst = Math.max(worst, Math.hypot(x - east, y - north));
			}
			const here = sink.shown(0, at)!;
			if (before && Math.hypot(here[0] - before[0], here[1] - before[1]) > 0.01) moved++;
			before = here;
			await new Promise((resolve) => setTimeout(resolve, 25));
		}
		// Every look is at another place: nothing stands and jumps.
		expect(moved).toBeGreaterThan(30);
		expect(worst).toBeLessThan(Math.max(2, Math.abs(speed) * 12));
	});
});
