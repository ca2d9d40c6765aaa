import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Aedes } from 'aedes';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LOG_FILE } from '../../bus/schema.ts';
import { liveConfig } from '../../live/live-config.ts';
import type { Ingest } from '../ingest.ts';
import { startIngest } from '../start-ingest.ts';

const PATIENCE = { timeout: 20_000, interval: 20 };
let dir: string;
let aedes: Aedes;
let server: Server;
let publisher: MqttClient;
let ingest: Ingest | undefined;
/** Messages that our side acknowledged to the outside broker. */
let acknowledged: number;

beforeEach(async () => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-outside-'));
	aedes = await Aedes.createBroker();
	acknowledged = 0;
	aedes.on('ack', () => acknowledged++);
	server = createServer(aedes.handle).listen(0, '127.0.0.1');
	await once(server, 'listening');
	publisher = await connectAsync(url());
});
afterEach(async () => {
	publisher.end(true);
	await ingest?.close();
	ingest = undefined;
	aedes.close();
	server.close();
	rmSync(dir, { recursive: true });
});
const url = () => `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's
async function follow(more: object = {}): Promise<void> {
	ingest = await startIngest({
		logDir: dir,
		config: liveConfig.parse({ brokers: [{ id: 'city', url: url(), topics: ['city/#'], ...more }] }),
		listen: { host: '127.0.0.1', mqttPort: undefined }
	});
	await vi.waitFor(() => expect(source()?.state).not.toBe('waiting'), PATIENCE);
}
const source = () => ingest!.health().sources.find(({ id }) => id === 'city');
const send = (device: string) => publisher.publishAsync(`city/demo/air/${device}/up`, '{"t":1}', { qos: 1 });

test('messages of an outside broker are acknowledged to it when they are on disk, many in one commit', async () => {
	await follow();
	expect(source()).toMatchObject({ state: 'ok' });
	const other = new DatabaseSync(join(dir, LOG_FILE));
	other.exec('BEGIN IMMEDIATE');
	for (let i = 0; i < 200; i++) await send(`d${i}`);
	await vi.waitFor(() => expect(ingest!.health().queue).toBe(200), PATIENCE);
	expect(acknowledged).toBe(0);
	other.exec('COMMIT');
	other.close();
	await vi.waitFor(() => expect(acknowledged).toBe(200), PATIENCE);
	expect(ingest!.bus.entities('air', 0)).toHaveLength(200);
	expect(ingest!.bus.end).toBeLessThan(20);
});

test('what comes while we are away is given afterwards', async () => {
	await follow();
	await ingest!.close();
	ingest = undefined;
	await send('late');
	await follow();
	await vi.waitFor(
		() => expect(ingest!.bus.entities('air', 0).map(({ urn }) => urn)).toEqual(['late']),
		PATIENCE
	);
});

test('layers are declared through it as well, and a fault is a dead letter', async () => {
	await follow();
	await publisher.publishAsync('city/demo/air/declare', '{"id":"air","interval":5}', { qos: 1 });
	await publisher.publishAsync('city/demo/air/declare', '{"id":"noise"}', { qos: 1 });
	await vi.waitFor(
		() => expect(ingest!.bus.deadLetters(1)[0]?.rejected[0]?.reason).toMatch(/declares "noise"/),
		PATIENCE
	);
	expect(ingest!.bus.layers().map(({ declaration: { id, interval } }) => [id, interval])).toEqual([
		['air', 5]
	]);
});

test('a broker that cannot be reached, a secret that is not set and an unknown adapter are said, without secrets', async () => {
	await follow({ url: 'mqtt://127.0.0.1:1', passwordFrom: 'CITYLOOP_NO_SUCH_SECRET' });
	expect(source()?.problem).toBe(
		'The environment variable CITYLOOP_NO_SUCH_SECRET with its password is not set.'
	);
	await ingest!.close();
	await follow({ url: 'mqtt://127.0.0.1:1', adapter: 'morse' });
	expect(source()?.problem).toBe('There is no adapter "morse".');
	await ingest!.close();
	await follow({ url: 'mqtt://someone:geheim@127.0.0.1:1' });
	await vi.waitFor(() => expect(source()?.problem).toMatch(/^mqtt:\/\/127\.0\.0\.1:1[ :]/), PATIENCE);
});
