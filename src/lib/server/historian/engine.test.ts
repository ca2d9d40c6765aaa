import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { columnOf, metricOf } from '#lib/model/wire/frame.ts';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { DAY, HOUR, START, SmallHistory, says, tableOf } from './small-history.ts';

let history: SmallHistory;
beforeEach(async () => {
	history = await SmallHistory.open();
});
afterEach(async () => {
	await history.close();
});

const NOTHING = {
	lon: null,
	lat: null,
	alt: null,
	speed: null,
	heading: null,
	status: null,
	quality: 0,
	seq: null
};
const filesOf = (layer = 'buses') =>
	readdirSync(join(history.historyDir, layer), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name).slice(join(history.historyDir, layer).length + 1))
		.sort();

test('a window has the rows of its time in order, NULL where nothing was said', async () => {
	history.commit(
		[says('b1', START + 900, { position: [-73.98, 40.75], speed: 5, status: 'moving' })],
		START + 1000
	);
	history.commit(
		[says('b2', START + 800, { seq: 7, values: { load: 0.5 } }), says('b1', START + 1200)],
		START + 1300
	);
	const { rows, step } = await history.window({ to: START + 1200 });
	expect(step).toBe(0);
	expect(rows).toEqual([
		{ ...NOTHING, idx: 1, at: START + 800, received: START + 1300, seq: 7, 'm:load': 0.5 },
		{
			...NOTHING,
			idx: 0,
			at: START + 900,
			received: START + 1000,
			lon: -739800000,
			lat: 407500000,
			speed: 500,
			status: 0,
			'm:load': null
		}
	]);
	const received = await history.window({
		by: 'received',
		fields: ['m:load'],
		from: START + 1000,
		to: START + 1301
	});
	expect(received.rows).toEqual([
		{ idx: 0, at: START + 900, received: START + 1000, 'm:load': null },
		{ idx: 1, at: START + 800, received: START + 1300, 'm:load': 0.5 },
		{ idx: 0, at: START + 1200, received: START + 1300, 'm:load': null }
	]);
});

test('with a step, the last value of each column per entity and step comes', async () => {
	history.commit(
		[
			says('b1', START + 100, { position: [1, 1], status: 'moving' }),
			says('b1', START + 200, { values: { load: 3 } }),
			says('b1', START + 900, { status: 'stopped', seq: 4 }),
			says('b1', START + 1100, { position: [2, 2] }),
			says('b2', START + 300)
		],
		START + 2000
	);
	const { rows, step } = await history.window({
		from: START,
		to: START + 2000,
		step: 1000,
		fields: ['lon', 'status', 'seq', 'm:load']
	});
	expect(step).toBe(1000);
	const received = START + 2000;
	expect(rows).toEqual([
		{ idx: 1, at: START + 300, received, lon: null, status: null, seq: null, 'm:load': null },
		{ idx: 0, at: START + 900, received, lon: 10_000_000, status: 1, seq: 4, 'm:load': 3 },
		{ idx: 0, at: START + 1100, received, lon: 20_000_000, status: null, seq: null, 'm:load': null }
	]);
});

test('a box keeps the positions in it, edges included, and rows that say none', async () => {
	history.commit(
		[
			says('in', START, { position: [7.4, 43.7] }),
			says('out', START, { position: [7.5, 43.7] }),
			says('silent', START, { status: 'ok' }),
			says('pacific', START, { position: [-179.9, 0] })
		],
		START
	);
	const idxIn = async (bbox: readonly [number, number, number, number]) =>
		(await history.window({ bbox, fields: [] })).rows.map(({ idx }) => idx);
	expect(await idxIn([7.3, 43.6, 7.4, 43.7])).toEqual([0, 2]);
	expect(await idxIn([179, -1, -179, 1])).toEqual([2, 3]);
});

test('late rows lie with the hour of their receipt and are found by when they were observed', async () => {
	history.commit([says('b1', START + 1000)], START + 2000);
	history.commit([says('b1', START + 3000)], START + HOUR + 5000);
	await history.engine.keepHouse(START + 2 * HOUR + 120_000);
	expect(filesOf()).toEqual(['2026-03-01/00.parquet', '2026-03-01/01.parquet', 'manifest.json']);
	expect((await history.window({ from: START, to: START + HOUR, fields: [] })).rows).toEqual([
		{ idx: 0, at: START + 1000, received: START + 2000 },
		{ idx: 0, at: START + 3000, received: START + HOUR + 5000 }
	]);
	const received = await history.window({ by: 'received', from: START, to: START + HOUR, fields: [] });
	expect(received.rows).toHaveLength(1);
});

test('an hour is sealed two minutes after its end, and its hot table is gone', async () => {
	history.commit([says('b1', START)], START);
	await history.engine.keepHouse(START + HOUR + 119_999);
	expect(existsSync(join(history.historyDir, 'buses'))).toBe(false);
	const open = await history.window({ to: START + HOUR });
	expect(open.sealed).toBe(false);
	await history.engine.keepHouse(START + HOUR + 120_000);
	expect(filesOf()).toEqual(['2026-03-01/00.parquet', 'manifest.json']);
	const sealed = await history.window({ to: START + HOUR });
	expect([sealed.sealed, sealed.version, sealed.rows]).toEqual([true, open.version, open.rows]);
	const { sealedOffset, offset, bytes } = history.engine.health();
	expect([sealedOffset, offset, bytes > 0]).toEqual([1, 1, true]);
});

test('what the log may forget is what sealed files have', async () => {
	history.commit([says('b1', START)], START);
	history.commit([says('b1', START + HOUR)], START + HOUR);
	history.commit([says('b1', START + HOUR)], START + HOUR + 1);
	await history.engine.keepHouse(START + HOUR + 200_000);
	expect(history.engine.health()).toMatchObject({ offset: 3, sealedOffset: 1, lagRecords: 0 });
});

test('the version of a layer changes with everything that changes what was complete', async () => {
	history.commit([says('b1', START)], START);
	await history.engine.keepHouse(START + 2 * HOUR);
	const version = () => history.engine.coverage('buses')[0]!.version;
	const first = version();
	history.commit([says('b1', START + 2 * HOUR)], START + 2 * HOUR);
	await history.engine.take();
	expect(version()).toBe(first);
	history.commit([says('b1', START + 1000)], START + 2 * HOUR);
	await history.engine.take();
	expect(version()).not.toBe(first);
});

test('a day is made one file in the order of time, rows said twice once', async () => {
	const row = says('b1', START + 5000, { position: [1, 1] });
	history.commit([row, says('b2', START)], START + 6000);
	history.commit([row], START + HOUR);
	history.commit([says('b1', START + 5000, { position: [2, 2] })], START + 2 * HOUR);
	history.commit([row], START + 2 * HOUR + 1);
	await history.engine.keepHouse(START + DAY - 1);
	const before = history.engine.coverage('buses')[0]!.version;
	await history.engine.keepHouse(START + DAY + 120_000);
	expect(filesOf()).toEqual(['2026-03-01/00-02.parquet', 'manifest.json']);
	const { rows } = await history.window({ fields: ['lon'] });
	// The last one stays: between it and its like, something else was said of the same instant.
	expect(rows).toEqual([
		{ idx: 1, at: START, received: START + 6000, lon: null },
		{ idx: 0, at: START + 5000, received: START + 6000, lon: 10_000_000 },
		{ idx: 0, at: START + 5000, received: START + 2 * HOUR, lon: 20_000_000 },
		{ idx: 0, at: START + 5000, received: START + 2 * HOUR + 1, lon: 10_000_000 }
	]);
	const [coverage] = history.engine.coverage('buses');
	expect(coverage!.hours).toEqual([
		{ from: START, rows: 2 },
		{ from: START + 2 * HOUR, rows: 2 }
	]);
	expect(coverage!.version).not.toBe(before);
});

test('a state is what was known then, or what was true then', async () => {
	history.writer.declare(layerDeclaration.parse({ id: 'buses', interval: 60 }));
	history.commit(
		[says('b1', START, { position: [1, 1], values: { load: 1 } }), says('b2', START)],
		START + 100
	);
	history.commit([says('b1', START + 1000, { values: { load: 2 } })], START + 5000);
	history.commit([says('b2', START + 2000, { gone: true })], START + 6000);
	const at = async (t: number, by: 'observed' | 'received') => {
		const frame = decodeFrame((await history.engine.at('buses', t, by)).frame);
		return {
			idx: [...columnOf(frame, 'idx')!],
			ts: [...columnOf(frame, 'ts')!],
			load: [...(metricOf(frame, 0) ?? [])]
		};
	};
	expect(await at(START + 4000, 'received')).toEqual({ idx: [0, 1], ts: [START, START], load: [1, NaN] });
	expect(await at(START + 4000, 'observed')).toEqual({ idx: [0], ts: [START + 1000], load: [2] });
	expect(await at(START + 6000, 'received')).toEqual({ idx: [0], ts: [START + 1000], load: [2] });
	expect(await at(START - 1, 'received')).toEqual({ idx: [], ts: [], load: [] });
});

test('a state marks the entities that were stale then, and its hash does not', async () => {
	history.writer.declare(layerDeclaration.parse({ id: 'buses', interval: 60 }));
	history.commit([says('b1', START)], START);
	const fresh = await history.engine.at('buses', START + 180_000, 'received');
	const stale = await history.engine.at('buses', START + 180_001, 'received');
	const quality = (frame: Uint8Array) => columnOf(decodeFrame(frame), 'quality')![0]!;
	expect([quality(fresh.frame), quality(stale.frame)]).toEqual([0, QUALITY.stale]);
	expect(stale.hash).toBe(fresh.hash);
});

test('a window that is being read keeps its rows while they are sealed, compacted and dropped', async () => {
	const many = Array.from({ length: 300_000 }, (_, i) => says(`b${i % 100}`, START + i));
	history.commit(many, START + 1000);
	await history.engine.keepHouse(START + 1000);
	const { stream } = await history.engine.window({
		layer: 'buses',
		from: START,
		to: START + DAY,
		by: 'observed'
	});
	const chunks = stream[Symbol.asyncIterator]();
	const first = [(await chunks.next()).value!, (await chunks.next()).value!];
	await history.engine.keepHouse(START + 60 * DAY);
	expect(history.engine.coverage('buses')[0]!.hours).toEqual([]);
	const table = await tableOf(
		(async function* () {
			yield* first;
			for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
		})()
	);
	expect(table.numRows).toBe(300_000);
});

test('rows that a clock dated into a sealed hour are kept with the first open one', async () => {
	history.commit([says('b1', START)], START);
	await history.engine.keepHouse(START + 3 * HOUR);
	history.commit([says('b1', START + HOUR)], START + HOUR);
	await history.engine.keepHouse(START + 4 * HOUR);
	expect(history.engine.coverage('buses')[0]!.hours).toEqual([
		{ from: START, rows: 1 },
		{ from: START + 2 * HOUR, rows: 1 }
	]);
	expect(
		(await history.window({ by: 'received', from: START + HOUR, to: START + 2 * HOUR })).rows
	).toHaveLength(1);
});

test('the state of every instant has the hash that the hub had then', async () => {
	const bus = openSqliteReader(history.dir);
	const hub = new Hub([], { bus, now: START });
	try {
		const hashes = new Map<number, string>();
		for (let i = 0; i < 120; i++) {
			const now = START + i * 60_000;
			const rows = [i, 3 * i, 7 * i].map((k) =>
				says(`b${k % 11}`, now - ((k * 7919) % 90_000), {
					...(k % 3 && { position: [k / 100, 1] as const, speed: k % 20 }),
					...(k % 4 === 0 && { status: ['moving', 'stopped', 'parked'][k % 3]! }),
					...(k % 5 === 0 && { values: { [`m${k % 2}`]: k } }),
					...(k % 13 === 12 && { gone: true as const })
				})
			);
			bus.take(history.commit(rows, now));
			hashes.set(now, hub.state('buses').hash());
		}
		for (const until of [START + HOUR, START + 3 * HOUR, START + 2 * DAY]) {
			await history.engine.keepHouse(until);
			for (const [t, hash] of hashes) {
				const answer = await history.engine.at('buses', t, 'received');
				expect([t, answer.hash]).toEqual([t, hash]);
			}
		}
	} finally {
		hub.close();
		bus.close();
	}
});
