import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CityManifest } from '#lib/model/city.ts';
import { openSqliteWriter } from '#lib/server/bus/sqlite-writer.ts';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { LiveReceiver, connectLive, until } from '../../../../tests/fixtures/live-receiver.ts';
import { randomFrom } from '../../../../tests/fixtures/live-log.ts';
import { liveConfig } from './live-config.ts';
import { startLive, type LiveService } from './start-live.ts';

let dir: string;
let http: Server;
let live: LiveService | undefined;
beforeEach(async () => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-live-'));
	http = createServer();
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
	await live?.stop();
	live = undefined;
	http.closeAllConnections();
	await new Promise((resolve) => http.close(resolve));
	rmSync(dir, { recursive: true, force: true });
});

const start = async (checkpointEvery = 60_000): Promise<LiveService> =>
	(live = await startLive(http, {
		packDir: '',
		city: {} as CityManifest, // the sources are given, the city is not asked
		sources: [],
		logged: {
			dir,
			config: liveConfig.parse({ layers: [{ id: 'air', interval: 3600 }] }),
			listen: { host: '127.0.0.1', mqttPort: undefined },
			checkpointEvery
		},
		onError: () => undefined
	}));
/** Sends rows as a device would; resolves when they are acknowledged. */
const post = (...rows: object[]) =>
	live!.ingest!.post({
		adapter: 'json',
		source: 'test',
		layer: 'air',
		bytes: new TextEncoder().encode(JSON.stringify(rows))
	});
const at = (ago: number) => new Date(Date.now() - ago).toISOString();

test('what a device sends reaches a browser, history and health', async () => {
	await start();
	const { port } = http.address() as AddressInfo; // listening on TCP
	const receiver = new LiveReceiver(connectLive(port), { sid: 1, cls: 'state', layer: 'air' });
	await receiver.subscribe();
	await post(
		{ id: 'pole 1', at: at(1000), lng: 116.4, lat: 39.9, pm25: 35 },
		{ id: 'pole 2', at: at(500), no2: 8 }
	);
	await until(() => receiver.state.size === 2);
	const { offset } = await post({ id: 'pole 1', at: at(0), pm25: 36 });
	await until(() => receiver.state.get(0)?.metrics[0] === 36);
	const hash = live!.hub.state('air').hash();
	expect([live!.hub.offset, receiver.hash]).toEqual([offset, hash]);
	await until(() => live!.historian!.health().offset === offset);
	expect((await live!.historian!.at('air', Date.now(), 'received')).hash).toBe(hash);
	const { feeds, live: parts } = live!.health();
	expect(feeds).toMatchObject([{ id: 'air', stale: false }]);
	expect(parts).toMatchObject({
		epoch: live!.ingest!.bus.epoch,
		log: { start: 1, end: offset },
		hub: { offset, lagRecords: 0 },
		gateway: { clients: 1 },
		historian: { offset, lagRecords: 0 }
	});
	receiver.client.disconnect();
});

test('history has the very state that was shown after each message, late, silent and gone ones included', async () => {
	await start();
	const random = randomFrom(9);
	const shown: { readonly at: number; readonly hash: string }[] = [];
	for (let message = 0; message < 25; message++) {
		const rows = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, i) => ({
			id: `pole ${Math.floor(random() * 12)}`,
			at: at(Math.floor(random() * 20_000)),
			seq: message * 10 + i,
			...(random() < 0.4 && { lng: 116 + random(), lat: 39.5 + random() }),
			...(random() < 0.7 && { [random() < 0.5 ? 'pm25' : 'no2']: Math.round(random() * 99) }),
			...(random() < 0.3 && { status: random() < 0.5 ? 'ok' : 'broken' }),
			...(random() < 0.1 && { gone: true })
		}));
		const { offset } = await post(...rows);
		await until(() => live!.hub.offset === offset);
		const [record] = live!.ingest!.bus.read(offset, 1);
		shown.push({ at: record!.receivedAt, hash: live!.hub.state('air').hash() });
	}
	expect(new Set(shown.map(({ hash }) => hash)).size).toBeGreaterThan(20);
	await until(() => live!.historian!.health().offset === live!.hub.offset);
	for (const { at: then, hash } of shown)
		expect((await live!.historian!.at('air', then, 'received')).hash).toBe(hash);
});

test('stopped and started again it goes on where it was, and clients that come back begin anew', async () => {
	await start();
	await post({ id: 'pole 1', at: at(9000), pm25: 35 }, { id: 'pole 2', at: at(500), no2: 8 });
	const { epoch } = live!;
	const before = live!.hub.state('air');
	await live!.stop();
	expect(readdirSync(join(dir, 'checkpoint'))).toEqual([`hub-${live!.hub.offset}.checkpoint`]);
	await start();
	const after = live!.hub.state('air');
	expect([live!.epoch, after.hash()]).toEqual([epoch, before.hash()]);
	expect(after.rev).toBeGreaterThan(before.rev);
	const { port } = http.address() as AddressInfo; // listening on TCP
	const receiver = new LiveReceiver(connectLive(port), { sid: 1, cls: 'state', layer: 'air' });
	receiver.rev = before.rev;
	expect((await receiver.hello(undefined, epoch)).resumed).toEqual([{ sid: 1, how: 'snapshot' }]);
	await until(() => receiver.hash === before.hash());
	receiver.client.disconnect();
});

test('with a history that cannot be opened the live picture goes on, and health says so', async () => {
	writeFileSync(join(dir, 'history'), 'a file where a folder should be');
	await start();
	await post({ id: 'pole 1', at: at(0), pm25: 35 });
	await until(() => live!.hub.state('air').size === 1);
	expect(live!.historian).toBeUndefined();
	expect(live!.health().live!.historian.failure).toMatch(/./);
});

test('without a checkpoint and with a log that has forgotten its beginning the state comes out of history', async () => {
	await start();
	await post({ id: 'pole 1', at: at(9000), lng: 116.4, lat: 39.9, pm25: 35, status: 'ok' });
	await post({ id: 'pole 2', at: at(8000), no2: 8 }, { id: 'pole 3', at: at(8000), no2: 8 });
	await post({ id: 'pole 3', at: at(7000), gone: true });
	await post({ event: true, id: 'e1', layer: 'alerts', at: at(5000), type: 'Alert', title: 'one' });
	const { offset } = await post({ id: 'pole 1', at: at(100), no2: 9 });
	await until(() => live!.historian!.health().offset === offset);
	const before = live!.hub;
	await live!.stop();
	rmSync(join(dir, 'checkpoint'), { recursive: true });
	const writer = openSqliteWriter(join(dir, 'log'));
	writer.trim(offset, 0);
	writer.close();
	await start();
	expect(live!.ingest!.bus.start).toBe(offset);
	expect([live!.hub.offset, live!.hub.state('air').hash()]).toEqual([offset, before.state('air').hash()]);
	expect(live!.hub.state('air').size).toBe(2);
	expect(live!.hub.events('alerts').end).toBe(before.events('alerts').end);
});

const PROGRAM = fileURLToPath(new URL('../../../../tests/fixtures/live-program.ts', import.meta.url));
interface Up {
	readonly child: ChildProcess;
	readonly epoch: number;
	readonly offset: number;
	readonly hash: string;
	readonly rev: number;
	/** Offsets acknowledged so far. */
	readonly acked: number[];
}
function program(mode: 'load' | 'rest'): Promise<Up> {
	const child = spawn(process.execPath, ['--no-warnings', PROGRAM, dir, mode], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const acked: number[] = [];
	return new Promise((resolve, reject) => {
		child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
		createInterface(child.stdout!).on('line', (line) => {
			const said = JSON.parse(line) as Omit<Up, 'child' | 'acked'> & { acked?: number }; // written by live-program.ts
			if (said.acked === undefined) resolve({ child, ...said, acked });
			else acked.push(said.acked);
		});
	});
}
const kill = async ({ child }: Up) => {
	const ended = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGKILL');
	await ended;
};
/** The state that the whole stored log gives. */
function rebuilt() {
	const reader = openSqliteReader(join(dir, 'log'));
	const hub = new Hub([], { bus: reader, now: 0 });
	const found = {
		hash: hub.state('taxis').hash(),
		offset: hub.offset,
		epoch: hub.epoch,
		size: hub.state('taxis').size
	};
	hub.close();
	reader.close();
	return found;
}

test('killed under load three times, it comes back with the state of the stored log and nothing acknowledged is lost', async () => {
	let rev = 0;
	for (let round = 0; round < 3; round++) {
		const loaded = await program('load');
		await until(() => loaded.acked.length > 40 + 15 * round, 'enough acknowledgements');
		await until(() => readdirSync(dir).includes('checkpoint'), 'a checkpoint');
		await kill(loaded);
		const log = rebuilt();
		expect(log.offset).toBeGreaterThanOrEqual(loaded.acked.at(-1)!);
		expect(log.size).toBeGreaterThan(100);
		const back = await program('rest');
		expect([back.epoch, back.offset, back.hash]).toEqual([log.epoch, log.offset, log.hash]);
		expect(back.rev).toBeGreaterThan(rev);
		({ rev } = back);
		await kill(back);
	}
}, 120_000);
