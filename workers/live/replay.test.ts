import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LIVE_CLOCK, type ClockState } from '#lib/model/clock.ts';
import { LatestState } from '#lib/model/latest-state.ts';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import type { LiveStatus } from '#lib/model/live.ts';
import type { LayerEvents, LayerValues } from '#lib/model/live-values.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type { Observation } from '#lib/model/observation.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { StateHash } from '#lib/model/wire/state-hash.ts';
import { openSqliteWriter } from '#lib/server/bus/sqlite-writer.ts';
import { syntheticSource } from '#lib/server/sources/synthetic-source.ts';
import { SinkInArrays, WorkerInThread } from '../../tests/fixtures/live-client.ts';
import { LiveServer } from '../../tests/fixtures/live-server.ts';
import { startLiveClient, type LiveClient } from './client.ts';

const WAIT = { timeout: 20_000, interval: 20 };
const MINUTE = 60_000;
let server: LiveServer;
let client: LiveClient | undefined;
let worker: WorkerInThread | undefined;
let status: LiveStatus | undefined;
/** What was known after each record: its receipt and the digest of the state. */
let known: { readonly at: number; readonly hash: string }[];

beforeEach(() => {
	known = [];
	server = new LiveServer({
		sources: [syntheticSource({ layer: 'cars', count: 50, bbox: [116.3, 39.8, 116.5, 40] })]
	});
});
afterEach(async () => {
	client?.dispose();
	worker?.terminate();
	await server.remove();
});

function connect(): LiveClient {
	client = startLiveClient({
		url: server.url,
		city: { anchor: [116.4, 39.9] },
		onStatus: (next) => (status = next),
		createWorker: () => (worker = new WorkerInThread())
	});
	return client;
}
const online = () => vi.waitFor(() => expect(status?.link).toBe('online'), WAIT);
const standing = (eventAt: number): ClockState => ({
	mode: 'replay',
	eventAt,
	serverAt: Date.now(),
	speed: 1,
	playing: false
});
const running = (eventAt: number, speed: number): ClockState => ({
	...standing(eventAt),
	speed,
	playing: true
});
/** What the hub knew at an instant. */
const hashAt = (at: number) => known.findLast((one) => one.at <= at)?.hash ?? NOTHING;
const NOTHING = new StateHash().digest();
const layerStatus = (id: string) => status?.layers.find(({ layer }) => layer === id);

/** Rows of a few entities that leave things out, come late, repeat, go and come again. */
function rowsOf(step: number, receivedAt: number, random: () => number): Observation[] {
	return Array.from({ length: 6 }, (_, i): Observation => {
		const entity = `s${Math.floor(random() * 12)}`;
		const at = receivedAt - Math.floor(random() * 90_000);
		if (random() < 0.08) return { kind: 'observation', entity, at, gone: true };
		return {
			kind: 'observation',
			entity,
			at,
			...(random() < 0.4 && { position: [116.4 + random() / 10, 39.9 + random() / 10] as const }),
			...(random() < 0.3 && { status: random() < 0.5 ? 'ok' : 'broken' }),
			values: { ...(random() < 0.6 && { pm: step + i / 8 }), ...(random() < 0.3 && { o3: i }) },
			...(random() < 0.3 && { seq: Math.floor(random() * 5) })
		};
	});
}
/** Rows that come in order and say everything. */
const orderly: typeof rowsOf = (step, at, random) =>
	Array.from({ length: 6 }, (_, i) => ({
		kind: 'observation',
		entity: `s${Math.floor(random() * 12)}`,
		at: at - 6 + i,
		position: [116.4 + random() / 10, 39.9],
		status: random() < 0.5 ? 'ok' : 'broken',
		values: { pm: step + i / 8 }
	}));
function seeded(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 48271) % 0x7fffffff) / 0x7fffffff;
}
/** A server whose log has a record every so often, up to some minutes ago. */
async function record(steps: number, every: number, rows = rowsOf): Promise<void> {
	const random = seeded(steps);
	const start = Date.now() - 5 * MINUTE - steps * every;
	const writer = openSqliteWriter(join(server.dir, 'log'));
	writer.commit({ declare: [layerDeclaration.parse({ id: 'air', interval: 3600 })], batches: [] }, start - 1);
	const state = new LatestState();
	for (let step = 0; step < steps; step++) {
		const at = start + step * every;
		const { records } = writer.commit(
			{ batches: [{ layer: 'air', cls: 'state', rows: rows(step, at, random) }] },
			at
		);
		for (const { body, receivedAt } of records) {
			state.apply(decodeFrame(body));
			known.push({ at: receivedAt, hash: state.hash() });
		}
	}
	writer.close();
	await server.start();
	expect(server.hash('air')).toBe(known.at(-1)!.hash);
}

/** Digests seen while the clock runs, each of an instant once. */
async function watch(until: () => boolean): Promise<ReadonlyMap<number, string>> {
	const seen = new Map<number, string>();
	const started = Date.now();
	while (!until() && Date.now() - started < 20_000) {
		const shown = await client!.stateHash('air');
		if (shown) seen.set(shown.at, shown.hash);
		await new Promise((resolve) => setTimeout(resolve, 15));
	}
	return seen;
}
const expectKnown = (seen: ReadonlyMap<number, string>) => {
	for (const [at, hash] of seen) expect([at, hash]).toEqual([at, hashAt(at)]);
};

describe('a logged layer', () => {
	test('shows at any instant exactly what was shown then, standing, stepped and jumped to', async () => {
		await record(60, 10_000);
		const live = connect();
		let last: LayerValues | undefined;
		live.values('air', (values) => (last = values));
		await vi.waitFor(async () => expect((await live.stateHash('air'))?.hash).toBe(known.at(-1)!.hash), WAIT);
		const instants = [7, 30, 59, 31, 0].map((step) => known[step]!.at);
		for (const instant of [...instants, known[20]!.at - 1, known[20]!.at + 4000]) {
			live.setClock(standing(instant));
			await vi.waitFor(async () => {
				const shown = await live.stateHash('air');
				expect(shown).toEqual({ hash: hashAt(instant), at: instant });
			}, WAIT);
		}
		await vi.waitFor(() => expect(last!.shownAt).toBe(known[20]!.at + 4000), WAIT);
		const card = await live.card(
			'air',
			last!.status.findIndex((_, slot) => !Number.isNaN(last!.lngLat[2 * slot]!))
		);
		expect(card!.shownAt).toBe(known[20]!.at + 4000);
		expect(card!.metrics.every(({ at }) => at <= card!.observedAt!)).toBe(true);

		// Before the first record nobody knew anything.
		live.setClock(standing(known[0]!.at - MINUTE));
		await vi.waitFor(
			() => expect([layerStatus('air')?.entities, layerStatus('air')?.loading]).toEqual([0, undefined]),
			WAIT
		);
		live.setClock(LIVE_CLOCK);
		await vi.waitFor(async () => expect((await live.stateHash('air'))?.hash).toBe(known.at(-1)!.hash), WAIT);
	}, 60_000);

	test.for([
		[1, 24, 100],
		[10, 24, 1000],
		[-10, 24, 1000],
		[60, 24, 6000],
		[-60, 24, 6000]
	] as const)(
		'runs at %i× through what was known, instant by instant',
		{ timeout: 60_000 },
		async ([speed, steps, every]) => {
			await record(steps, every);
			const live = connect();
			await online();
			live.values('air', () => undefined);
			const [first, last] = [known[0]!.at, known.at(-1)!.at];
			const from = speed > 0 ? first : last;
			live.setClock(running(from, speed));
			const beyond = () => (speed > 0 ? live.shownAt() > last : live.shownAt() < first);
			const seen = await watch(beyond);
			expectKnown(seen);
			expect(new Set(seen.values()).size).toBeGreaterThan(5);
			expect(layerStatus('air')?.failure).toBeUndefined();
			// Paused, it is exact where it stands.
			const middle = known[steps / 2]!.at + 3;
			live.setClock(standing(middle));
			await vi.waitFor(
				async () => expect(await live.stateHash('air')).toEqual({ hash: hashAt(middle), at: middle }),
				WAIT
			);
		}
	);

	test.for([1800, -3600])(
		'at %i× it takes the last values of each step',
		{ timeout: 60_000 },
		async (speed) => {
			await record(48, 5 * MINUTE, orderly);
			const live = connect();
			await online();
			live.values('air', () => undefined);
			const [first, last] = [known[0]!.at, known.at(-1)!.at];
			live.setClock(running(speed > 0 ? first : last, speed));
			const seen = await watch(() => (speed > 0 ? live.shownAt() > last : live.shownAt() < first));
			expect(seen.size).toBeGreaterThan(5);
			expectKnown(seen);
			expect(server.asked.some((path) => path.includes('step='))).toBe(true);
		}
	);

	test('goes through a window that cannot be had with its reason, and on behind it', async () => {
		await record(30, 10_000);
		const live = connect();
		await online();
		live.values('air', () => undefined);
		const sink = new SinkInArrays();
		live.subscribe('cars', sink);
		let fail = true;
		server.broken = (path) => (fail && path.startsWith('/api/history/window') ? 503 : undefined);
		live.setClock(running(known[3]!.at, 10));
		await vi.waitFor(() => expect(layerStatus('air')?.failure?.code).toBe('FEED_UNREACHABLE'), WAIT);
		expect(layerStatus('air')?.entities).toBe(0);
		// The others go on.
		expect(layerStatus('cars')?.failure).toBeUndefined();
		await vi.waitFor(() => expect(sink.drawn).toBe(50), WAIT);
		fail = false;
		await vi.waitFor(() => expect(layerStatus('air')?.failure).toBeUndefined(), WAIT);
		expectKnown(await watch(() => live.shownAt() > known[12]!.at));
	}, 60_000);

	test('turned round and sped up on the way it stays exact, and gives up what it no longer needs', async () => {
		await record(60, 5000);
		const live = connect();
		await online();
		live.values('air', () => undefined);
		live.setClock(running(known[5]!.at, 10));
		expectKnown(await watch(() => live.shownAt() > known[9]!.at));
		live.setClock(running(live.shownAt(), -10));
		expectKnown(await watch(() => live.shownAt() < known[4]!.at));
		live.setClock(running(live.shownAt(), 60));
		const seen = await watch(() => live.shownAt() > known[50]!.at);
		expectKnown(seen);
		expect(seen.size).toBeGreaterThan(3);
	}, 60_000);
});

test('events show when they were known', async () => {
	const instants = Array.from({ length: 5 }, (_, n) => Date.now() - 10 * MINUTE + n * 10_000);
	const writer = openSqliteWriter(join(server.dir, 'log'));
	instants.forEach((at, n) =>
		writer.commit(
			{
				batches: [
					{
						layer: 'alerts',
						cls: 'event',
						rows: [
							{ kind: 'event', id: `e${n}`, at: at - 9, type: 'alert', severity: 'minor', title: { en: 'x' } }
						]
					}
				]
			},
			at
		)
	);
	writer.close();
	await server.start();
	const live = connect();
	let heard: LayerEvents | undefined;
	live.events('alerts', (events) => (heard = events));
	await vi.waitFor(() => expect(heard?.events).toHaveLength(5), WAIT);
	live.setClock(standing(instants[2]!));
	await vi.waitFor(
		() => expect(heard!.events.map(({ event }) => event.id)).toEqual(['e0', 'e1', 'e2']),
		WAIT
	);
	live.setClock(running(instants[0]! - 5000, 10));
	await vi.waitFor(() => expect(heard!.events).toHaveLength(1), WAIT);
	await vi.waitFor(() => expect(heard!.events).toHaveLength(5), WAIT);
	live.setClock(standing(instants[0]! - 5000));
	await vi.waitFor(() => expect(heard!.events).toHaveLength(0), WAIT);
	live.setClock(LIVE_CLOCK);
	await vi.waitFor(() => expect(heard!.events).toHaveLength(5), WAIT);
}, 60_000);

test.for([1, -5, 30])(
	'a layer that is a function of time glides along its way at %i×',
	{ timeout: 60_000 },
	async (speed) => {
		const truth = syntheticSource({ layer: 'cars', count: 50, bbox: [116.3, 39.8, 116.5, 40] });
		await server.start();
		const frame = new LocalFrame([116.4, 39.9]);
		const live = connect();
		await online();
		const sink = new SinkInArrays();
		live.subscribe('cars', sink);
		const from = Date.now() - 3_600_000;
		live.setClock(running(from, speed));
		await vi.waitFor(() => expect(sink.drawn).toBe(50), WAIT);
		await vi.waitFor(
			() => expect(Math.abs(live.shownAt() - from)).toBeGreaterThan(Math.abs(speed) * 1500),
			WAIT
		);
		let worst = 0;
		let moved = 0;
		let before: readonly [number, number] | undefined;
		for (let look = 0; look < 40; look++) {
			const at = live.shownAt();
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
	}
);
