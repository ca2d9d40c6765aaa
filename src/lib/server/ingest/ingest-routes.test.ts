import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accessOf, bearerOf } from '../auth/access.ts';
import { LOG_FILE } from '../bus/schema.ts';
import { answerRoute } from '../http/answer-route.ts';
import { replyError } from '../http/json-reply.ts';
import { liveConfig } from '../live/live-config.ts';
import { openInProcess } from './in-process.ts';
import { ingestRoutes } from './ingest-routes.ts';
import type { Ingest } from './ingest.ts';
import { startIngest } from './start-ingest.ts';

let dir: string;
let ingest: Ingest;
let server: Server;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'cityloop-routes-'))));
afterEach(async () => {
	server.closeAllConnections();
	server.close();
	await ingest.close();
	rmSync(dir, { recursive: true });
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const TOKENS = [
	{ name: 'gateway', sha256: sha256('may-send'), ingest: true, rights: [] },
	{ name: 'reader', sha256: sha256('may-read'), ingest: false, rights: [] }
];

async function start(open = true, given?: Ingest): Promise<void> {
	ingest =
		given ??
		(await openInProcess({
			logDir: dir,
			config: liveConfig.parse({}),
			host: '127.0.0.1',
			mqttPort: undefined
		}));
	const access = (request: Parameters<typeof bearerOf>[0]) => accessOf(TOKENS, bearerOf(request));
	const routes = ingestRoutes({ ingest: () => ingest, access, open });
	server = createServer((request, response) => {
		answerRoute(routes, new URL(`http://local${request.url}`), request, response).catch((thrown: unknown) =>
			replyError(response, thrown)
		);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
}
const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's
async function send(
	path: string,
	body?: string | Uint8Array,
	headers: Record<string, string> = {},
	method = 'POST'
) {
	const response = await fetch(address() + path, {
		method: body === undefined ? 'GET' : method,
		// Both are bodies; the types of the buffers' kinds differ.
		...(body !== undefined && { body: body as BodyInit }),
		headers: { 'Content-Type': 'application/json', ...headers }
	});
	return {
		status: response.status,
		headers: response.headers,
		reply: (await response.json()) as Record<string, unknown>
	};
}
const ROW = '{"id":"a","t":1}';

test('rows are taken with 202 and a receipt; ?layer= says where to', async () => {
	await start();
	expect(await send('/ingest/json?layer=air', ROW)).toMatchObject({
		status: 202,
		reply: { accepted: 1, rejected: [], offset: 1, repeated: false }
	});
	expect(
		await send('/ingest/json', '{"layer":"air","id":"b","t":1}\n{"layer":"air","id":"c","t":1}', {
			'Content-Type': 'application/x-ndjson'
		})
	).toMatchObject({ status: 202, reply: { accepted: 2 } });
	expect(await send('/ingest/json?layer=Air Quality', ROW)).toMatchObject({ status: 400 });
	expect(await send('/ingest/morse', ROW)).toMatchObject({ status: 404, reply: { code: 'NOT_FOUND' } });
});

test('nothing usable is 400 with every reason, and a dead letter that can be listed, looked at and tried again', async () => {
	await start();
	const { status, reply } = await send('/ingest/json', '[{"id":"a","t":1},5]');
	expect([status, reply['code'], reply['rejected']]).toEqual([
		400,
		'INPUT_INVALID',
		[
			{ place: 'row 2', reason: 'it is a number; a row is an object such as {"id":"lamp-1","t":21.5}' },
			{
				place: 'a',
				reason: 'it names no layer: give the row a "layer", or send it by a topic or with ?layer='
			}
		]
	]);
	const listed = await send('/api/dead-letters');
	expect(listed.reply['letters']).toMatchObject([
		{ id: 1, source: 'http', adapter: 'json', size: 20, topic: '/ingest/json' }
	]);
	const one = await send('/api/dead-letters/1');
	expect(Buffer.from(String(one.reply['raw']), 'base64').toString()).toBe('[{"id":"a","t":1},5]');
	expect(await send('/api/dead-letters/2')).toMatchObject({ status: 404 });
	expect(await send('/api/dead-letters/retry', '{"ids":[1,7]}')).toMatchObject({
		status: 200,
		reply: { retried: [{ id: 1, rows: 0 }], unknown: [7] }
	});
	expect(await send('/api/dead-letters/retry', '{"ids":[]}')).toMatchObject({ status: 400 });
});

test('NGSI-LD notifications and SensorThings paths say whose rows they are', async () => {
	await start();
	const notification = {
		id: 'urn:ngsi-ld:Notification:1',
		type: 'Notification',
		subscriptionId: 'urn:ngsi-ld:Subscription:7',
		data: [
			{
				id: 'urn:ngsi-ld:AirQualityObserved:1',
				type: 'AirQualityObserved',
				temperature: { type: 'Property', value: 21 }
			}
		]
	};
	const headers = { 'Content-Type': 'application/ld+json' };
	expect(
		await send('/ingest/ngsi-ld/urn:ngsi-ld:Subscription:7', JSON.stringify(notification), headers)
	).toMatchObject({
		status: 202,
		reply: { accepted: 1 }
	});
	expect(
		await send('/ingest/sensorthings/v1.1/Datastreams(5)/Observations', '{"result":21.5}')
	).toMatchObject({ status: 202 });
	const names = ingest.bus.layers().map(({ declaration }) => declaration.id);
	expect(names.map((id) => [id, ...ingest.bus.entities(id, 0).map(({ urn }) => urn)])).toEqual([
		['air-quality-observed', 'urn:ngsi-ld:AirQualityObserved:1'],
		['sensorthings', 'Datastreams(5)']
	]);
});

test('a key that was sent before is taken once, for each sender and address', async () => {
	await start(false);
	const from = (token: string, key: string) => ({ Authorization: `Bearer ${token}`, 'Idempotency-Key': key });
	await send('/ingest/json?layer=air', ROW, from('may-send', 'k'));
	expect(await send('/ingest/json?layer=air', ROW, from('may-send', 'k'))).toMatchObject({
		status: 202,
		reply: { accepted: 0, repeated: true, offset: 1 }
	});
	expect(await send('/ingest/json?layer=noise', ROW, from('may-send', 'k'))).toMatchObject({
		reply: { repeated: false }
	});
	expect(await send('/ingest/json?layer=air', ROW, from('may-send', 'x'.repeat(256)))).toMatchObject({
		status: 400
	});
});

test('a server that is not open asks for a token with the right', async () => {
	await start(false);
	const none = await send('/ingest/json?layer=air', ROW);
	expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
	for (const token of ['may-read', 'unknown'])
		expect(await send('/ingest/json?layer=air', ROW, { Authorization: `Bearer ${token}` })).toMatchObject({
			status: 403
		});
	expect(await send('/api/dead-letters')).toMatchObject({ status: 401 });
	expect(await send('/ingest/json?layer=air', ROW, { Authorization: 'Bearer may-send' })).toMatchObject({
		status: 202
	});
});

test('a page of another site cannot send', async () => {
	await start();
	expect(await send('/ingest/json?layer=air', ROW, { Origin: 'https://evil.example' })).toMatchObject({
		status: 403
	});
	expect(await send('/ingest/json?layer=air', ROW, { Origin: address() })).toMatchObject({ status: 202 });
});

test('gzip is read, a bomb and a body too long are refused, and so is another compression or type', async () => {
	await start();
	const gzip = { 'Content-Encoding': 'gzip' };
	expect(await send('/ingest/json?layer=air', gzipSync(ROW), gzip)).toMatchObject({
		status: 202,
		reply: { accepted: 1 }
	});
	const bomb = gzipSync(Buffer.alloc(65 * 2 ** 20, ' '));
	expect(bomb.byteLength).toBeLessThan(100_000);
	expect(await send('/ingest/json?layer=air', bomb, gzip)).toMatchObject({
		status: 413,
		reply: { code: 'INPUT_TOO_LARGE' }
	});
	expect(await send('/ingest/json?layer=air', ROW, gzip)).toMatchObject({ status: 400 });
	expect(await send('/ingest/json?layer=air', ROW, { 'Content-Encoding': 'br' })).toMatchObject({
		status: 415
	});
	expect(
		await send('/ingest/json?layer=air', ROW, { 'Content-Type': 'application/x-www-form-urlencoded' })
	).toMatchObject({ status: 415 });
});

test('a body too long is refused by its length, before it is sent', async () => {
	await start();
	const socket = connect(Number(new URL(address()).port), '127.0.0.1');
	socket.write('POST /ingest/json HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n');
	const [chunk] = (await once(socket, 'data')) as [Buffer];
	expect(String(chunk)).toMatch(/^HTTP\/1\.1 413 /);
	socket.destroy();
});

test('a layer is declared by PUT; a wrong declaration names its place', async () => {
	await start();
	const put = (path: string, body: object) => send(path, JSON.stringify(body), {}, 'PUT');
	expect(await put('/ingest/layers/air', { id: 'air', interval: 5 })).toMatchObject({
		status: 200,
		reply: { id: 'air', interval: 5 }
	});
	expect(await put('/ingest/layers/air', { interval: 7 })).toMatchObject({
		reply: { id: 'air', interval: 7 }
	});
	expect(await put('/ingest/layers/air', { origin: 'simulated' })).toMatchObject({
		reply: { interval: 7, origin: 'simulated' }
	});
	expect(await put('/ingest/layers/air', { id: 'air', cls: 'event' })).toMatchObject({ status: 409 });
	expect(await put('/ingest/layers/air', { id: 'air', interval: -5 })).toMatchObject({
		status: 400,
		reply: { message: expect.stringMatching(/^interval: /) }
	});
	expect(await put('/ingest/layers/air', { id: 'noise' })).toMatchObject({ status: 400 });
});

test('with more waiting than allowed the next is told 429, and while the log cannot be written 503, with a time', async () => {
	await start(
		true,
		await startIngest({
			logDir: dir,
			config: liveConfig.parse({}),
			listen: { host: '127.0.0.1', mqttPort: undefined },
			limits: { posts: 3, retryEvery: 300 }
		})
	);
	const other = new DatabaseSync(join(dir, LOG_FILE));
	other.exec('BEGIN IMMEDIATE');
	const answers = await Promise.all(Array.from({ length: 10 }, () => send('/ingest/json?layer=air', ROW)));
	const told = (status: number) => answers.filter((answer) => answer.status === status);
	expect(told(503).length + told(429).length).toBe(10);
	expect(told(503).length).toBeGreaterThanOrEqual(3);
	expect(told(503)[0]!.reply).toMatchObject({ code: 'LOG_FULL' });
	expect(told(429)[0]!.headers.get('retry-after')).toBe('1');
	expect(told(503)[0]!.headers.get('retry-after')).toBe('5');
	expect(ingest.bus.end).toBe(0);
	other.exec('COMMIT');
	other.close();
	await vi.waitFor(() => expect(ingest.health().logFailure).toBeUndefined(), { timeout: 20_000 });
	expect(await send('/ingest/json?layer=air', ROW)).toMatchObject({ status: 202 });
	expect(ingest.bus.end).toBe(1);
});
