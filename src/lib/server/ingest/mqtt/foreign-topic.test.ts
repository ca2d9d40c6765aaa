import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bindings from 'gtfs-realtime-bindings';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { columnOf } from '#lib/model/wire/frame.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { liveConfig } from '../../live/live-config.ts';
import type { Ingest } from '../ingest.ts';
import { openInProcess } from '../in-process.ts';

const { FeedMessage } = bindings.transit_realtime;
let dir: string;
let ingest: Ingest;
let client: MqttClient;
beforeEach(async () => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-foreign-'));
	ingest = await openInProcess({
		logDir: dir,
		config: liveConfig.parse({}),
		host: '127.0.0.1',
		mqttPort: 0
	});
	client = await mqtt.connectAsync(`mqtt://127.0.0.1:${ingest.health().mqttPort}`, { reconnectPeriod: 0 });
});
afterEach(async () => {
	client.end(true);
	await ingest.close();
	rmSync(dir, { recursive: true });
});
const send = (topic: string, payload: string | Uint8Array) =>
	client.publishAsync(topic, typeof payload === 'string' ? payload : Buffer.from(payload), { qos: 1 });
const entities = (layer: string) => ingest.bus.entities(layer, 0).map(({ urn }) => urn);
const qualities = () =>
	ingest.bus.read(1, 100).flatMap(({ body }) => [...columnOf(decodeFrame(body), 'quality')!]);

test('a message of another format goes to its adapter, and its rows into the layer of the topic', async () => {
	const station = { id: 'urn:ngsi-ld:AirQualityObserved:1', type: 'AirQualityObserved', NO2: 31 };
	await send('city/yunquan/air/as/ngsi-ld', JSON.stringify([station]));
	await send('city/yunquan/weather/as/sensorthings', '{"Datastream":{"@iot.id":5},"result":21.5}');
	await send('city/yunquan/noise/as/json', '{"id":"a","layer":"elsewhere","dB":40}');
	expect(ingest.bus.layers().map(({ declaration }) => declaration.id)).toEqual(['air', 'weather', 'noise']);
	expect(entities('air')).toEqual(['urn:ngsi-ld:AirQualityObserved:1']);
	expect(ingest.bus.deadLetters(5)).toEqual([]);
});

test('two full datasets that come by topics of their own do not end each other', async () => {
	const feed = (vehicle: string) =>
		FeedMessage.encode({
			header: { gtfsRealtimeVersion: '2.0', timestamp: 1_772_323_200 },
			entity: [{ id: '1', vehicle: { vehicle: { id: vehicle }, position: { latitude: 36, longitude: 123 } } }]
		}).finish();
	for (const [topic, vehicle] of [
		['metro', 'train-1'],
		['bus', 'bus-1'],
		['metro', 'train-2']
	] as const)
		await send(`city/yunquan/${topic}/as/gtfs-rt`, feed(vehicle));
	expect([entities('metro-vehicles'), entities('bus-vehicles')]).toEqual([['train-1', 'train-2'], ['bus-1']]);
	// train-1 is gone; bus-1 is not.
	expect(qualities().filter((quality) => (quality & QUALITY.gone) !== 0 && quality !== 255)).toHaveLength(1);
});

test('rows of a layer that was declared simulated say so in every format', async () => {
	await send('city/yunquan/air/declare', '{"origin":"simulated","interval":5}');
	await send('city/yunquan/air/as/ngsi-ld', '{"id":"a","type":"AirQualityObserved","NO2":31}');
	await send('city/yunquan/air', '[{"id":"b","NO2":30},{"id":"c","NO2":29,"quality":8}]');
	await send('city/yunquan/air/declare', '{"interval":60}');
	await send('city/yunquan/air', '[{"id":"b","NO2":30}]');
	expect(qualities()).toEqual([16, 16, 24, 16]);
	expect(ingest.bus.layers()[0]!.declaration).toMatchObject({ origin: 'simulated', interval: 60 });
});

test('a topic of an adapter that there is none of ends the connection', async () => {
	const closed = new Promise<void>((resolve) => client.once('close', resolve));
	client.publish('city/yunquan/air/as/morse', '...', { qos: 1 });
	await closed;
	expect(ingest.bus.layers()).toEqual([]);
});
