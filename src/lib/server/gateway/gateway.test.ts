import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HelloReply } from '#lib/model/wire/events.ts';
import { attachLive, type Gateway } from './gateway.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { syntheticSource } from '#lib/server/sources/synthetic-source.ts';
import {
	LiveReceiver,
	connectLive,
	until,
	type LiveClientSocket
} from '../../../../tests/fixtures/live-receiver.ts';

let http: Server;
let hub: Hub;
let gateway: Gateway;
let clock: number;
const UPGRADE = {
	connection: 'Upgrade',
	upgrade: 'websocket',
	'sec-websocket-version': '13',
	'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA=='
};
let clients: LiveClientSocket[];

beforeEach(async () => {
	http = createServer((_, response) => response.end('page'));
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	clock = 1_763_900_000_000;
	clients = [];
	hub = new Hub([
		syntheticSource({ layer: 'cars', count: 300, bbox: [-74, 40.7, -73.9, 40.8], pieceSeconds: 5 })
	]);
	gateway = attachLive(http, hub, { now: () => clock });
	gateway.tick();
});
afterEach(async () => {
	for (const client of clients) client.disconnect();
	await gateway.close();
	await new Promise((resolve) => http.close(resolve));
});

/** One second passes; resolves when what it sent has had time to arrive. */
async function second(settle = true): Promise<void> {
	clock += 1000;
	gateway.tick();
	if (settle) await new Promise((resolve) => setTimeout(resolve, 3));
}
function connect(): LiveClientSocket {
	const { port } = http.address() as AddressInfo; // listening on TCP since beforeEach
	const client = connectLive(port);
	clients.push(client);
	return client;
}

test('a page of another origin is refused the socket, one of ours is not', async () => {
	const { port } = http.address() as AddressInfo; // listening on TCP since beforeEach
	const ask = (origin: string) =>
		new Promise<number>((resolve) => {
			const headers = { ...UPGRADE, origin };
			const path = '/socket.io/?EIO=4&transport=websocket';
			const asked = request({ port, path, headers });
			asked.on('upgrade', (reply, socket) => {
				socket.destroy();
				resolve(reply.statusCode ?? 0);
			});
			asked.on('response', (reply) => resolve(reply.statusCode ?? 0));
			asked.on('error', () => resolve(0));
			asked.end();
		});
	expect(await ask(`http://localhost:${port}`)).toBe(101);
	expect(await ask('http://evil.example')).not.toBe(101);
});

const CARS = { sid: 1, cls: 'state', layer: 'cars' } as const;
const receive = () => new LiveReceiver(connect(), CARS);
const cars = () => hub.state('cars');

test('a subscriber gets the whole state, then every change: its hash is the hub’s', async () => {
	const receiver = receive();
	expect(await receiver.subscribe()).toEqual({ ok: true, schemaId: 1001, rev: 1, tiles: null });
	await until(() => receiver.frames.length === 1);
	expect(receiver.frames[0]!.kind).toBe('snapshot');
	expect(receiver.hash).toBe(cars().hash());
	for (let i = 0; i < 40; i++) {
		await second();
		await until(() => receiver.rev === cars().rev);
	}
	expect(receiver.gaps).toBe(0);
	expect(receiver.hash).toBe(cars().hash());
});

test('two clients receive the same bytes', async () => {
	const [a, b] = [receive(), receive()];
	await Promise.all([a.subscribe(), b.subscribe()]);
	for (let i = 0; i < 5; i++) {
		await second();
		await until(() => a.rev === cars().rev && b.rev === cars().rev);
	}
	expect(a.bytes.length).toBe(6);
	expect(b.bytes).toEqual(a.bytes);
});

test('after 200 drops at random moments a client resumes to the same state', async () => {
	let seed = 42;
	const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
	let receiver = receive();
	await receiver.subscribe();
	const hows = new Set<string>();
	for (let drop = 0; drop < 200; drop++) {
		for (let i = Math.floor(random() * 4); i > 0; i--) await second(random() > 0.5);
		receiver.client.disconnect();
		for (let i = Math.floor(random() * 3); i > 0; i--) await second(false);
		const next = receive().inherit(receiver);
		const { resumed } = await next.hello(undefined, hub.epoch);
		for (const { how } of resumed) hows.add(how);
		receiver = next;
	}
	await second();
	await until(() => receiver.rev === cars().rev);
	expect([...hows]).toEqual(['delta']);
	expect(receiver.state.size).toBe(300);
	expect(receiver.hash).toBe(cars().hash());
});

test('another epoch resumes by snapshot, an unknown layer is a gap', async () => {
	const receiver = receive();
	const { resumed } = await receiver.hello(undefined, (hub.epoch + 1) >>> 0);
	expect(resumed).toEqual([{ sid: 1, how: 'snapshot' }]);
	await until(() => receiver.frames[0]?.kind === 'snapshot');
	const spec = { sid: 2, cls: 'state' as const, layer: 'gone' };
	const hello = { v: [1], client: 'test', resume: { epoch: hub.epoch, subs: [{ sid: 2, spec, rev: 0 }] } };
	expect(((await receiver.client.emitWithAck('hello', hello)) as HelloReply).resumed).toEqual([
		{ sid: 2, how: 'gap' }
	]);
});

test('a client that acknowledges nothing gets two frames, then one with everything it missed', async () => {
	const receiver = receive();
	receiver.acknowledging = false;
	await receiver.subscribe();
	for (let i = 0; i < 30; i++) await second();
	expect(receiver.frames.map(({ kind }) => kind)).toEqual(['snapshot', 'delta']);
	receiver.acknowledging = true;
	receiver.client.emit('k', { a: [[1, receiver.frames.at(-1)!.seq]] });
	await until(() => receiver.frames.length === 3);
	expect([receiver.frames[2]!.sid, receiver.frames[2]!.rev]).toEqual([1, cars().rev]);
	expect(receiver.hash).toBe(cars().hash());
	await second();
	await until(() => receiver.frames.length === 4);
	expect(receiver.frames[3]!.sid).toBe(0);
});

test('a minute without an acknowledgement ends the connection', async () => {
	const receiver = receive();
	receiver.acknowledging = false;
	const reasons: string[] = [];
	receiver.client.on('ctl', (control) => void (control.t === 'degraded' && reasons.push(control.reason)));
	await receiver.subscribe();
	for (let i = 0; i < 62; i++) await second(i % 20 === 0);
	await until(() => receiver.client.disconnected);
	expect(reasons).toEqual(['slow']);
});

test('messages that make no sense are refused with a code and end nothing', async () => {
	const client = connect();
	const send = (event: string, message: unknown) =>
		(client as unknown as { emitWithAck(event: string, message: unknown): Promise<unknown> }).emitWithAck(
			event,
			message
		); // deliberately against the contract
	expect(await send('sub', { sid: 1, cls: 'state', layer: 'nothing' })).toMatchObject({
		code: 'LAYER_UNKNOWN'
	});
	expect(await send('hello', { v: [9], client: 'x' })).toMatchObject({ code: 'PROTOCOL_UNSUPPORTED' });
	for (const bad of [
		null,
		'text',
		7,
		[],
		{},
		{ sid: -1 },
		Buffer.from('abc'),
		{ sid: 1, cls: 'state', layer: 'cars', credit: 1e9 }
	])
		expect(await send('sub', bad)).toMatchObject({ code: 'SUBSCRIPTION_INVALID' });
	expect(await send('entity', { layer: 'cars', idx: 300 })).toMatchObject({ code: 'NOT_FOUND' });
	expect(await send('entity', { layer: 'cars', idx: 3 })).toEqual({
		facts: [{ key: 'basis', value: 'synthetic' }]
	});
	client.emit('k', { a: [[9, 1]] });
	client.emit('sub' as 'k', 'no reply asked' as never);
	expect(await client.emitWithAck('time', { c0: 5 })).toEqual({ c0: 5, s1: clock, s2: clock });
});

test('a hundred senseless messages end that connection only', async () => {
	const [bad, good] = [connect(), receive()];
	await good.subscribe();
	await until(() => bad.connected);
	for (let i = 0; i <= 100; i++) bad.emit('k', 'nonsense' as never);
	await until(() => bad.disconnected);
	await second();
	await until(() => good.rev === cars().rev);
});

test('the gateway leaves the http server as it was and can be attached again', async () => {
	const { port } = http.address() as AddressInfo; // listening on TCP since beforeEach
	expect(await (await fetch(`http://127.0.0.1:${port}/socket.io/`)).text()).toBe('page');
	await gateway.close();
	expect(http.listenerCount('upgrade')).toBe(0);
	gateway = attachLive(http, hub, { now: () => clock });
	const receiver = receive();
	expect(await receiver.subscribe()).toMatchObject({ ok: true });
});
