import { connect, createServer as createRelay, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, test, vi, type TestContext } from 'vitest';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import type { LiveStatus } from '#lib/model/live.ts';
import type { EntityColour, LayerEvents, LayerValues, TileCounts } from '#lib/model/live-values.ts';
import { SinkInArrays, WorkerInThread } from '../../tests/fixtures/live-client.ts';
import { LiveServer } from '../../tests/fixtures/live-server.ts';
import { startLiveClient, type LiveClient } from './client.ts';

const WAIT = { timeout: 15_000, interval: 20 };
const air = layerDeclaration.parse({
	id: 'air',
	metrics: [{ name: 'pm', unit: 'ug/m3' }, { name: 'o3' }],
	interval: 3600
});
const TIME = { timeout: 90_000 };

/** A server of one test, and a client of it. */
class Stage {
	readonly server = new LiveServer();
	readonly workers: WorkerInThread[] = [];
	status: LiveStatus | undefined;
	#client: LiveClient | undefined;

	/** Tests run side by side: each ends its own. */
	constructor({ onTestFinished }: TestContext) {
		onTestFinished(async () => {
			this.#client?.dispose();
			await this.server.remove();
		});
	}

	static async open(context: TestContext): Promise<Stage> {
		const stage = new Stage(context);
		await stage.server.start();
		await stage.server.declare(air);
		stage.connect(stage.server.url);
		return stage;
	}

	get client(): LiveClient {
		return this.#client!; // made by `open`
	}

	connect(url: string): void {
		this.#client?.dispose();
		this.#client = startLiveClient({
			url,
			city: { anchor: [116.4, 39.9] },
			onStatus: (next) => (this.status = next),
			createWorker: () => {
				const worker = new WorkerInThread();
				this.workers.push(worker);
				return worker;
			}
		});
	}

	layer(id: string) {
		return this.status?.layers.find(({ layer }) => layer === id);
	}

	/** The client has what the hub has. */
	async same(layer: string): Promise<void> {
		await vi.waitFor(
			async () => expect((await this.client.stateHash(layer))?.hash).toBe(this.server.hash(layer)),
			WAIT
		);
	}

	/** The newest columns of a layer. */
	columns(layer: string) {
		const heard: { last?: LayerValues } = {};
		this.client.values(layer, (values) => (heard.last = values));
		return heard;
	}
}

const place = (east: number) => ({ lng: 116.4 + east / 1000, lat: 39.9 });
/** A way to the server on which nothing moves while it is pulled, and nobody says so. */
async function plugged(url: string) {
	const { hostname, port } = new URL(url);
	const ends = new Set<Socket>();
	const relay = createRelay((near) => {
		const far = connect(Number(port), hostname);
		for (const [one, other] of [
			[near, far],
			[far, near]
		] as const) {
			ends.add(one);
			one.pipe(other);
			one.on('error', () => undefined);
			one.on('close', () => ends.delete(one));
		}
	});
	await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`, // listening on TCP
		pull: () => ends.forEach((end) => end.pause()),
		plug: () => ends.forEach((end) => end.resume()),
		close: () => {
			ends.forEach((end) => end.destroy());
			relay.close();
		}
	};
}

describe.concurrent('layers of the log', () => {
	test(
		'columns and cards say what entities said, what a row leaves out stays, what is gone is gone',
		TIME,
		async (context) => {
			const stage = await Stage.open(context);
			const { server } = stage;
			const heard = stage.columns('air');
			stage.client.colour('air', {
				by: 'metric',
				metric: 0,
				domain: [0, 100],
				ramp: new Uint8Array(1024),
				none: [0, 0, 0, 0],
				stale: 0.5
			});
			await server.send('air', [
				{ id: 'a', ...place(0), pm: 12.5, status: 'ok', title: 'Gate' },
				{ id: 'b', ...place(1), o3: 3 },
				{ id: 'c', pm: 7 }
			]);
			await server.send('air', [{ id: 'a', o3: 8 }]);
			await stage.same('air');
			await vi.waitFor(() => expect(heard.last?.entities).toBe(3), WAIT);
			await vi.waitFor(() => expect([...heard.last!.value]).toEqual([12.5, NaN, 7]), WAIT);
			const { lngLat, status: words } = heard.last!;
			expect([...lngLat.subarray(0, 2)]).toEqual([expect.closeTo(116.4, 6), expect.closeTo(39.9, 6)]);
			expect(lngLat[4]).toBeNaN();
			await vi.waitFor(() => expect(stage.layer('air')?.statuses[words[0]!]).toBe('ok'), WAIT);
			await vi.waitFor(async () => expect((await stage.client.card('air', 0))?.title).toBe('Gate'), WAIT);
			const card = await stage.client.card('air', 0);
			expect(card).toMatchObject({
				urn: 'a',
				title: 'Gate',
				status: 'ok',
				stale: false,
				quality: [],
				metrics: [
					{ metric: 0, value: 12.5 },
					{ metric: 1, value: 8 }
				]
			});
			expect(Math.abs(card!.observedAt! - Date.now())).toBeLessThan(20_000);
			// Each value has an age of its own.
			await vi.waitFor(async () => {
				const [pm, o3] = (await stage.client.card('air', 0))!.metrics;
				expect([pm!.at < o3!.at, o3!.at]).toEqual([true, card!.observedAt]);
			}, WAIT);

			await server.send('air', [{ id: 'b', gone: true }]);
			await vi.waitFor(() => expect(heard.last?.entities).toBe(2), WAIT);
			await stage.same('air');
			expect(await stage.client.card('air', 1)).toBeUndefined();
		}
	);

	test('layers and entities that appear while it runs come with their names', TIME, async (context) => {
		const stage = await Stage.open(context);
		const { server } = stage;
		await vi.waitFor(() => expect(stage.status?.link).toBe('online'), WAIT);
		const heard = stage.columns('noise');
		await server.send('noise', [{ id: 'n1', ...place(0), db: 61, title: 'North' }]);
		await vi.waitFor(() => expect(stage.layer('noise')?.metrics).toMatchObject([{ name: 'db' }]), WAIT);
		await vi.waitFor(() => expect(heard.last?.entities).toBe(1), WAIT);
		await server.send('noise', [{ id: 'n2', ...place(1), db: 40, peak: 70, title: 'South' }]);
		await vi.waitFor(async () => expect((await stage.client.card('noise', 1))?.title).toBe('South'), WAIT);
		await vi.waitFor(
			async () => expect((await stage.client.card('noise', 1))?.metrics).toHaveLength(2),
			WAIT
		);
		await server.send('noise', [{ id: 'n1', title: 'Northern gate', db: 62 }]);
		await vi.waitFor(
			async () => expect((await stage.client.card('noise', 0))?.title).toBe('Northern gate'),
			WAIT
		);
		// Only what is new is asked for.
		const since = server.asked.flatMap((path) => /^\/api\/dict\/noise.*since=(\d+)/.exec(path)?.[1] ?? []);
		expect(since.filter((row) => row === '1').length).toBeGreaterThan(0);
		await stage.same('noise');
	});

	test('a sink is coloured by the chosen metric, and by status, as values change', TIME, async (context) => {
		const stage = await Stage.open(context);
		const { server } = stage;
		const ramp = Uint8Array.from({ length: 1024 }, (_, i) => (i % 4 === 0 ? i / 4 : 255));
		const none = [1, 1, 1, 9] as const;
		const byPm: EntityColour = { by: 'metric', metric: 0, domain: [0, 255], ramp, none, stale: 0.5 };
		const sink = new SinkInArrays();
		stage.client.subscribe('air', sink);
		stage.client.colour('air', byPm);
		await server.send('air', [
			{ id: 'a', ...place(0), pm: 40, status: 'stopped' },
			{ id: 'b', ...place(1) }
		]);
		await vi.waitFor(
			() => expect([...sink.colours.subarray(0, 8)]).toEqual([40, 255, 255, 255, 1, 1, 1, 9]),
			WAIT
		);
		await server.send('air', [{ id: 'a', pm: 300 }]);
		await vi.waitFor(() => expect(sink.colours[0]).toBe(255), WAIT);
		stage.client.colour('air', { by: 'status', ramp, none, stale: 0.5 });
		await vi.waitFor(() => expect([sink.colours[0], sink.colours[4]]).toEqual([1, 1]), WAIT);
		const { x } = sink.newest(1);
		expect(x).toBeGreaterThan(80);
		expect(sink.drawn).toBe(2);
	});

	test(
		'an entity past its limit is marked without a word of its own, in columns and on its card',
		TIME,
		async (context) => {
			const stage = await Stage.open(context);
			const { server } = stage;
			await server.declare(layerDeclaration.parse({ id: 'pumps', interval: 0.3 }));
			const heard = stage.columns('pumps');
			await server.send('pumps', [{ id: 'p', ...place(0), on: true }]);
			await vi.waitFor(() => expect(heard.last?.entities).toBe(1), WAIT);
			await vi.waitFor(() => expect(heard.last!.quality[0]).toBe(1), WAIT);
			expect(await stage.client.card('pumps', 0)).toMatchObject({ stale: true, quality: ['stale'] });
			await vi.waitFor(() => expect(stage.layer('pumps')?.stale).toBe(true), WAIT);

			await server.send('pumps', [{ id: 'p', on: false }]);
			await vi.waitFor(() => expect(heard.last!.quality[0]).toBe(0), WAIT);

			await stage.same('pumps');
		}
	);

	test(
		'a view takes what it sees, moves without ghosts, and counts tiles from afar',
		TIME,
		async (context) => {
			const stage = await Stage.open(context);
			const { server } = stage;
			const heard = stage.columns('air');
			const counts: TileCounts[] = [];
			stage.client.counts('air', (next) => counts.push(next));
			const rows = Array.from({ length: 40 }, (_, i) => ({
				id: `s${i}`,
				lng: 116 + i * 0.02,
				lat: 39.9,
				pm: i
			}));
			await server.send('air', rows);
			await vi.waitFor(() => expect(heard.last?.entities).toBe(40), WAIT);
			stage.client.view('air', { bbox: [116, 39.85, 116.1, 39.95], z: 14, lod: 2 });
			await vi.waitFor(() => expect(heard.last!.entities).toBeLessThan(12), WAIT);
			const few = heard.last!.entities;
			expect(few).toBeGreaterThanOrEqual(6);
			stage.client.view('air', { bbox: [116.5, 39.85, 116.6, 39.95], z: 14, lod: 2 });
			const shown = () => [...heard.last!.lngLat].filter((value, i) => i % 2 === 0 && !Number.isNaN(value));
			await vi.waitFor(() => expect(Math.min(...shown())).toBeGreaterThan(116.4), WAIT);
			expect(Math.max(...shown())).toBeLessThan(116.7);
			// One that goes from tile to tile is there once.
			await server.send('air', [{ id: 's25', lng: 116.57, lat: 39.9 }]);
			await vi.waitFor(
				() => expect(shown().filter((lng) => Math.abs(lng - 116.57) < 1e-6)).toHaveLength(1),
				WAIT
			);
			stage.client.view('air', { bbox: [115, 39, 118, 41], z: 8, lod: 0 });
			await vi.waitFor(
				() => expect(counts.at(-1)?.tiles.reduce((sum, { count }) => sum + count, 0)).toBe(40),
				WAIT
			);
			expect(counts.at(-1)!.tiles.every(({ means }) => means[0]! >= 0)).toBe(true);
			stage.client.view('air', undefined);
			await vi.waitFor(() => expect(heard.last?.entities).toBe(40), WAIT);
			await stage.same('air');
		}
	);

	test(
		'after cut connections and a server that was away everything is as the server has it',
		TIME,
		async (context) => {
			const stage = await Stage.open(context);
			const { server } = stage;
			const heard = stage.columns('air');
			let sent = 0;
			const send = (rows = 20) =>
				server.send(
					'air',
					Array.from({ length: rows }, (_, i) => ({ id: `s${(sent += 7) % 50}`, ...place(i), pm: sent }))
				);
			await send();
			await stage.same('air');
			for (let cut = 0; cut < 12; cut++) {
				server.cut();
				await send();
				if (cut % 3 === 0) await vi.waitFor(() => expect(stage.status?.link).toBe('online'), WAIT);
			}
			await vi.waitFor(() => expect(stage.status?.link).toBe('online'), WAIT);
			await stage.same('air');
			await server.stop();
			await vi.waitFor(() => expect(stage.status?.link).toBe('offline'), WAIT);
			// The picture stands meanwhile.
			expect(heard.last!.entities).toBe(50);
			await new Promise((resolve) => setTimeout(resolve, 1500));
			await server.start();
			await send();
			await vi.waitFor(() => expect(stage.status?.link).toBe('online'), WAIT);
			await stage.same('air');
			expect(stage.workers).toHaveLength(1);
		}
	);

	test(
		'a cable that is pulled is noticed by the silence, and the link comes back when it is put in',
		TIME,
		async (context) => {
			const stage = await Stage.open(context);
			const { server } = stage;
			const cable = await plugged(server.url);
			stage.connect(cable.url);
			const heard = stage.columns('air');
			await server.send('air', [{ id: 'a', ...place(0), pm: 1 }]);
			await vi.waitFor(() => expect(heard.last?.entities).toBe(1), WAIT);
			cable.pull();
			const pulledAt = Date.now();
			await vi.waitFor(() => expect(stage.status?.link).toBe('offline'), WAIT);
			expect(Date.now() - pulledAt).toBeGreaterThan(1900);
			expect(heard.last!.entities).toBe(1);
			await server.send('air', [{ id: 'b', ...place(1), pm: 2 }]);
			cable.plug();
			await vi.waitFor(() => expect([stage.status?.link, heard.last?.entities]).toEqual(['online', 2]), WAIT);
			await stage.same('air');
			cable.close();
		}
	);

	test(
		'a worker that dies is replaced, and columns, colours, events and clock go on',
		TIME,
		async (context) => {
			const stage = await Stage.open(context);
			const { server } = stage;
			const heard = stage.columns('air');
			const events: LayerEvents[] = [];
			stage.client.events('alerts', (next) => events.push(next));
			await server.send('air', [{ id: 'a', ...place(0), pm: 1 }]);
			await server.send('alerts', [{ event: true, id: 'e1', type: 'flood', title: { en: 'Flood' } }]);
			await vi.waitFor(
				() => expect([heard.last?.entities, events.at(-1)?.events.length]).toEqual([1, 1]),
				WAIT
			);
			const clock = {
				mode: 'replay',
				eventAt: Date.now(),
				serverAt: Date.now(),
				speed: 1,
				playing: false
			} as const;
			stage.client.setClock(clock);
			await vi.waitFor(() => expect(stage.status?.mode).toBe('replay'), WAIT);
			const { length } = events;
			stage.workers[0]!.crash();
			expect(stage.status).toMatchObject({ link: 'offline', mode: 'replay' });
			await vi.waitFor(
				() => expect([stage.status?.link, stage.status?.mode]).toEqual(['online', 'replay']),
				WAIT
			);
			await vi.waitFor(() => expect(events.length).toBeGreaterThan(length), WAIT);
			expect(stage.workers).toHaveLength(2);
			expect(stage.client.clock).toBe(clock);
		}
	);

	test(
		'events come in order and once: before, live, through gaps and after an outage',
		TIME,
		async (context) => {
			const stage = await Stage.open(context);
			const { server } = stage;
			const alert = (n: number) => ({ event: true, id: `e${n}`, type: 'alert', title: { en: `${n}` } });
			const ids = (heard: LayerEvents | undefined) => heard?.events.map(({ event }) => event.id);
			const upTo = (n: number) => Array.from({ length: n }, (_, i) => `e${i + 1}`);
			let heard: LayerEvents | undefined;
			// More than the server keeps for a client: the rest is fetched.
			for (let n = 1; n <= 1200; n += 100)
				await server.send(
					'alerts',
					Array.from({ length: 100 }, (_, i) => alert(n + i))
				);
			stage.client.events('alerts', (next) => (heard = next));
			await vi.waitFor(() => expect(ids(heard)).toEqual(upTo(1200)), WAIT);
			const { receivedAt } = heard!.events[299]!;
			await server.send('alerts', [alert(1201)]);
			await vi.waitFor(() => expect(ids(heard)).toEqual(upTo(1201)), WAIT);
			server.cut();
			await server.send('alerts', [alert(1202), alert(1203)]);
			await vi.waitFor(() => expect(ids(heard)).toEqual(upTo(1203)), WAIT);
			expect(heard!.truncated).toBe(false);
			for (let n = 1204; n <= 2200; n += 500)
				await server.send(
					'alerts',
					Array.from({ length: 500 }, (_, i) => alert(n + i))
				);
			await vi.waitFor(() => expect(heard!.events.at(-1)!.event.id).toBe('e2203'), WAIT);
			// Memory has an end: the newest are kept.
			expect([heard!.events.length, heard!.truncated]).toEqual([2000, true]);
			let late: LayerEvents | undefined;
			stage.client.events('alerts', (next) => (late = next));
			expect(late?.events.at(-1)!.event.id).toBe('e2203');
			// A past beyond that is asked of the server.
			const standing = { serverAt: receivedAt, speed: 1, playing: false } as const;
			stage.client.setClock({ mode: 'replay', eventAt: receivedAt, ...standing });
			await vi.waitFor(() => expect(ids(heard)).toEqual(upTo(300)), WAIT);
		}
	);
});
