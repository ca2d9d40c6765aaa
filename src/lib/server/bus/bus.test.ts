import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import type { Observation } from '#lib/model/observation.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { NULLS, QUALITY } from '#lib/model/wire/fields.ts';
import { columnOf, metricOf } from '#lib/model/wire/frame.ts';
import type { BusReader, BusWriter, News } from './bus.ts';
import { openSqliteReader } from './sqlite-reader.ts';
import { openSqliteWriter } from './sqlite-writer.ts';

let dir: string;
let writer: BusWriter;
let reader: BusReader;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-bus-'));
	writer = openSqliteWriter(dir);
	reader = openSqliteReader(dir);
});
afterEach(() => {
	reader.close();
	writer.close();
	rmSync(dir, { recursive: true });
});

const bus = (entity: string, at: number, more: Partial<Observation> = {}): Observation => ({
	kind: 'observation',
	entity,
	at,
	...more
});
const commit = (rows: readonly Observation[], now: number) =>
	writer.commit({ batches: [{ layer: 'buses', cls: 'state', rows }] }, now);

test('what was committed is read back with its names and NULLs', () => {
	commit(
		[
			bus('b1', 900, { position: [-73.98, 40.75], speed: 5, status: 'moving', title: 'M15' }),
			bus('b2', 950, { values: { load: 0.5 }, units: { load: '1' }, seq: 7, gone: true })
		],
		1000
	);
	const [record] = reader.read(1, 10);
	expect(record).toMatchObject({ offset: 1, receivedAt: 1000, layer: 'buses', cls: 'state', rows: 2 });
	const frame = decodeFrame(record!.body);
	expect([...columnOf(frame, 'idx')!]).toEqual([0, 1]);
	expect([...columnOf(frame, 'ts')!]).toEqual([900, 950]);
	expect([...columnOf(frame, 'lon')!]).toEqual([-739800000, NULLS.i32]);
	expect([...columnOf(frame, 'speed')!]).toEqual([500, NULLS.u16]);
	expect([...columnOf(frame, 'seq')!]).toEqual([NULLS.u32, 7]);
	expect([...columnOf(frame, 'quality')!]).toEqual([0, QUALITY.gone]);
	expect([...metricOf(frame, 0)!]).toEqual([NaN, 0.5]);
	expect(columnOf(frame, 'alt')).toBeUndefined();
	expect(reader.entities('buses', 0)).toEqual([
		{ urn: 'b1', title: 'M15' },
		{ urn: 'b2', title: 'b2' }
	]);
	expect(reader.layers()).toMatchObject([
		{ number: 1, entities: 2, declaration: { id: 'buses', metrics: [{ name: 'load', unit: '1' }] } }
	]);
});

test('numbers survive a restart, and later rows of an entity change its title only', () => {
	commit([bus('b1', 1), bus('b2', 1)], 10);
	writer.close();
	writer = openSqliteWriter(dir);
	const news = commit([bus('b2', 2, { title: 'Q32' }), bus('b3', 2)], 20);
	expect(news.records[0]!.offset).toBe(2);
	expect(news.entities.map(({ idx, entity }) => [idx, entity.title])).toEqual([
		[1, 'Q32'],
		[2, 'b3']
	]);
	expect([...columnOf(decodeFrame(news.records[0]!.body), 'idx')!]).toEqual([1, 2]);
	expect(reader.epoch).toBe(writer.epoch);
});

test('times of receipt grow strictly, also when the clock stands or steps back', () => {
	const at = [100, 100, 50].map((now) => commit([bus('b', now)], now).records[0]!.receivedAt);
	expect(at[0]! < at[1]! && at[1]! < at[2]!).toBe(true);
	expect(reader.offsetAt(at[1]!)).toBe(2);
});

test('an event has an offset of its own, and its repeat has none', () => {
	const flood = {
		kind: 'event',
		id: 'a',
		at: 5,
		type: 'flood',
		severity: 'severe',
		title: { en: 'Flood' }
	} as const;
	const batch = { layer: 'alerts', cls: 'event', rows: [flood, { ...flood, id: 'b' }, flood] } as const;
	expect(writer.commit({ batches: [batch] }, 10).records.map(({ offset }) => offset)).toEqual([1, 2]);
	expect(writer.commit({ batches: [batch] }, 20).records).toEqual([]);
	expect(reader.events('alerts', 1, 10)).toEqual([
		{ offset: 2, receivedAt: 10.001, event: { ...flood, id: 'b' } }
	]);
	expect(reader.eventsBefore('alerts', 10.001, 9, 10).map(({ offset }) => offset)).toEqual([1]);
	expect(reader.eventsBefore('alerts', 99, 1, 9).map(({ offset }) => offset)).toEqual([1]);
	expect(reader.eventsBefore('alerts', 99, 9, 1).map(({ offset }) => offset)).toEqual([2]);
	expect(writer.end).toBe(2);
});

test('a commit that fails keeps nothing, and the next one is whole', () => {
	writer.declare(layerDeclaration.parse({ id: 'alerts', cls: 'event' }));
	expect(() =>
		writer.commit(
			{
				batches: [
					{ layer: 'buses', cls: 'state', rows: [bus('b1', 1)] },
					{ layer: 'alerts', cls: 'state', rows: [bus('b1', 1)] }
				]
			},
			10
		)
	).toThrow(expect.objectContaining({ code: 'LAYER_CLASS_FIXED' }));
	expect(reader.end).toBe(0);
	expect(commit([bus('b2', 2)], 20).records[0]!.offset).toBe(1);
	expect(reader.entities('buses', 0)).toEqual([{ urn: 'b2', title: 'b2' }]);
});

test('a follower that missed a message is told from the log, in order', () => {
	const told: number[] = [];
	reader.follow(({ records }: News) => told.push(...records.map(({ offset }) => offset)));
	const news = [1, 2, 3].map((at) => commit([bus('b', at)], at));
	reader.take(news[0]!);
	reader.take(news[2]!);
	reader.take(news[1]!);
	expect(told).toEqual([1, 2, 3]);
});

test('what a dead writer never handed over is told with its layers and entities', () => {
	const told: News[] = [];
	reader.follow((news) => told.push(news));
	commit([bus('b1', 1)], 1);
	commit([bus('b2', 2)], 2);
	reader.catchUp();
	expect(told.flatMap(({ entities }) => entities.map(({ idx, entity }) => [idx, entity.urn]))).toEqual([
		[0, 'b1'],
		[1, 'b2']
	]);
	expect(told.flatMap(({ records }) => records.map(({ offset }) => offset))).toEqual([1, 2]);
});

test('a row that cannot be written is the fault of the row, not of the disk', () => {
	const circular: Record<string, unknown> = { kind: 'event', id: 'a', at: 1 };
	circular['facts'] = circular;
	expect(() =>
		// A cast: the types forbid it, and so do the adapters.
		writer.commit({ batches: [{ layer: 'alerts', cls: 'event', rows: [circular as never] }] }, 1)
	).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
	expect(commit([bus('b', 1)], 2).records[0]!.offset).toBe(1);
});

test('the oldest dead letters go when there are too many, and are counted', () => {
	writer.close();
	writer = openSqliteWriter(dir, { rows: 2, bytes: 100 });
	const letter = (size: number) => ({
		source: 'http',
		adapter: 'json',
		rejected: [{ place: 'message', reason: 'no' }],
		raw: new Uint8Array(size)
	});
	writer.commit({ batches: [], dead: [letter(10), letter(20), letter(30)] }, 1);
	expect(reader.deadLetters(10).map(({ id }) => id)).toEqual([3, 2]);
	writer.commit({ batches: [], dead: [letter(80)] }, 2);
	expect(reader.deadLetters(10).map(({ id }) => id)).toEqual([4]);
	expect(writer.deadLetters).toEqual({ count: 1, dropped: 3 });
});

test('a dead letter that was tried again is forgotten, or kept with what is wrong now', () => {
	const letter = {
		source: 'http',
		adapter: 'json',
		rejected: [{ place: 'row 1', reason: 'no layer' }],
		raw: new Uint8Array(1)
	};
	writer.commit({ batches: [], dead: [letter, letter] }, 1);
	const still = [{ place: 'row 1', reason: 'no unit' }];
	writer.commit(
		{
			batches: [],
			retried: [
				{ id: 1, rejected: [] },
				{ id: 2, rejected: still }
			]
		},
		5
	);
	expect(reader.deadLetters(10)).toMatchObject([{ id: 2, rejected: still, retriedAt: 5 }]);
});

test('dead letters and keys are kept in the same commit; trimming keeps the count going', () => {
	const raw = new TextEncoder().encode('{"at": False}');
	const dead = {
		source: 'mqtt',
		adapter: 'json',
		topic: 'city/x/bus/1/up',
		rejected: [{ place: 'byte 7', reason: 'not JSON' }],
		raw
	};
	writer.commit(
		{ batches: [{ layer: 'buses', cls: 'state', rows: [bus('b', 1)] }], dead: [dead], keys: ['k1'] },
		10
	);
	expect(writer.offsetOfKey('k1')).toBe(1);
	expect(reader.deadLetters(10)).toMatchObject([
		{ id: 1, receivedAt: 10, size: raw.length, rejected: dead.rejected }
	]);
	writer.trim(2, 100);
	expect(writer.offsetOfKey('k1')).toBeUndefined();
	expect([reader.start, reader.end]).toEqual([2, 1]);
	expect(commit([bus('b', 2)], 20).records[0]!.offset).toBe(2);
});
