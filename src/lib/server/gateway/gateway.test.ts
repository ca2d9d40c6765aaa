import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import {
	LIVE_NAMESPACE,
	type ClientToServerEvents,
	type HelloReply,
	type Refusal,
	type ServerToClientEvents,
	type SubscribeReply
} from '#lib/model/wire/events.ts';
import { columnOf, type Frame } from '#lib/model/wire/frame.ts';
import { attachLive, type Gateway } from './gateway.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { syntheticSource } from '#lib/server/sources/synthetic-source.ts';

type Client = Socket<ServerToClientEvents, ClientToServerEvents>;
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
let clients: Client[];

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
function connect(): Client {
	const { port } = http.address() as AddressInfo; // listening on TCP since beforeEach
	const client: Client = io(`http://127.0.0.1:${port}${LIVE_NAMESPACE}`, {
		transports: ['websocket'],
		forceNew: true,
		reconnection: false
	});
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

/** A receiver that applies frames as the protocol says and can say its state's hash. */
class Receiver {
	readonly client = connect();
	readonly frames: Frame[] = [];
	readonly bytes: Uint8Array[] = [];
	readonly state = new Map<number, readonly number[]>();
	rev = 0;
	gaps = 0;
	acknowledging = true;

	constructor() {
		this.client.on('f', (bytes) => this.apply(bytes as Uint8Array)); // Node's client gives Buffers
	}

	apply(bytes: Uint8Array): void {
		const frame = decodeFrame(bytes);
		this.frames.push(frame);
		this.bytes.push(Uint8Array.from(bytes));
		if (frame.kind === 'snapshot') this.state.clear();
		else if (frame.rev <= this.rev) return;
		else if (frame.sid === 0 && frame.rev !== this.rev + 1) this.gaps++;
		const idx = columnOf(frame, 'idx')!;
		const [dt, lon, lat] = [columnOf(frame, 'dt')!, columnOf(frame, 'lon')!, columnOf(frame, 'lat')!];
		const [speed, heading] = [columnOf(frame, 'speed')!, columnOf(frame, 'heading')!];
		const [status, quality] = [columnOf(frame, 'status')!, columnOf(frame, 'quality')!];
		for (let i = 0; i < frame.count; i++)
			this.state.set(idx[i]!, [
				frame.t0 - dt[i]!,
				lon[i]!,
				lat[i]!,
				speed[i]!,
				heading[i]!,
				status[i]!,
				quality[i]!
			]);
		for (const gone of frame.removed) this.state.delete(gone);
		this.rev = frame.rev;
		if (this.acknowledging) this.client.emit('k', { a: [[1, frame.seq]] });
	}

	async subscribe(): Promise<SubscribeReply | Refusal> {
		return this.client.emitWithAck('sub', { sid: 1, cls: 'state', layer: 'cars' }) as Promise<
			SubscribeReply | Refusal
		>; // the reply of `sub`
	}

	async resume(from: { rev: number; epoch: number }): Promise<HelloReply> {
		const spec = { sid: 1, cls: 'state' as const, layer: 'cars' };
		const hello = {
			v: [1],
			client: 'test',
			resume: { epoch: from.epoch, subs: [{ sid: 1, spec, rev: from.rev }] }
		};
		return this.client.emitWithAck('hello', hello) as Promise<HelloReply>; // the reply of `hello`
	}

	async hash(): Promise<string> {
		const { createHash } = await import('node:crypto');
		const digest = createHash('sha256');
		for (const idx of [...this.state.keys()].sort((a, b) => a - b))
			digest.update(`${idx},${this.state.get(idx)!.join(',')};`);
		return digest.digest('hex');
	}
}
const until = async (condition: () => boolean) => {
	for (let waited = 0; waited < 2000 && !condition(); waited += 2)
		await new Promise((resolve) => setTimeout(resolve, 2));
	expect(condition()).toBe(true);
};

test('a subscriber gets the whole state, then every change: its hash is the hub’s', async () => {
	const receiver = new Receiver();
	expect(await receiver.subscribe()).toEqual({ ok: true, schemaId: 1, rev: 1, tiles: null });
	await until(() => receiver.frames.length === 1);
	expect(receiver.frames[0]!.kind).toBe('snapshot');
	expect(await receiver.hash()).toBe(hub.layer('cars').hash());
	for (let i = 0; i < 40; i++) {
		await second();
		await until(() => receiver.rev === hub.layer('cars').rev);
	}
	expect(receiver.gaps).toBe(0);
	expect(await receiver.hash()).toBe(hub.layer('cars').hash());
});

test('two clients receive the same bytes', async () => {
	const [a, b] = [new Receiver(), new Receiver()];
	await Promise.all([a.subscribe(), b.subscribe()]);
	for (let i = 0; i < 5; i++) {
		await second();
		await until(() => a.rev === hub.layer('cars').rev && b.rev === hub.layer('cars').rev);
	}
	expect(a.bytes.length).toBe(6);
	expect(b.bytes).toEqual(a.bytes);
});

test('after 200 drops at random moments a client resumes to the same state', async () => {
	let seed = 42;
	const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
	let receiver = new Receiver();
	await receiver.subscribe();
	const hows = new Set<string>();
	for (let drop = 0; drop < 200; drop++) {
		for (let i = Math.floor(random() * 4); i > 0; i--) await second(random() > 0.5);
		receiver.client.disconnect();
		for (let i = Math.floor(random() * 3); i > 0; i--) await second(false);
		const next = new Receiver();
		for (const [idx, row] of receiver.state) next.state.set(idx, row);
		next.rev = receiver.rev;
		const { resumed } = await next.resume({ rev: next.rev, epoch: hub.epoch });
		for (const { how } of resumed) hows.add(how);
		receiver = next;
	}
	await second();
	await until(() => receiver.rev === hub.layer('cars').rev);
	expect([...hows]).toEqual(['delta']);
	expect(receiver.state.size).toBe(300);
	expect(await receiver.hash()).toBe(hub.layer('cars').hash());
});

test('another epoch resumes by snapshot, an unknown layer is a gap', async () => {
	const receiver = new Receiver();
	const { resumed } = await receiver.resume({ rev: 1, epoch: (hub.epoch + 1) >>> 0 });
	expect(resumed).toEqual([{ sid: 1, how: 'snapshot' }]);
	await until(() => receiver.frames[0]?.kind === 'snapshot');
	const spec = { sid: 2, cls: 'state' as const, layer: 'gone' };
	const hello = { v: [1], client: 'test', resume: { epoch: hub.epoch, subs: [{ sid: 2, spec, rev: 0 }] } };
	expect(((await receiver.client.emitWithAck('hello', hello)) as HelloReply).resumed).toEqual([
		{ sid: 2, how: 'gap' }
	]);
});

test('a client that acknowledges nothing gets two frames, then one with everything it missed', async () => {
	const receiver = new Receiver();
	receiver.acknowledging = false;
	await receiver.subscribe();
	for (let i = 0; i < 30; i++) await second();
	expect(receiver.frames.map(({ kind }) => kind)).toEqual(['snapshot', 'delta']);
	receiver.acknowledging = true;
	receiver.client.emit('k', { a: [[1, receiver.frames.at(-1)!.seq]] });
	await until(() => receiver.frames.length === 3);
	expect([receiver.frames[2]!.sid, receiver.frames[2]!.rev]).toEqual([1, hub.layer('cars').rev]);
	expect(await receiver.hash()).toBe(hub.layer('cars').hash());
	await second();
	await until(() => receiver.frames.length === 4);
	expect(receiver.frames[3]!.sid).toBe(0);
});

test('a minute without an acknowledgement ends the connection', async () => {
	const receiver = new Receiver();
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
	const [bad, good] = [connect(), new Receiver()];
	await good.subscribe();
	await until(() => bad.connected);
	for (let i = 0; i <= 100; i++) bad.emit('k', 'nonsense' as never);
	await until(() => bad.disconnected);
	await second();
	await until(() => good.rev === hub.layer('cars').rev);
});

test('the gateway leaves the http server as it was and can be attached again', async () => {
	const { port } = http.address() as AddressInfo; // listening on TCP since beforeEach
	expect(await (await fetch(`http://127.0.0.1:${port}/socket.io/`)).text()).toBe('page');
	await gateway.close();
	expect(http.listenerCount('upgrade')).toBe(0);
	gateway = attachLive(http, hub, { now: () => clock });
	const receiver = new Receiver();
	expect(await receiver.subscribe()).toMatchObject({ ok: true });
});
