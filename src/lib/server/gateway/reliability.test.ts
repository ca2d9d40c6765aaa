import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Observation } from '#lib/model/observation.ts';
import { LIMITS, isRefusal, type SubscribeRequest, type ViewReply } from '#lib/model/wire/events.ts';
import { columnOf, FRAME_FLAGS } from '#lib/model/wire/frame.ts';
import { observation, randomFrom } from '../../../../tests/fixtures/live-log.ts';
import { until, type LiveReceiver } from '../../../../tests/fixtures/live-receiver.ts';
import { LiveStage } from '../../../../tests/fixtures/live-stage.ts';
import { REQUESTS_AT_ONCE } from './allowance.ts';
import { SNAPSHOTS_PER_SECOND, SNAPSHOT_BURST } from './snapshot-gate.ts';

const TAXIS = { sid: 1, cls: 'state', layer: 'taxis' } as const;
let stage: LiveStage;
beforeEach(async () => {
	stage = await LiveStage.open();
});
afterEach(() => stage.close());

const random = randomFrom(5);
const somewhere = () => [116 + random(), 39.5 + random()] as const;
const taxis = () => stage.hub.state('taxis');
function drive(count: number, of = count): void {
	const rows = Array.from({ length: count }, (_, i): Observation => {
		const entity = count === of ? i : Math.floor(random() * of);
		return observation(`taxi ${entity}`, stage.now, { seq: i, position: somewhere(), speed: 9, heading: 90 });
	});
	stage.log.say('taxis', rows, stage.now);
}
const isCurrent = (receiver: LiveReceiver) => receiver.rev === taxis().rev;

describe('a client that freezes for 30 seconds', () => {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	const memory = async () => {
		for (let i = 0; i < 3; i++) {
			collect();
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		const { heapUsed, external } = process.memoryUsage();
		return heapUsed + external;
	};

	test('costs the server no memory, and sees at most three stale frames when it thaws', async () => {
		const frozen = stage.receiver(TAXIS);
		drive(5000);
		await stage.pass();
		await frozen.subscribe();
		await until(() => frozen.state.size === 5000);
		frozen.freeze();
		let bytes = 0;
		const watcher = stage.receiver(TAXIS);
		watcher.client.on('f', (frame) => void (bytes += frame.byteLength));
		await watcher.subscribe();
		const second = async () => {
			for (let tick = 0; tick < 5; tick++) {
				drive(5000);
				await stage.pass();
			}
			watcher.messages.length = watcher.bytes.length = 0;
		};
		for (let i = 0; i < 4; i++) await second();
		const before = await memory();
		const sentBefore = bytes;
		const frames = frozen.messages.length;
		for (let i = 4; i < 30; i++) await second();
		const grown = (await memory()) - before;
		await until(() => isCurrent(watcher));
		const passedBy = bytes - sentBefore;
		expect(passedBy).toBeGreaterThan(10_000_000);
		// What would be queued for the frozen one is what the other received; the rest is the heap's own noise.
		expect(grown).toBeLessThan(passedBy / 3);
		const thawedAt = stage.now;
		frozen.thaw();
		await until(() => isCurrent(frozen));
		const stale = frozen.messages.slice(frames).filter(([frame]) => frame!.tEmit < thawedAt);
		expect(stale.length).toBeLessThanOrEqual(3);
		expect([frozen.hash, frozen.state.size]).toEqual([taxis().hash(), 5000]);
	});
});

test('out of credit a client gets nothing, then one frame of what it missed, then the shared ones again', async () => {
	const receiver = stage.receiver(TAXIS);
	drive(100);
	await stage.pass();
	receiver.acknowledging = false;
	await receiver.subscribe();
	for (let i = 0; i < 20; i++) {
		drive(10, 100);
		await stage.pass();
	}
	expect(receiver.frames.map(({ kind }) => kind)).toEqual(['snapshot', 'delta']);
	receiver.acknowledging = true;
	receiver.acknowledge();
	await until(() => isCurrent(receiver));
	const caught = receiver.frames.at(-1)!;
	expect([caught.sid, caught.flags & FRAME_FLAGS.conflated]).toEqual([1, FRAME_FLAGS.conflated]);
	expect(receiver.hash).toBe(taxis().hash());
	drive(10, 100);
	await stage.pass();
	await until(() => isCurrent(receiver));
	expect([receiver.frames.at(-1)!.sid, receiver.gaps, receiver.hash]).toEqual([0, 0, taxis().hash()]);
});

test('after 200 drops at random moments a client has the server’s state', async () => {
	let receiver = stage.receiver(TAXIS);
	drive(300);
	await stage.pass();
	await receiver.subscribe();
	const hows = new Set<string>();
	for (let drop = 0; drop < 200; drop++) {
		for (let i = Math.floor(random() * 4); i > 0; i--) {
			drive(5, 300);
			if (random() < 0.3)
				stage.log.say('taxis', [observation(`taxi ${drop}`, stage.now + 1, { gone: true })], stage.now);
			await stage.pass(1, random() > 0.5);
		}
		receiver.client.disconnect();
		drive(5, 300);
		await stage.pass(Math.floor(random() * 3), false);
		const next = stage.receiver(TAXIS).inherit(receiver);
		for (const { how } of (await next.hello(undefined, stage.hub.epoch)).resumed) hows.add(how);
		receiver = next;
	}
	await stage.pass(6);
	await until(() => isCurrent(receiver));
	expect([receiver.hash, receiver.state.size]).toEqual([taxis().hash(), taxis().size]);
	expect(hows).toContain('delta');
});

test('an area has its tiles, a moved view what entered and what left, and both in the order of the ticks', async () => {
	const at = (entity: string, lng: number) =>
		stage.log.say('taxis', [observation(entity, stage.now, { position: [lng, 39.9] })], stage.now);
	for (let i = 0; i < 10; i++) at(`taxi ${i}`, 116.05 + i / 10);
	await stage.pass();
	const receiver = stage.receiver({ ...TAXIS, area: { bbox: [116.02, 39.8, 116.36, 39.95], z: 10 } });
	const reply = await receiver.subscribe();
	if (isRefusal(reply)) throw new Error(reply.err);
	expect(reply.tiles?.z).toBe(10);
	await until(() => receiver.frames.length === 1);
	const here = () => [...receiver.state.keys()].sort((a, b) => a - b);
	expect(here()).toEqual([0, 1, 2, 3]);
	at('taxi 9', 116.1);
	at('taxi 0', 116.9);
	at('taxi 8', 116.8);
	await stage.pass();
	await until(() => receiver.messages.length === 2);
	expect(here()).toEqual([1, 2, 3, 9]);
	const moved = (await receiver.client.emitWithAck('view', {
		sid: 1,
		bbox: [116.75, 39.8, 116.95, 39.95],
		z: 10
	})) as ViewReply;
	expect(moved.tiles?.z).toBe(10);
	await until(() => receiver.messages.length === 3);
	const change = receiver.frames.at(-1)!;
	expect([[...columnOf(change, 'idx')!], [...change.removed]]).toEqual([
		[0, 7, 8],
		[1, 2, 3, 9]
	]);
	at('taxi 1', 116.9);
	at('taxi 7', 116.1);
	await stage.pass();
	await until(() => receiver.messages.length === 4);
	expect(here()).toEqual([0, 1, 8]);
});

test('200 clients that come at once get their snapshots by and by, and then the same as everyone', async () => {
	drive(500);
	await stage.pass();
	const receivers = Array.from({ length: 200 }, () => stage.receiver(TAXIS));
	await Promise.all(receivers.map((receiver) => receiver.subscribe()));
	const served = () => receivers.filter(({ state }) => state.size === 500).length;
	await until(() => served() === SNAPSHOT_BURST);
	drive(50, 500);
	await stage.pass(5);
	await until(() => served() === SNAPSHOT_BURST + SNAPSHOTS_PER_SECOND);
	drive(50, 500);
	await stage.pass(10);
	await until(() => receivers.every(isCurrent));
	expect(new Set(receivers.map(({ hash }) => hash))).toEqual(new Set([taxis().hash()]));
});

test('several displays share a clock: who sets it is answered, who follows is told, and it outlives their sockets', async () => {
	const [desk, wall] = [stage.receiver(TAXIS), stage.receiver(TAXIS)];
	const live = { mode: 'live', eventAt: 0, serverAt: 0, speed: 1, playing: true };
	expect(await wall.client.emitWithAck('clock', { clockId: 'hall-1' })).toEqual({ ok: true, clock: live });
	const clock = { mode: 'replay', eventAt: 5e11, serverAt: stage.now, speed: -60, playing: true } as const;
	expect(await desk.client.emitWithAck('clock', { clockId: 'hall-1', set: clock })).toEqual({
		ok: true,
		clock
	});
	await until(() => wall.controls.length === 1);
	expect([wall.controls, desk.controls]).toEqual([[{ t: 'clock', clockId: 'hall-1', clock }], []]);
	wall.client.disconnect();
	const again = stage.receiver(TAXIS);
	expect(await again.client.emitWithAck('clock', { clockId: 'hall-1' })).toEqual({ ok: true, clock });
	expect(
		await desk.client.emitWithAck('clock', { clockId: 'hall-1', set: { ...clock, speed: 1e6 } })
	).toMatchObject({ code: 'SUBSCRIPTION_INVALID' });
});

test('a layer that appears is told before its first frame, its names with it; a closing server says so', async () => {
	const receiver = stage.receiver(TAXIS);
	await receiver.hello();
	drive(3);
	await stage.pass();
	await until(() => receiver.heard('dict').length === 1);
	expect(receiver.heard('layers')[0]!.layers[0]).toMatchObject({ layer: 'taxis', entities: 3 });
	expect(receiver.heard('dict')).toEqual([{ t: 'dict', layer: 'taxis', dictVer: 1, from: 0 }]);
	await receiver.subscribe();
	await until(() => receiver.state.size === 3);
	await stage.gateway.close();
	await until(() => receiver.client.disconnected);
	expect(receiver.controls.at(-1)).toEqual({ t: 'draining' });
});

test('a client that asks without end is told to wait, and may go on when it has', async () => {
	drive(3);
	await stage.pass();
	const { client } = stage.receiver(TAXIS);
	const ask = () => client.emitWithAck('entity', { layer: 'taxis', idx: 0 });
	const answers = await Promise.all(Array.from({ length: REQUESTS_AT_ONCE + 5 }, ask));
	const refused = answers.filter(isRefusal);
	expect([refused.length, refused[0]?.code]).toEqual([5, 'OVERLOADED']);
	await stage.pass(1);
	expect(await ask()).toEqual({ facts: [] });
});

test('a subscription that is refused leaves the one before as it was', async () => {
	drive(3);
	await stage.pass();
	const receiver = stage.receiver(TAXIS);
	await receiver.subscribe();
	await until(() => receiver.state.size === 3);
	const { client } = receiver;
	expect(await client.emitWithAck('sub', { ...TAXIS, sid: 2 })).toMatchObject({
		err: 'Layer taxis is subscribed as 1.'
	});
	const upsideDown = { bbox: [0, 9, 1, 8], z: 3 } satisfies SubscribeRequest['area'];
	expect(await client.emitWithAck('sub', { ...TAXIS, area: upsideDown })).toMatchObject({
		code: 'SUBSCRIPTION_INVALID'
	});
	const greedy = stage.connect();
	for (let sid = 1; sid <= LIMITS.subscriptions + 1; sid++)
		stage.log.say(`layer-${sid}`, [observation('x', stage.now)], stage.now);
	const subscribed = await Promise.all(
		Array.from({ length: LIMITS.subscriptions + 1 }, (_, i) =>
			greedy.emitWithAck('sub', { sid: i + 1, cls: 'state', layer: `layer-${i + 1}` })
		)
	);
	expect(subscribed.filter(isRefusal)).toEqual([
		{ err: `At most ${LIMITS.subscriptions} subscriptions.`, code: 'SUBSCRIPTION_INVALID' }
	]);
	drive(3);
	await stage.pass();
	await until(() => isCurrent(receiver));
	expect(receiver.gaps).toBe(0);
});
