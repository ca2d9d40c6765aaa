import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LIVE_CLOCK, type ClockState } from '#lib/model/clock.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type { LiveStatus } from '#lib/model/live.ts';
import type { MotionSink } from '#lib/model/motion.ts';
import { NO_ACCESS } from '#lib/server/auth/access.ts';
import { answerInstant } from '#lib/server/http/instant-reply.ts';
import { startLive, type LiveService } from '#lib/server/live/start-live.ts';
import { syntheticSource } from '#lib/server/sources/synthetic-source.ts';
import type { CityManifest } from '#lib/model/city.ts';
import { WorkerInThread } from '../../tests/fixtures/live-client.ts';
import { startLiveClient, type LiveClient } from './client.ts';

const anchor = [-73.95, 40.75] as const;
let http: Server;
let live: LiveService;
let client: LiveClient | undefined;
let workers: WorkerInThread[];
let statuses: LiveStatus[];

/** A worker in this thread: the api behind a message channel. */
class Sink implements MotionSink {
	resets = 0;
	writes = 0;
	capacity = 0;
	base = 0;
	slots = { a: new Float32Array(0), b: new Float32Array(0) };
	looks = 0;
	reset(capacity: number, base: number) {
		this.resets++;
		this.capacity = capacity;
		this.base = base;
		this.slots = {
			a: new Float32Array(4 * capacity).fill(-1e9),
			b: new Float32Array(4 * capacity).fill(-1e9)
		};
	}
	write({ slot, first, samples }: Parameters<MotionSink['write']>[0]) {
		this.writes++;
		this.slots[slot].set(samples, 4 * first);
	}
	look() {
		this.looks++;
	}
	remove() {
		// Nothing vanishes in these tests.
	}
	get drawn(): number {
		let count = 0;
		for (let i = 3; i < this.slots.a.length; i += 4)
			if (Math.max(this.slots.a[i]!, this.slots.b[i]!) > -1e8) count++;
		return count;
	}
	/** Newest x, y of a slot and its instant. */
	newest(slot: number) {
		const i = 4 * slot;
		const s = this.slots.a[i + 3]! > this.slots.b[i + 3]! ? this.slots.a : this.slots.b;
		return { x: s[i]!, y: s[i + 1]!, at: this.base + s[i + 3]! * 1000 };
	}
}

const source = () => syntheticSource({ layer: 'cars', count: 500, bbox: [-74, 40.7, -73.9, 40.8] });
let instantsFail = false;
function instant(url: URL, response: ServerResponse) {
	if (instantsFail) response.writeHead(503).end();
	else answerInstant(live, url.pathname.split('/')[3]!, { url, response, access: NO_ACCESS });
}
async function start(port?: number) {
	http = createServer((request, response) => {
		const layer = /^\/api\/dict\/(\w+)/.exec(request.url ?? '')?.[1];
		const url = new URL(request.url ?? '/', 'http://local');
		if (url.pathname.startsWith('/api/live/')) return instant(url, response);
		response.end(layer ? live.dictionary(layer, 0) : 'page');
	});
	live = await startLive(http, { packDir: '', city: {} as CityManifest, tickHz: 10, sources: [source()] }); // the sources are given, the city is not asked
	await new Promise<void>((resolve) => http.listen(port ?? 0, '127.0.0.1', resolve));
}
async function stop() {
	await live.stop();
	http.closeAllConnections();
	await new Promise((resolve) => http.close(resolve));
}
const port = () => (http.address() as AddressInfo).port; // listening on TCP

beforeEach(async () => {
	workers = [];
	instantsFail = false;
	statuses = [];
	await start();
	client = startLiveClient({
		url: `http://127.0.0.1:${port()}`,
		city: { anchor: [...anchor] },
		onStatus: (status) => statuses.push(status),
		createWorker: () => {
			const worker = new WorkerInThread();
			workers.push(worker);
			return worker;
		}
	});
});
afterEach(async () => {
	client?.dispose();
	for (const worker of workers) worker.terminate();
	await stop();
});
async function until(condition: () => boolean, within = 25_000) {
	for (let waited = 0; waited < within && !condition(); waited += 10)
		await new Promise((resolve) => setTimeout(resolve, 10));
	expect(condition()).toBe(true);
}

test('what a sink gets is where the source says, in the city’s metres', async () => {
	const sink = new Sink();
	client!.subscribe('cars', sink);
	await until(() => sink.drawn === 500 && sink.writes > 8);
	const truth = source();
	const frame = new LocalFrame(anchor);
	// Slots were given in the order of a first snapshot: row = slot.
	const { at } = sink.newest(0);
	const rows = truth.sample(at);
	let worst = 0;
	for (let slot = 0; slot < 500; slot++) {
		const { x, y, at: own } = sink.newest(slot);
		expect(own).toBeCloseTo(at, 0);
		const [east, north] = frame.toLocal(rows.lon[slot]! * 1e-7, rows.lat[slot]! * 1e-7);
		worst = Math.max(worst, Math.hypot(x - east, y - north));
	}
	expect(worst).toBeLessThan(1.1);
	expect(sink.resets).toBeLessThanOrEqual(2);
	await until(() => statuses.at(-1)?.link === 'online' && statuses.at(-1)!.layers[0]?.entities === 500);
	expect(Math.abs(client!.serverNow() - Date.now())).toBeLessThan(50);
});

test('a card has the dictionary’s name, the server’s facts and the place on screen', async () => {
	const sink = new Sink();
	client!.subscribe('cars', sink, { sizePx: 5, colour: [9, 9, 9, 255] });
	await until(() => sink.looks > 0);
	const card = await client!.card('cars', 42);
	expect(card).toMatchObject({
		layer: 'cars',
		index: 42,
		urn: 'urn:ngsi-ld:Vehicle:synthetic:cars:42',
		title: 'cars 42',
		facts: [{ key: 'basis', value: 'synthetic' }],
		speed: 12
	});
	expect(card!.lng).toBeGreaterThan(-74);
	expect(await client!.find('cars', card!.urn)).toBe(42);
	expect(await client!.find('cars', 'urn:nobody')).toBeUndefined();
	expect(await client!.card('cars', 505)).toBeUndefined();
	expect(await client!.card('trams', 0)).toBeUndefined();
});

test('a server that restarts on the same port is found again; meanwhile the picture stands', async () => {
	const sink = new Sink();
	client!.subscribe('cars', sink);
	await until(() => sink.drawn === 500);
	const samePort = port();
	await stop();
	await until(() => statuses.at(-1)?.link === 'offline');
	expect(sink.drawn).toBe(500);
	const { resets } = sink;
	await start(samePort);
	await until(() => statuses.at(-1)?.link === 'online' && sink.resets > resets && sink.drawn === 500, 60_000);
}, 90_000);

test('a worker that dies is replaced and everything subscribed again', async () => {
	const sink = new Sink();
	client!.subscribe('cars', sink);
	await until(() => sink.drawn === 500);
	workers[0]!.crash();
	expect(statuses.at(-1)?.link).toBe('offline');
	const { resets } = sink;
	await until(() => workers.length === 2 && sink.resets > resets && sink.drawn === 500);
});

test('after unsubscribing a sink hears nothing more', async () => {
	const sink = new Sink();
	client!.subscribe('cars', sink);
	await until(() => sink.drawn === 500);
	client!.unsubscribe('cars');
	const { writes } = sink;
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(sink.writes).toBe(writes);
});

describe('a standing clock', () => {
	const T = Date.now() - 3_600_123;
	const standingAt = (eventAt: number): ClockState => ({
		mode: 'replay',
		eventAt,
		serverAt: Date.now(),
		speed: 1,
		playing: false
	});

	function expectStandingAt(sink: Sink, at: number) {
		const frame = new LocalFrame(anchor);
		const rows = source().sample(at);
		for (let slot = 0; slot < 500; slot++) {
			const { x, y, at: own } = sink.newest(slot);
			const [east, north] = frame.toLocal(rows.lon[slot]! * 1e-7, rows.lat[slot]! * 1e-7);
			expect(own).toBe(at);
			expect(Math.hypot(x - east, y - north)).toBeLessThan(0.01);
			// One sample alone: nothing to go on by, whatever the clock of the scene says.
			expect(sink.slots.a[4 * slot + 3]).toBe(-1e9);
		}
	}

	test('shows the entities of its instant, standing, and then the live ones again', async () => {
		client!.setClock(standingAt(T));
		const sink = new Sink();
		client!.subscribe('cars', sink);
		await until(() => sink.drawn === 500);
		expectStandingAt(sink, T);
		const { writes } = sink;
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect([writes, sink.writes]).toEqual([1, 1]);
		const card = await client!.card('cars', 42);
		expect(card).toMatchObject({ title: 'cars 42', facts: [{ key: 'basis', value: 'synthetic' }] });
		client!.setClock(LIVE_CLOCK);
		await until(() => sink.writes > 6);
		expect(Math.abs(sink.newest(0).at - Date.now())).toBeLessThan(1000);
		expect(sink.newest(499).at).toBe(sink.newest(0).at);
	});

	test('dragged, it shows where it comes to rest; what is picked keeps its slot', async () => {
		const sink = new Sink();
		client!.subscribe('cars', sink);
		await until(() => sink.drawn === 500 && sink.writes > 2);
		const before = await client!.card('cars', 77);
		for (let i = 0; i < 30; i++) client!.setClock(standingAt(T - i * 1000));
		await until(() => sink.newest(0).at === T - 29_000);
		expectStandingAt(sink, T - 29_000);
		expect(sink.resets).toBeLessThanOrEqual(4);
		expect((await client!.card('cars', 77))!.urn).toBe(before!.urn);
	});

	test('an instant that cannot be had empties the layer and says so', async () => {
		instantsFail = true;
		const sink = new Sink();
		client!.subscribe('cars', sink);
		await until(() => sink.drawn === 500);
		client!.setClock(standingAt(T));
		await until(() => statuses.at(-1)?.layers[0]?.failure !== undefined);
		expect([sink.drawn, statuses.at(-1)!.layers[0]!.failure!.code]).toEqual([0, 'FEED_UNREACHABLE']);
		instantsFail = false;
		client!.setClock(standingAt(T + 1));
		await until(() => sink.drawn === 500 && statuses.at(-1)!.layers[0]!.failure === undefined);
		expectStandingAt(sink, T + 1);
	});
});
