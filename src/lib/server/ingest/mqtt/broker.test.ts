import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LOG_FILE } from '../../bus/schema.ts';
import { liveConfig } from '../../live/live-config.ts';
import { openInProcess, type InProcessOptions } from '../in-process.ts';
import type { Ingest } from '../ingest.ts';

const PATIENCE = { timeout: 20_000, interval: 20 };
let dir: string;
let ingest: Ingest;
const clients: { end(force?: boolean): unknown }[] = [];
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'cityloop-mqtt-'))));
afterEach(async () => {
	for (const client of clients.splice(0)) client.end(true);
	await ingest.close();
	rmSync(dir, { recursive: true });
});

async function start(config: object = {}, options: Partial<InProcessOptions> = {}): Promise<void> {
	ingest = await openInProcess({
		logDir: dir,
		config: liveConfig.parse(config),
		host: '127.0.0.1',
		mqttPort: 0,
		...options
	});
}
const port = () => ingest.health().mqttPort!;
async function device(options: IClientOptions = {}): Promise<MqttClient> {
	const client = await mqtt.connectAsync(
		`mqtt://127.0.0.1:${port()}`,
		{ reconnectPeriod: 0, ...options },
		false
	);
	client.on('error', () => undefined);
	clients.push(client);
	return client;
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const entities = (layer: string) => ingest.bus.entities(layer, 0).map(({ urn }) => urn);
const source = () => ingest.health().sources.find(({ id }) => id === 'mqtt');

const POLE = {
	username: 'pole-7',
	sha256: sha256('geheim'),
	tenant: 'demo',
	layers: ['air'],
	devices: ['pole-7']
};
const LOGIN = { username: 'pole-7', password: 'geheim' };

test('nothing is acknowledged while the log cannot be written; then everything is', async () => {
	await start();
	const other = new DatabaseSync(join(dir, LOG_FILE));
	const client = await device();
	other.exec('BEGIN IMMEDIATE');
	let acknowledged = 0;
	const sending = Promise.all(
		Array.from({ length: 20 }, (_, i) =>
			client.publishAsync(`city/demo/air/d${i}/up`, '{"t":1}', { qos: 1 }).then(() => acknowledged++)
		)
	);
	await vi.waitFor(() => expect(ingest.health().logFailure?.reason).toMatch(/cannot be written/), PATIENCE);
	expect([acknowledged, ingest.bus.end]).toEqual([0, 0]);
	other.exec('COMMIT');
	other.close();
	await sending;
	expect(entities('air')).toHaveLength(20);
	await vi.waitFor(() => expect(ingest.health().logFailure).toBeUndefined(), PATIENCE);
});

test('a device needs its password, and nobody can come in as another', async () => {
	await start({ devices: [POLE] });
	await expect(device({ ...LOGIN, password: 'falsch' })).rejects.toThrow(/Not authorized/);
	await expect(device({})).rejects.toThrow(/Not authorized/);
	const pole = await device({ ...LOGIN, clientId: 'same' });
	await expect(device({ username: 'pole-8', password: 'x', clientId: 'same' })).rejects.toThrow(
		/Not authorized/
	);
	await pole.publishAsync('city/demo/air/pole-7/up', '{"t":1}', { qos: 1 });
	expect(entities('air')).toEqual(['pole-7']);
});

test('publishing where one may not ends the connection and leaves nothing', async () => {
	await start({ devices: [POLE] });
	const elsewhere = [
		'city/demo/air/pole-8/up',
		'city/demo/noise/pole-7/up',
		'city/other/air/pole-7/up',
		'city/demo/noise/declare',
		'city/demo/air/declare',
		'city/demo/air/pole-7/cmd',
		'spBv1.0/Air/NBIRTH/node-9',
		'$SYS/x',
		'v1/devices/me/telemetry'
	];
	for (const topic of elsewhere) {
		const pole = await device(LOGIN);
		const closed = new Promise<string>((resolve) => pole.once('close', () => resolve(topic)));
		pole.publish(topic, '{"t":1}', { qos: 1 });
		expect(await closed).toBe(topic);
	}
	expect([ingest.bus.layers(), ingest.bus.deadLetters(1)]).toEqual([[], []]);
	await vi.waitFor(() => expect(source()).toMatchObject({ rows: 0, rejected: elsewhere.length }), PATIENCE);
});

test('a row that speaks for another thing or layer than its sender may is a dead letter, the others are taken', async () => {
	await start({ devices: [POLE] });
	const pole = await device(LOGIN);
	await pole.publishAsync(
		'city/demo/air/pole-7/up',
		'[{"t":1},{"id":"pole-8","t":2},{"id":"pole-7/lamp","t":3}]',
		{
			qos: 1
		}
	);
	await pole.publishAsync('city/demo/air', '{"id":"pole-7","layer":"noise","t":1}', { qos: 1 });
	expect(entities('air')).toEqual(['pole-7', 'pole-7/lamp']);
	expect(ingest.bus.deadLetters(10).map(({ rejected }) => rejected)).toEqual([
		[{ place: 'noise/pole-7', reason: 'its sender may not write to the layer noise' }],
		[{ place: 'air/pole-8', reason: 'its sender may not speak for pole-8' }]
	]);
});

test('a device hears its own commands and nothing else', async () => {
	await start({ devices: [POLE] });
	const pole = await device(LOGIN);
	const granted = async (topic: string): Promise<number | undefined> =>
		(await pole.subscribeAsync(topic, { qos: 1 }).catch(() => [{ qos: 128 }])).map(({ qos }) => qos)[0];
	expect(await granted('city/demo/air/pole-7/cmd')).toBe(1);
	for (const topic of [
		'#',
		'city/#',
		'city/demo/air/+/cmd',
		'city/demo/air/pole-8/cmd',
		'city/demo/air/pole-7/up',
		'$SYS/#'
	])
		expect([topic, await granted(topic)]).toEqual([topic, 128]);
});

test('a poison message is kept as it came, acknowledged, and not asked for again', async () => {
	await start();
	const client = await device();
	const poison = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x00]);
	await client.publishAsync('city/demo/air/d/up', poison, { qos: 1 });
	await client.publishAsync('city/demo/air/d/up', '{"t":1}', { qos: 1 });
	const [letter] = ingest.bus.deadLetters(10);
	expect(letter).toMatchObject({
		source: 'mqtt',
		adapter: 'json',
		topic: 'city/demo/air/d/up',
		rejected: [{ place: 'byte 2', reason: 'the bytes are not UTF-8 text' }]
	});
	expect(Buffer.from(letter!.raw)).toEqual(poison);
	expect(entities('air')).toEqual(['d']);
});

test('SensorThings and Sparkplug come by their own topics; a node is asked for a rebirth; its death is its last will', async () => {
	await start();
	const { encodePayload } = (await import('sparkplug-payload')).default.get('spBv1.0')!;
	const payload = (metrics: object[]) =>
		Buffer.from(encodePayload({ timestamp: 1_772_323_200_000, metrics } as never));
	const bdSeq = { name: 'bdSeq', type: 'UInt64', value: 3 };
	const node = await device({
		will: { topic: 'spBv1.0/Air Quality/NDEATH/edge-1', payload: payload([bdSeq]), qos: 1, retain: false }
	});
	await node.publishAsync('v1.1/Datastreams(5)/Observations', '{"result":21.5}', { qos: 1 });
	expect(entities('sensorthings')).toEqual(['Datastreams(5)']);
	const birth = payload([bdSeq, { name: 'temperature', type: 'Double', value: 21.5, alias: 7 }]);
	await node.publishAsync('spBv1.0/Air Quality/NBIRTH/edge-1', birth, { qos: 1 });
	expect(entities('air-quality')).toEqual(['Air Quality/edge-1']);
	const asked = new Promise<string>((resolve) => node.once('message', resolve));
	await node.subscribeAsync('spBv1.0/Air Quality/NCMD/edge-1');
	const unknown = Buffer.from(
		encodePayload({ timestamp: 1, seq: 5, metrics: [{ alias: 99, type: 'Double', value: 1 }] } as never)
	);
	await node.publishAsync('spBv1.0/Air Quality/NDATA/edge-1', unknown, { qos: 1 });
	expect(await asked).toBe('spBv1.0/Air Quality/NCMD/edge-1');
	node.stream.destroy();
	await vi.waitFor(
		() =>
			expect(
				ingest.bus.layers().find(({ declaration }) => declaration.id === 'air-quality')!.statuses
			).toContain('offline'),
		PATIENCE
	);
});

/** An MQTT 3.1.1 packet by hand: what a client library would never send. */
function packet(first: number, ...parts: (Buffer | string)[]): Buffer {
	const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? word(part) : part)));
	const length: number[] = [];
	let left = body.length;
	do {
		length.push((left & 127) | (left > 127 ? 128 : 0));
		left >>= 7;
	} while (left > 0);
	return Buffer.concat([Buffer.from([first, ...length]), body]);
}
const word = (text: string) =>
	Buffer.concat([Buffer.from([text.length >> 8, text.length & 255]), Buffer.from(text)]);
const CONNECT = packet(0x10, 'MQTT', Buffer.from([4, 2, 0, 60]), 'raw');
const publish = (flags: number, id: number, payload: string) =>
	packet(0x32 | flags, 'city/demo/air/d/up', Buffer.from([id >> 8, id & 255]), Buffer.from(payload));
async function raw(): Promise<{ socket: Socket; answers: number[] }> {
	const socket = connect(port(), '127.0.0.1');
	const answers: number[] = [];
	socket.on('data', (chunk: Buffer) => answers.push(...chunk));
	socket.on('error', () => undefined);
	clients.push({ end: () => socket.destroy() });
	await once(socket, 'connect');
	return { socket, answers };
}

test('a message that is delivered again is acknowledged and not taken again', async () => {
	await start();
	const DUP = 8;
	for (const flags of [0, DUP, DUP]) {
		const { socket, answers } = await raw();
		socket.write(Buffer.concat([CONNECT, publish(flags, 300, '{"at":1772323200,"t":1}')]));
		await vi.waitFor(() => expect(answers).toEqual([0x20, 2, 0, 0, 0x40, 2, 1, 44]), PATIENCE);
		socket.destroy();
	}
	expect(ingest.bus.end).toBe(1);
});

test('QoS 2 is taken once and QoS 0 as well', async () => {
	await start();
	const client = await device();
	await client.publishAsync('city/demo/air/two/up', '{"t":1}', { qos: 2 });
	await client.publishAsync('city/demo/air/none/up', '{"t":1}', { qos: 0 });
	await vi.waitFor(() => expect(entities('air')).toEqual(['two', 'none']), PATIENCE);
	expect(ingest.bus.read(1, 10).reduce((sum, { rows }) => sum + rows, 0)).toBe(2);
});

test('a packet that is longer than allowed ends its connection before it is gathered', async () => {
	await start({}, { limits: { packetBytes: 1000 } });
	const { socket } = await raw();
	const closed = once(socket, 'close');
	socket.write(CONNECT);
	socket.write(Buffer.from([0x32, 0xff, 0xff, 0x7f]));
	await closed;
	expect(ingest.bus.end).toBe(0);
});

test('a client that sends faster than allowed is read more slowly, and loses nothing', async () => {
	await start({}, { limits: { messagesPerSecond: 20 } });
	const client = await device();
	const started = Date.now();
	await Promise.all(
		Array.from({ length: 60 }, (_, i) => client.publishAsync(`city/demo/air/d${i}/up`, '{"t":1}', { qos: 1 }))
	);
	// 60 at 20 a second, the first 40 at once.
	expect(Date.now() - started).toBeGreaterThan(900);
	expect(entities('air')).toHaveLength(60);
});

test('more connections than allowed are turned away', async () => {
	await start({}, { limits: { connections: 2 } });
	await device();
	await device();
	await expect(device({ connectTimeout: 2000 })).rejects.toThrow();
});

test('a port that is taken is said, the rest goes on, and the broker comes when the port is free', async () => {
	const blocker = createServer().listen(0, '127.0.0.1');
	await once(blocker, 'listening');
	const taken = (blocker.address() as AddressInfo).port; // a TCP server's
	await start({}, { mqttPort: taken });
	expect(source()).toMatchObject({
		state: 'failed',
		problem: `Port ${taken} is taken by another program: no MQTT device can connect. Choose another or free it.`
	});
	await ingest.post({
		adapter: 'json',
		bytes: Buffer.from('{"layer":"air","id":"a","t":1}'),
		source: 'http'
	});
	expect(entities('air')).toEqual(['a']);
	blocker.close();
	await vi.waitFor(() => expect(ingest.health().mqttPort).toBe(taken), PATIENCE);
	expect(source()).toMatchObject({ state: 'ok' });
});

test('without devices the broker serves this machine only, and says so', async () => {
	await start({}, { host: '0.0.0.0' });
	expect([ingest.health().mqttPort, source()?.state, source()?.problem]).toEqual([
		undefined,
		'failed',
		'MQTT is closed: on 0.0.0.0 everyone needs a name and password, and config.json has no devices. Add some, or start with --no-mqtt.'
	]);
});
