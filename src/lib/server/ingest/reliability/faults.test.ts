import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '#lib/model/errors.ts';
import { LatestState } from '#lib/model/latest-state.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { openSqliteReader } from '../../bus/sqlite-reader.ts';
import { LOG_FILE } from '../../bus/schema.ts';
import { liveConfig } from '../../live/live-config.ts';
import type { Ingest } from '../ingest.ts';
import { startIngest, type IngestOptions } from '../start-ingest.ts';

const PATIENCE = { timeout: 30_000, interval: 20 };
let dir: string;
let ingest: Ingest | undefined;
const clients: MqttClient[] = [];
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'cityloop-faults-'))));
afterEach(async () => {
	for (const client of clients.splice(0)) client.end(true);
	await ingest?.close();
	ingest = undefined;
	rmSync(dir, { recursive: true, force: true });
});

async function start(logDir = dir, options: Partial<IngestOptions> = {}): Promise<Ingest> {
	return (ingest = await startIngest({
		logDir,
		config: liveConfig.parse({}),
		listen: { host: '127.0.0.1', mqttPort: 0 },
		...options
	}));
}
async function device(): Promise<MqttClient> {
	const client = await connectAsync(`mqtt://127.0.0.1:${ingest!.health().mqttPort}`, {});
	clients.push(client);
	return client;
}
const post = (text: string, more: object = {}) =>
	ingest!.post({
		adapter: 'json',
		bytes: new Uint8Array(Buffer.from(text)),
		source: 'http',
		layer: 'air',
		...more
	});
const entitiesOf = (logDir: string) => {
	const reader = openSqliteReader(logDir);
	const urns = new Set(reader.entities('air', 0).map(({ urn }) => urn));
	reader.close();
	return urns;
};
/** What the log says now, in the one rule of the latest state. */
function hashOf(logDir: string): string {
	const reader = openSqliteReader(logDir);
	const state = new LatestState();
	for (const { body } of reader.read(1, 100_000)) state.apply(decodeFrame(body));
	reader.close();
	return state.hash();
}

test('the same messages once, twice or shuffled give the same state', async () => {
	const T = 1_772_323_200_000;
	const messages = Array.from({ length: 300 }, (_, i) =>
		JSON.stringify({
			id: `bus-${i % 20}`,
			at: T + ((i * 7919) % 60) * 1000,
			seq: i,
			lng: 116 + i / 1000,
			lat: 39.9,
			load: i
		})
	);
	const run = async (name: string, order: readonly string[]) => {
		await start(join(dir, name));
		const client = await device();
		await Promise.all(order.map((text) => client.publishAsync('city/demo/air', text, { qos: 1 })));
		const rows = ingest!.bus.read(1, 1000).reduce((sum, record) => sum + record.rows, 0);
		await ingest!.close();
		return { rows, hash: hashOf(join(dir, name)) };
	};
	// The same first appearance of each thing, so that dictionaries number them alike.
	const first = messages.slice(0, 20);
	const rest = messages.slice(20);
	const once = await run('once', messages);
	const twice = await run('twice', [...messages, ...rest.toReversed(), ...messages]);
	const shuffled = await run('shuffled', [
		...first,
		...rest.toSorted((a, b) => a.length - b.length || (a < b ? 1 : -1))
	]);
	ingest = undefined;
	expect([twice.hash, shuffled.hash]).toEqual([once.hash, once.hash]);
	expect([once.rows, shuffled.rows]).toEqual([300, 300]);
	// Numbered rows that are in the log already are not written again.
	expect(twice.rows).toBeLessThan(900);
});

test('a log that cannot be written for twenty seconds: devices wait, HTTP tries again, and all is there afterwards', async () => {
	await start();
	const acknowledged = new Set<string>();
	let during = 0;
	let isDown = false;
	const stop = new AbortController();
	const noted = (entity: string) => {
		acknowledged.add(entity);
		if (isDown) during++;
	};
	const mqttLoad = [await device(), await device()].map(async (client, n) => {
		for (let i = 0; !stop.signal.aborted; i++) {
			await client.publishAsync(`city/demo/air/m${n}-${i}/up`, '{"t":1}', { qos: 1 });
			noted(`m${n}-${i}`);
			await pause(1);
		}
	});
	const httpCodes = new Set<string>();
	const httpLoad = [0, 1].map(async (n) => {
		for (let i = 0; !stop.signal.aborted;)
			try {
				await post(`{"id":"h${n}-${i}","t":1}`);
				noted(`h${n}-${i}`);
				i++;
			} catch (thrown) {
				httpCodes.add(AppError.from(thrown).code);
				await pause(50);
			}
	});
	await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(100), PATIENCE);
	const other = new DatabaseSync(join(dir, LOG_FILE));
	other.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
	await vi.waitFor(() => expect(ingest!.health().logFailure).toBeDefined(), { timeout: 3000, interval: 20 });
	// What was committed before is told by now.
	await pause(200);
	isDown = true;
	await pause(20_000);
	expect([during, [...httpCodes]]).toEqual([0, ['LOG_FULL']]);
	isDown = false;
	other.exec('COMMIT');
	other.close();
	const then = acknowledged.size;
	await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(then + 100), PATIENCE);
	stop.abort();
	await Promise.all([...mqttLoad, ...httpLoad]);
	const stored = entitiesOf(dir);
	expect([...acknowledged].filter((entity) => !stored.has(entity))).toEqual([]);
	await vi.waitFor(() => expect(ingest!.health().logFailure).toBeUndefined(), PATIENCE);
});

test('more than can be written: some are told OVERLOADED, none waits without an answer, and all that was taken is stored', async () => {
	await start(dir, { limits: { posts: 50 } });
	const rows = (id: string) =>
		JSON.stringify(Array.from({ length: 500 }, (_, i) => ({ id: `${id}-${i}`, t: i })));
	const answers = await Promise.all(
		Array.from({ length: 400 }, (_, n) =>
			post(rows(`d${n}`)).then(
				({ accepted }) => ({ n, accepted, code: undefined }),
				(thrown: unknown) => ({ n, accepted: 0, code: AppError.from(thrown).code })
			)
		)
	);
	const turnedAway = answers.filter(({ code }) => code !== undefined);
	expect(new Set(turnedAway.map(({ code }) => code))).toEqual(new Set(['OVERLOADED']));
	const stored = entitiesOf(dir);
	const taken = answers.filter(({ code }) => code === undefined);
	expect(taken.length).toBeGreaterThanOrEqual(50);
	expect(
		taken.every(({ n, accepted }) => accepted === 500 && stored.has(`d${n}-0`) && stored.has(`d${n}-499`))
	).toBe(true);
	expect(stored.size).toBe(taken.length * 500);
});

/** A small disk of its own; undefined where this user may not make one. */
function smallDisk(): string | undefined {
	const disk = join(dir, 'disk');
	mkdirSync(disk);
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'ignore' });
		return disk;
	} catch {
		return undefined;
	}
}

test('a full disk: nothing more is acknowledged, health says so, and with room all that waited is stored', async (context) => {
	const disk = smallDisk();
	if (disk === undefined) return context.skip('only root may mount the small disk that this needs');
	try {
		const ballast = join(disk, 'ballast');
		writeFileSync(ballast, Buffer.alloc(5 * 2 ** 20));
		await start(disk);
		const client = await device();
		const acknowledged = new Set<string>();
		const sending: Promise<unknown>[] = [];
		const UNDER_WAY = 50;
		const text = 'x'.repeat(1500);
		for (let i = 0; ingest!.health().logFailure === undefined; i++) {
			sending.push(
				client
					.publishAsync(`city/demo/air/d${i}/up`, JSON.stringify({ title: text, t: i }), { qos: 1 })
					.then(() => acknowledged.add(`d${i}`))
			);
			while (sending.length - acknowledged.size >= UNDER_WAY && ingest!.health().logFailure === undefined)
				await pause(5);
		}
		expect(ingest!.health().logFailure!.reason).toMatch(/^The log cannot be written: .*(full|disk)/);
		expect(acknowledged.size).toBeGreaterThan(50);
		expect(acknowledged.size).toBeLessThan(sending.length);
		await expect(post(JSON.stringify({ id: 'h', title: text, t: 1 }))).rejects.toMatchObject({
			code: 'LOG_FULL'
		});
		const full = acknowledged.size;
		await pause(1500);
		expect(acknowledged.size).toBe(full);
		let stored = entitiesOf(disk);
		expect([...acknowledged].filter((entity) => !stored.has(entity))).toEqual([]);

		rmSync(ballast);
		expect(statfsSync(disk).bavail).toBeGreaterThan(0);
		await Promise.all(sending);
		expect(acknowledged.size).toBe(sending.length);
		await vi.waitFor(() => expect(ingest!.health().logFailure).toBeUndefined(), PATIENCE);
		expect(await post('{"id":"h","t":1}')).toMatchObject({ accepted: 1 });
		stored = entitiesOf(disk);
		expect([...acknowledged].filter((entity) => !stored.has(entity))).toEqual([]);
	} finally {
		for (const client of clients.splice(0)) client.end(true);
		await ingest?.close();
		ingest = undefined;
		execFileSync('umount', [disk]);
	}
});
