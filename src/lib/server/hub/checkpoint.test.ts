import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LiveLog, alert, observation } from '../../../../tests/fixtures/live-log.ts';
import { checkpointBytes, newestCheckpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { Hub } from './hub.ts';
import { EVERYTHING } from './view.ts';

const T = 1_763_900_000_000;
let log: LiveLog;
let hub: Hub;
beforeEach(() => {
	log = new LiveLog();
	hub = new Hub([], { bus: log.reader, now: T });
});
afterEach(() => {
	hub.close();
	log.remove();
});
const dir = () => join(log.dir, 'checkpoint');
const save = () => writeCheckpoint(dir(), hub.offset, checkpointBytes(hub));
const newest = () => newestCheckpoint(dir(), log.reader);
const sayAt = (second: number) =>
	log.say(
		'air',
		[
			observation('a', T + second * 1000, { position: [second / 100, 1], values: { pm25: second } }),
			observation(`b${second}`, T + second * 1000, { status: 'ok' })
		],
		T + second * 1000
	);
/** A hub that begins from what is on disk. */
async function restarted(): Promise<Hub> {
	const checkpoint = await newest();
	const again = new Hub([], {
		bus: log.reader,
		now: T,
		firstRev: Math.max(T, checkpoint?.nextRev ?? 0),
		...(checkpoint && { checkpoint })
	});
	again.close();
	return again;
}

test('a hub goes on from its checkpoint and the rest of the log, as if it had read all of it', async () => {
	for (let second = 0; second < 10; second++) sayAt(second);
	log.tell('alerts', [alert(1, T), alert(2, T + 1)], T + 10_000);
	await save();
	const { offset } = hub;
	log.say('air', [observation('a', T + 20_000, { gone: true }), observation('b3', T + 2000)], T + 20_000);
	log.tell('alerts', [alert(3, T + 2)], T + 21_000);
	expect((await newest())!.offset).toBe(offset);
	const again = await restarted();
	expect([again.offset, again.state('air').hash()]).toEqual([hub.offset, hub.state('air').hash()]);
	for (const ticking of [hub, again]) ticking.tick(T + 22_000);
	expect(again.info(T + 22_000)).toEqual(hub.info(T + 22_000));
	expect(again.events('alerts').end).toBe(hub.offset);
	expect(again.state('air').snapshot(EVERYTHING, 0, T).byteLength).toBe(
		hub.state('air').snapshot(EVERYTHING, 0, T).byteLength
	);
});

test('revisions after a restart are above all before it, even when the clock was set back', async () => {
	sayAt(0);
	hub.tick(T + 200);
	hub.close();
	hub = new Hub([], { bus: log.reader, now: T, firstRev: T + 3_600_000 });
	sayAt(1);
	hub.tick(T + 400);
	const { rev } = hub.state('air');
	await save();
	const layer = (await restarted()).state('air');
	expect(layer.rev).toBe(rev + 1);
	expect([layer.revisions.knows(rev), layer.revisions.knows(rev + 1)]).toEqual([false, true]);
});

test('a torn checkpoint is passed over for the one before, and without any the log is read from its start', async () => {
	sayAt(0);
	await save();
	const first = hub.offset;
	sayAt(1);
	await save();
	const path = join(dir(), `hub-${hub.offset}.checkpoint`);
	truncateSync(path, readFileSync(path).length - 1);
	expect((await newest())!.offset).toBe(first);
	expect((await restarted()).state('air').hash()).toBe(hub.state('air').hash());
	const bytes = readFileSync(join(dir(), `hub-${first}.checkpoint`));
	bytes[60]! ^= 1;
	writeFileSync(join(dir(), `hub-${first}.checkpoint`), bytes);
	expect(await newest()).toBeUndefined();
	expect((await restarted()).state('air').hash()).toBe(hub.state('air').hash());
});

test('a checkpoint of another log, of a later or a forgotten part of this one is not used', async () => {
	sayAt(0);
	const bytes = checkpointBytes(hub);
	expect(readCheckpoint(bytes, (hub.epoch + 1) >>> 0)).toBeUndefined();
	expect(readCheckpoint(Buffer.from('nothing of the kind'), hub.epoch)).toBeUndefined();
	await save();
	const { epoch } = hub;
	expect(await newestCheckpoint(dir(), { epoch, start: 1, end: hub.offset - 1 })).toBeUndefined();
	expect(
		await newestCheckpoint(dir(), { epoch, start: hub.offset + 2, end: hub.offset + 9 })
	).toBeUndefined();
	expect(await newestCheckpoint(join(log.dir, 'nowhere'), { epoch, start: 1, end: 9 })).toBeUndefined();
});

test('two are kept, and the older one’s offset is what the log may forget up to', async () => {
	const olders: number[] = [];
	for (let second = 0; second < 4; second++) {
		sayAt(second);
		olders.push(await save());
	}
	expect(olders).toEqual([0, 1, 2, 3]);
	expect(readdirSync(dir()).sort()).toEqual(['hub-3.checkpoint', 'hub-4.checkpoint']);
	log.writer.trim(4, T);
	expect((await restarted()).state('air').hash()).toBe(hub.state('air').hash());
});
