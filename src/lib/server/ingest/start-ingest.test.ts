import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { columnOf, metricOf } from '#lib/model/wire/frame.ts';
import type { LogRecord, News } from '../bus/bus.ts';
import { openSqliteReader } from '../bus/sqlite-reader.ts';
import { liveConfig } from '../live/live-config.ts';
import type { Ingest } from './ingest.ts';
import { startIngest, type IngestOptions } from './start-ingest.ts';

const PATIENCE = { timeout: 20_000, interval: 20 };
let dir: string;
let ingest: Ingest;
const clients: MqttClient[] = [];
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'cityloop-ingest-'))));
afterEach(async () => {
	for (const client of clients.splice(0)) client.end(true);
	await ingest.close();
	rmSync(dir, { recursive: true });
});

async function start(options: Partial<IngestOptions> = {}): Promise<void> {
	ingest = await startIngest({
		logDir: dir,
		config: liveConfig.parse({}),
		listen: { host: '127.0.0.1', mqttPort: 0 },
		...options
	});
}
async function device(options: mqtt.IClientOptions = {}): Promise<MqttClient> {
	const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${ingest.health().mqttPort}`, options, false);
	client.on('error', () => undefined);
	clients.push(client);
	return client;
}
const post = (text: string, more: object = {}) =>
	ingest.post({ adapter: 'json', bytes: Buffer.from(text), source: 'http', ...more });
const rowsOf = ({ body }: LogRecord) => {
	const frame = decodeFrame(body);
	return {
		idx: [...columnOf(frame, 'idx')!],
		ts: [...columnOf(frame, 'ts')!],
		m0: [...(metricOf(frame, 0) ?? [])]
	};
};

test('a message by MQTT is in the log when it is acknowledged, and followers hear of it', async () => {
	await start();
	const told: News[] = [];
	ingest.bus.follow((news) => told.push(news));
	const client = await device();
	await client.publishAsync(
		'city/demo/air/pole-7/up',
		'[{"at":1772323200,"pm25":35},{"at":1772323260,"pm25":36}]',
		{
			qos: 1
		}
	);
	const other = openSqliteReader(dir);
	expect(other.read(1, 10).map(({ layer, rows }) => [layer, rows])).toEqual([['air', 2]]);
	expect(rowsOf(other.read(1, 1)[0]!)).toEqual({
		idx: [0, 0],
		ts: [1772323200_000, 1772323260_000],
		m0: [35, 36]
	});
	expect(other.entities('air', 0)).toEqual([{ urn: 'pole-7', title: 'pole-7' }]);
	other.close();
	await vi.waitFor(() => expect(told.flatMap(({ records }) => records).length).toBe(1), PATIENCE);
	await vi.waitFor(
		() =>
			expect(ingest.health().sources).toContainEqual({
				id: 'mqtt',
				state: 'ok',
				messages: 1,
				rows: 2,
				rejected: 0
			}),
		PATIENCE
	);
});

test('a receipt says what was taken, what was not and why; the whole message is a dead letter', async () => {
	await start();
	const text = '{"layer":"air","id":"a","t":1}\n{"layer":"air","id":"b","values":{"t":"x"}}\n';
	expect(await post(text)).toEqual({
		accepted: 1,
		rejected: [{ place: 'line 2, t', reason: '"x" is a text, not a number' }],
		offset: 1,
		repeated: false
	});
	const [letter] = ingest.bus.deadLetters(10);
	expect(letter).toMatchObject({ id: 1, source: 'http', adapter: 'json', size: text.length });
	expect(Buffer.from(letter!.raw).toString()).toBe(text);
	expect(await post('{"layer":"air"}')).toMatchObject({ accepted: 0, offset: 1 });
});

test('a key is taken once, also when both come at the same time', async () => {
	await start();
	const twice = await Promise.all([1, 2].map(() => post('{"layer":"air","id":"a","t":1}', { key: 'k' })));
	expect(twice.map(({ accepted, repeated, offset }) => [accepted, repeated, offset])).toEqual([
		[1, false, 1],
		[0, true, 1]
	]);
	expect(await post('{"layer":"air","id":"a","t":1}', { key: 'k' })).toMatchObject({
		repeated: true,
		offset: 1
	});
	expect(ingest.bus.end).toBe(1);
});

test('what a reader needs is set by the settings alone, and taken away by them', async () => {
	const open = { id: 'air', interval: 10 };
	const restricted = { ...open, restricted: 'police' };
	const said = () => ingest.bus.layers()[0]!.declaration.restricted;
	await start({ config: liveConfig.parse({ layers: [open] }) });
	await expect(ingest.declare(layerDeclaration.parse(restricted))).rejects.toMatchObject({
		code: 'INPUT_INVALID',
		message: 'layer air: the right that a reader needs (restricted) is set in config.json only'
	});
	const client = await device();
	await client.publishAsync('city/demo/air/declare', JSON.stringify(restricted), { qos: 1 });
	expect(ingest.bus.deadLetters(1)[0]!.rejected[0]!.reason).toMatch(/set in config\.json only$/);
	expect(said()).toBeUndefined();
	await ingest.close();
	await start({ config: liveConfig.parse({ layers: [restricted] }) });
	expect(said()).toBe('police');
	await ingest.declare(layerDeclaration.parse(restricted));
	await ingest.close();
	await start({ config: liveConfig.parse({ layers: [open] }) });
	expect(said()).toBeUndefined();
});

test('a layer is what was declared; later ones change it but never open what the settings restrict', async () => {
	const config = liveConfig.parse({ layers: [{ id: 'secret', restricted: 'police' }] });
	await start({ config });
	await ingest.declare(layerDeclaration.parse({ id: 'secret', interval: 5 }));
	const client = await device();
	await client.publishAsync(
		'city/demo/air/declare',
		JSON.stringify({ id: 'air', metrics: [{ name: 't', unit: 'Cel' }], interval: 10 }),
		{ qos: 1 }
	);
	expect(
		ingest.bus.layers().map(({ declaration: { id, interval, restricted } }) => [id, interval, restricted])
	).toEqual([
		['secret', 5, 'police'],
		['air', 10, undefined]
	]);
	await expect(ingest.declare(layerDeclaration.parse({ id: 'air', cls: 'event' }))).rejects.toMatchObject({
		code: 'LAYER_CLASS_FIXED'
	});
	await client.publishAsync('city/demo/air/declare', '{"id":"air","cls":"event"}', { qos: 1 });
	expect(ingest.bus.deadLetters(1)[0]!.rejected[0]!.reason).toBe(
		'Layer air holds state and cannot become event: choose another name.'
	);
});

test('a device clock an hour ahead: our time of receipt counts, marked; its next true time is not blocked', async () => {
	await start();
	const before = Date.now();
	await post(`{"layer":"air","id":"a","at":${before + 3_600_000},"t":1}`);
	await post(`{"layer":"air","id":"a","at":${before + 2000},"t":2}`);
	const frames = ingest.bus.read(1, 10).map(({ body }) => decodeFrame(body));
	const [suspect, fine] = frames.map((frame) => ({
		at: columnOf(frame, 'ts')![0]!,
		quality: columnOf(frame, 'quality')![0]
	}));
	expect(suspect!.quality).toBe(QUALITY.clockSuspect);
	expect(suspect!.at - before).toBeLessThan(60_000);
	expect(fine).toEqual({ at: before + 2000, quality: 0 });
});

test('dead letters are read anew after their cause is mended, as of the time at which they came', async () => {
	await start();
	expect(await post('{"id":"a","t":1}')).toMatchObject({ accepted: 0 });
	expect(await post('{"layer":"air","id":"a","t":5}')).toMatchObject({ accepted: 1 });
	expect(await post('[{"layer":"air","id":"b","t":1},7]')).toMatchObject({ accepted: 1 });
	expect(await ingest.retry([1, 2, 99])).toMatchObject([
		{ id: 1, rows: 0, rejected: [{ place: 'a' }] },
		{ id: 2, rows: 1, rejected: [{ place: 'row 2' }] }
	]);
	expect(ingest.bus.deadLetters(10).map(({ id, retriedAt }) => [id, retriedAt !== undefined])).toEqual([
		[2, true],
		[1, true]
	]);
});

test('a thread that dies is started anew: nothing acknowledged is lost, followers hear all, devices go on', async () => {
	let thread: Worker | undefined;
	await start({
		spawn: (workerData) => (thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData }))
	});
	const told: number[] = [];
	ingest.bus.follow(({ records }) => told.push(...records.map(({ offset }) => offset)));
	const client = await device({ reconnectPeriod: 50 });
	await client.publishAsync('city/demo/air/a/up', '{"t":1}', { qos: 1 });
	const first = thread!;
	await first.terminate();
	await expect(post('{"layer":"air","id":"b","t":1}')).rejects.toMatchObject({ code: 'OVERLOADED' });
	await client.publishAsync('city/demo/air/a/up', '{"t":2}', { qos: 1 });
	expect(thread).not.toBe(first);
	expect(await post('{"layer":"air","id":"b","t":1}')).toMatchObject({ accepted: 1 });
	await vi.waitFor(() => expect(told).toEqual([1, 2, 3]), PATIENCE);
});

test('units of a declaration are UCUM, and values that are there keep theirs', async () => {
	await start();
	const air = (unit: string) => layerDeclaration.parse({ id: 'air', metrics: [{ name: 't', unit }] });
	await expect(ingest.declare(air('°C'))).rejects.toMatchObject({
		code: 'INPUT_INVALID',
		message: 'layer air, metric t: "°C" is no UCUM unit; write Cel'
	});
	await post('{"layer":"air","id":"a","t":1}');
	await ingest.declare(air('Cel'));
	await expect(ingest.declare(air('K'))).rejects.toMatchObject({
		message: 'layer air, metric t: its values are in Cel; they cannot become K: choose another name'
	});
	expect(ingest.bus.layers()[0]!.declaration.metrics).toEqual([{ name: 't', unit: 'Cel' }]);
});

test('a log that cannot be opened and settings that contradict themselves are said at the start', async () => {
	await start();
	await expect(
		startIngest({
			logDir: join(dir, 'log.sqlite'),
			config: liveConfig.parse({}),
			listen: { host: '127.0.0.1', mqttPort: undefined }
		})
	).rejects.toMatchObject({ code: 'INTERNAL' });
	const twice = liveConfig.parse({ pollers: [{ id: 'mqtt', url: 'http://x/', adapter: 'cap' }] });
	const other = join(dir, 'other');
	await expect(
		startIngest({ logDir: other, config: twice, listen: { host: '127.0.0.1', mqttPort: undefined } })
	).rejects.toMatchObject({ code: 'INPUT_INVALID' });
});
