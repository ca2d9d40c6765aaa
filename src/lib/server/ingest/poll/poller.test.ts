import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bindings from 'gtfs-realtime-bindings';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { columnOf } from '#lib/model/wire/frame.ts';
import { openSqliteReader } from '../../bus/sqlite-reader.ts';
import { openSqliteWriter } from '../../bus/sqlite-writer.ts';
import type { BusReader, BusWriter } from '../../bus/bus.ts';
import { liveConfig } from '../../live/live-config.ts';
import { AdapterMemory } from '../adapter-memory.ts';
import { INGEST_LIMITS } from '../ingest-limits.ts';
import { Intake } from '../intake.ts';
import { SourceTally } from '../source-tally.ts';
import { startPoller } from './poller.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const PATIENCE = { timeout: 20_000, interval: 20 };
let dir: string;
let writer: BusWriter;
let reader: BusReader;
let memory: AdapterMemory;
let tally: SourceTally;
let intake: Intake;
let server: Server;
let handler: Handler;
let asked: IncomingMessage[];
const running: { close(): Promise<void> }[] = [];

beforeEach(async () => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-poll-'));
	writer = openSqliteWriter(dir);
	reader = openSqliteReader(dir);
	memory = new AdapterMemory(join(dir, 'memory'));
	tally = new SourceTally();
	intake = new Intake(writer, {
		now: Date.now,
		limits: INGEST_LIMITS,
		memory,
		tally,
		onNews: () => undefined
	});
	asked = [];
	server = createServer((request, response) => {
		asked.push(request);
		handler(request, response);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterEach(async () => {
	await Promise.all(running.splice(0).map((poller) => poller.close()));
	intake.close();
	memory.save();
	server.closeAllConnections();
	server.close();
	reader.close();
	writer.close();
	rmSync(dir, { recursive: true });
});

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's
function poll(more: object, environment: Record<string, string> = {}): void {
	const [entry] = liveConfig.parse({
		pollers: [{ id: 'feed', url: `${address()}/feed`, adapter: 'json', layer: 'air', every: 1, ...more }]
	}).pollers;
	running.push(startPoller(entry!, { intake, tally, environment, random: () => 0.5 }));
}
const health = () => tally.health().find(({ id }) => id === 'feed');
const rows = () => reader.read(1, 100).reduce((sum, record) => sum + record.rows, 0);

test('a document that did not change is asked for by its tag and its date, and not taken again', async () => {
	handler = (request, response) => {
		if (request.headers['if-none-match'] === '"v1"') return response.writeHead(304).end();
		response
			.writeHead(200, { ETag: '"v1"', 'Last-Modified': 'Tue, 25 Nov 2025 08:00:00 GMT' })
			.end('{"id":"a","t":1}');
	};
	poll({});
	await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(2), PATIENCE);
	expect(asked[1]!.headers['if-modified-since']).toBe('Tue, 25 Nov 2025 08:00:00 GMT');
	expect(rows()).toBe(1);
	await vi.waitFor(() => expect(health()).toMatchObject({ state: 'ok', messages: 1, rows: 1 }), PATIENCE);
});

test('a feed that fails is said in a sentence, asked more slowly, and well again when it answers', async () => {
	const times: number[] = [];
	handler = (_, response) => {
		times.push(Date.now());
		if (times.length < 3) response.writeHead(503).end('no');
		else response.end('{"id":"a","t":1}');
	};
	poll({ url: `${address()}/feed?key=geheim`, every: 1 });
	await vi.waitFor(
		() => expect(health()?.problem).toBe(`${address()}/feed answers 503 Service Unavailable.`),
		PATIENCE
	);
	await vi.waitFor(() => expect(health()).toMatchObject({ state: 'ok', rows: 1 }), PATIENCE);
	expect(health()?.problem).toBeUndefined();
	// Twice the interval after one failure, four times after two.
	expect(times[1]! - times[0]!).toBeGreaterThan(1900);
	expect(times[2]! - times[1]!).toBeGreaterThan(3900);
});

test('an error page is a failed feed and a dead letter, once for as long as it stays the same', async () => {
	handler = (_, response) => response.end('<html><head><title>Login</title></head></html>');
	poll({ adapter: 'gtfs-rt' });
	await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(2), PATIENCE);
	await vi.waitFor(
		() => expect(health()?.problem).toMatch(/nothing that can be used: .*HTML page titled "Login"/),
		PATIENCE
	);
	expect(reader.deadLetters(10)).toHaveLength(1);
});

test('a secret comes from the environment, and its absence is said', async () => {
	handler = (request, response) => response.end(`{"id":"a","title":"${request.headers.authorization}"}`);
	poll({ authorizationFrom: 'FEED_SECRET' });
	expect(health()?.problem).toBe('The environment variable FEED_SECRET with its secret is not set.');
	poll({ authorizationFrom: 'FEED_SECRET' }, { FEED_SECRET: 'Bearer x' });
	await vi.waitFor(
		() => expect(reader.entities('air', 0)).toEqual([{ urn: 'a', title: 'Bearer x' }]),
		PATIENCE
	);
});

test('a name and password in the address are sent as a header, and never said', async () => {
	handler = (request, response) =>
		request.headers.authorization === `Basic ${Buffer.from('me:geheim').toString('base64')}`
			? response.end('{"id":"a","t":1}')
			: response.writeHead(401).end();
	poll({ url: `${address().replace('//', '//me:geheim@')}/feed` });
	await vi.waitFor(() => expect(rows()).toBe(1), PATIENCE);
	handler = (_, response) => response.writeHead(500).end();
	await vi.waitFor(
		() => expect(health()?.problem).toBe(`${address()}/feed answers 500 Internal Server Error.`),
		PATIENCE
	);
});

const feed = (...vehicles: string[]) => {
	const { FeedMessage } = bindings.transit_realtime;
	return FeedMessage.encode({
		header: { gtfsRealtimeVersion: '2.0', incrementality: 0, timestamp: Math.floor(Date.now() / 1000) },
		entity: vehicles.map((id) => ({
			id,
			vehicle: { vehicle: { id }, position: { latitude: 48, longitude: 11 } }
		}))
	}).finish();
};

test('what a full dataset no longer has is gone, also when it vanished while nobody asked', async () => {
	let present = ['bus-1', 'bus-2', 'bus-3'];
	handler = (_, response) => response.end(feed(...present));
	const entry = { adapter: 'gtfs-rt', layer: undefined };
	poll(entry);
	const gone = () =>
		reader.read(1, 100).flatMap(({ body }) => {
			const frame = decodeFrame(body);
			const [idx, quality] = [columnOf(frame, 'idx')!, columnOf(frame, 'quality')!];
			return [...idx]
				.filter((_, row) => quality[row]! & QUALITY.gone)
				.map((i) => reader.entities('vehicles', i)[0]!.urn);
		});
	await vi.waitFor(() => expect(reader.entities('vehicles', 0)).toHaveLength(3), PATIENCE);
	present = ['bus-1', 'bus-2'];
	await vi.waitFor(() => expect(gone()).toEqual(['bus-3']), PATIENCE);
	await running.pop()!.close();
	memory.save();
	expect(JSON.parse(readFileSync(join(dir, 'memory', 'feed.gtfs-rt.json'), 'utf8'))).toMatchObject({
		rows: { length: 2 }
	});
	present = ['bus-1'];
	memory = new AdapterMemory(join(dir, 'memory'));
	intake = new Intake(writer, {
		now: Date.now,
		limits: INGEST_LIMITS,
		memory,
		tally,
		onNews: () => undefined
	});
	poll(entry);
	await vi.waitFor(() => expect(gone()).toEqual(['bus-3', 'bus-2']), PATIENCE);
});

const alert = (id: string) =>
	`<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>s</sender>` +
	`<sent>2026-03-01T08:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>` +
	`<info><category>Met</category><event>Rain</event><urgency>Expected</urgency><severity>Severe</severity>` +
	`<certainty>Likely</certainty><headline>Rain</headline></info></alert>`;

test('warnings behind links are fetched once each, and never from elsewhere', async () => {
	let elsewhere = 0;
	const other = createServer((_, response) => {
		elsewhere++;
		response.end(alert('evil'));
	}).listen(0, '127.0.0.1');
	await once(other, 'listening');
	const links = ['/a1', '/a2', '/moved', `http://127.0.0.1:${(other.address() as AddressInfo).port}/x`]; // a TCP server's
	handler = ({ url }, response) => {
		if (url === '/moved') return response.writeHead(302, { Location: links[3] }).end();
		if (url === '/feed')
			return response.end(
				`<feed xmlns="http://www.w3.org/2005/Atom">${links.map((href) => `<entry><link href="${href}"/></entry>`).join('')}</feed>`
			);
		response.end(alert(url!));
	};
	poll({ adapter: 'cap', layer: undefined });
	await vi.waitFor(
		() => expect(asked.filter(({ url }) => url === '/feed').length).toBeGreaterThanOrEqual(2),
		PATIENCE
	);
	expect(reader.events('warnings', 0, 10).map(({ event }) => event.id.includes('/a1'))).toEqual([
		true,
		false
	]);
	expect(asked.filter(({ url }) => url === '/a1' || url === '/a2')).toHaveLength(2);
	expect(elsewhere).toBe(0);
	expect(health()).toMatchObject({ state: 'failed', problem: expect.stringMatching(/\/moved/) });
	// The link to elsewhere is said; those that were followed are no faults.
	expect(reader.deadLetters(10).map(({ rejected }) => rejected.length)).toEqual([1]);
	other.close();
});
