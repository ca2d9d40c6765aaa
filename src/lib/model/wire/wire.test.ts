import { describe, expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import { decodeFrame, decodeFrames } from './decode-frame.ts';
import { encodeFrame } from './encode-frame.ts';
import { eventColumns, eventsOf } from './event-frame.ts';
import { helloRequest, subscribeRequest } from './events.ts';
import { FIELDS, NULLS } from './fields.ts';
import { columnOf, standardColumn, type Column, type Frame } from './frame.ts';
import { removedOf, timeColumns, timesOf } from './rows.ts';

const empty: Frame = {
	kind: 'delta',
	flags: 16,
	sid: 0,
	schemaId: 3,
	seq: 0xfffffffe,
	t0: 1_763_900_000_123,
	tEmit: 1_763_900_000_456.5,
	epoch: 0xdeadbeef,
	rev: 2 ** 40 + 5,
	lod: 2,
	tile: { z: 12, x: 1205, y: 1540 },
	count: 0,
	columns: [],
	removed: new Uint32Array(0)
};

const everyType: readonly Column[] = [
	{ field: 100, type: 'u8', scale: 1, values: Uint8Array.of(0, 1, NULLS.u8) },
	{ field: 101, type: 'i8', scale: 1, values: Int8Array.of(-128, 0, NULLS.i8) },
	{ field: 102, type: 'u16', scale: 0.5, values: Uint16Array.of(0, 1, NULLS.u16) },
	{ field: 103, type: 'i16', scale: 1, values: Int16Array.of(-32768, 0, NULLS.i16) },
	{ field: 104, type: 'u32', scale: 1, values: Uint32Array.of(0, 1, NULLS.u32) },
	{ field: 105, type: 'i32', scale: 1, values: Int32Array.of(-2147483648, 0, NULLS.i32) },
	{ field: 106, type: 'f32', scale: 1, values: Float32Array.of(-0.5, 3e38, NULLS.f32) },
	{ field: 107, type: 'f64', scale: 1, values: Float64Array.of(-0.1, 1e300, NULLS.f64) },
	{ field: 108, type: 'i64', scale: 1, values: BigInt64Array.of(-(2n ** 63n), 0n, NULLS.i64) },
	{ field: 109, type: 'utf8', scale: 1, values: ['时代广场 Times Sq', NULLS.utf8, '🚇'] },
	{ field: 110, type: 'bitset', scale: 1, values: Uint8Array.of(0b101) }
];

/** Small repeatable random numbers (mulberry32). */
function random(seed: number) {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

describe('frame', () => {
	test('a header alone is 64 bytes and comes back whole', () => {
		const bytes = encodeFrame(empty);
		expect(bytes.byteLength).toBe(64);
		expect(decodeFrame(bytes)).toEqual(empty);
	});

	test('every type, every NULL and the removed list come back', () => {
		const frame: Frame = {
			...empty,
			kind: 'events',
			count: 3,
			columns: everyType,
			removed: Uint32Array.of(7, 9)
		};
		expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
	});

	test('bytes stand where the table says', () => {
		const bytes = encodeFrame({
			...empty,
			count: 1,
			columns: [standardColumn('idx', Uint32Array.of(0x01020304)), standardColumn('lon', Int32Array.of(-1))],
			removed: Uint32Array.of(5)
		});
		expect([...bytes.subarray(0, 6)]).toEqual([0x43, 0x54, 0x46, 0x31, 1, 2]);
		const view = new DataView(bytes.buffer);
		expect([
			view.getUint16(64, true),
			view.getUint8(66),
			view.getUint32(68, true),
			view.getUint32(72, true)
		]).toEqual([1, 5, 96, 4]);
		expect(view.getUint32(96, true)).toBe(0x01020304);
		expect(view.getInt32(104, true)).toBe(-1);
		expect(view.getUint32(112, true)).toBe(5);
		expect(bytes.byteLength).toBe(120);
	});

	test('aligned bytes are viewed, unaligned ones copied, with the same values', () => {
		const bytes = encodeFrame({ ...empty, count: 3, columns: everyType });
		const shifted = new Uint8Array(bytes.length + 3).subarray(3);
		shifted.set(bytes);
		const [near, far] = [decodeFrame(bytes), decodeFrame(shifted)];
		expect(far).toEqual(near);
		expect((near.columns[7]!.values as Float64Array).buffer).toBe(bytes.buffer);
		expect((far.columns[7]!.values as Float64Array).buffer).not.toBe(shifted.buffer);
	});

	test('frames of random rows come back', () => {
		const next = random(1);
		for (let round = 0; round < 200; round++) {
			const count = Math.floor(next() * 40);
			const column = <A extends { [i: number]: number; length: number }>(values: A, span: number) => {
				for (let i = 0; i < values.length; i++) values[i] = Math.floor((next() - 0.5) * span);
				return values;
			};
			const frame: Frame = {
				...empty,
				count,
				columns: [
					standardColumn('idx', column(new Uint32Array(count), 2 ** 33)),
					standardColumn('dt', column(new Uint16Array(count), 2 ** 17)),
					standardColumn('lat', column(new Int32Array(count), 2 ** 32)),
					standardColumn('value', column(new Float32Array(count), 2 ** 20))
				].filter(() => next() > 0.2),
				removed: column(new Uint32Array(Math.floor(next() * 5)), 2 ** 33)
			};
			const decoded = decodeFrame(encodeFrame(frame));
			expect(decoded.count).toBe(count);
			expect(decoded.columns.map((c) => c.values)).toEqual(frame.columns.map((c) => c.values));
			expect(decoded.removed).toEqual(frame.removed);
		}
	});

	test('truncated and mangled frames are FRAME_INVALID or readable, never anything else', () => {
		const whole = encodeFrame({ ...empty, count: 3, columns: everyType, removed: Uint32Array.of(1, 2, 3) });
		const attempt = (bytes: Uint8Array) => {
			try {
				decodeFrame(bytes);
				return 'read';
			} catch (thrown) {
				expect(thrown).toBeInstanceOf(AppError);
				expect((thrown as AppError).code).toBe('FRAME_INVALID');
				return 'refused';
			}
		};
		for (let length = 0; length < whole.length - 8; length++)
			expect(attempt(whole.slice(0, length))).toBe('refused');
		const next = random(2);
		for (let round = 0; round < 5000; round++) {
			const mangled = whole.slice();
			for (let n = 0; n < 1 + next() * 4; n++)
				mangled[Math.floor(next() * mangled.length)] = Math.floor(next() * 256);
			attempt(mangled);
		}
	});

	test.each([
		[4, 2, 'version 2'],
		[5, 9, 'kind 9'],
		[0, 0, 'magic missing']
	])('byte %i = %i is refused: %s', (at, value, reason) => {
		const bytes = encodeFrame(empty);
		bytes[at] = value;
		expect(() => decodeFrame(bytes)).toThrow(reason);
	});

	test('a standard field with another type is refused, an absent one is undefined', () => {
		const wrong: Column = { field: FIELDS.lon.id, type: 'f32', scale: 1, values: Float32Array.of(1) };
		const frame = decodeFrame(encodeFrame({ ...empty, count: 1, columns: [wrong] }));
		expect(() => columnOf(frame, 'lon')).toThrow('field lon has type f32');
		expect(columnOf(frame, 'lat')).toBeUndefined();
	});
});

describe('events', () => {
	test('a subscription has two frames of credit unless it says otherwise', () => {
		expect(subscribeRequest.parse({ sid: 1, cls: 'state', layer: 'subway' }).credit).toBe(2);
	});
	test.each([{ sid: 0 }, { sid: 70000 }, { cls: 'weather' }, { layer: '' }, { credit: 1000 }])(
		'a subscription with %j is refused',
		(wrong) => {
			expect(subscribeRequest.safeParse({ sid: 1, cls: 'state', layer: 'subway', ...wrong }).success).toBe(
				false
			);
		}
	);
	test('a hello that resumes says epoch and revisions', () => {
		const hello = {
			v: [1],
			client: 'test',
			resume: { epoch: 1, subs: [{ sid: 1, spec: { sid: 1, cls: 'state', layer: 'a' }, rev: 4 }] }
		};
		expect(helloRequest.safeParse(hello).success).toBe(true);
	});
});

describe('a message of several frames', () => {
	const rows = (idx: number[], removed: number[]) =>
		encodeFrame({
			...empty,
			count: idx.length,
			columns: [standardColumn('idx', Uint32Array.from(idx))],
			removed: Uint32Array.from(removed)
		});
	const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

	test('comes back frame by frame, and what moved from tile to tile is not removed', () => {
		const frames = decodeFrames(joined(rows([1, 2], [7, 3, 9]), rows([3], []), rows([], [2, 8])));
		expect(frames.map((frame) => [...columnOf(frame, 'idx')!])).toEqual([[1, 2], [3], []]);
		expect([...removedOf(frames)]).toEqual([7, 9, 8]);
	});

	test('is refused when its end is no frame', () => {
		const whole = joined(rows([1], []), rows([2], []));
		expect(() => decodeFrames(whole.subarray(0, whole.length - 8))).toThrow('Not a CTF frame');
		expect(() => decodeFrames(new Uint8Array(0))).toThrow('Not a CTF frame');
	});
});

test('times up to 65 seconds before t0 are two bytes, others eight, and all come back', () => {
	const t0 = 1_763_900_000_000;
	const near = Float64Array.of(t0, t0 - 65_534);
	expect(timeColumns(near, t0)).toEqual({ dt: Uint16Array.of(0, 65_534), ts: undefined });
	const far = Float64Array.of(t0 - 65_535, t0 + 1, t0 - 0.5, t0 - 7);
	const { dt, ts } = timeColumns(far, t0);
	expect([...dt]).toEqual([65_535, 65_535, 65_535, 7]);
	const columns = [standardColumn('dt', dt), standardColumn('ts', ts!)];
	expect(timesOf({ ...empty, t0, count: 4, columns })).toEqual(far);
});

test('events come back with their offsets', () => {
	const event = {
		kind: 'event',
		id: 'a',
		at: 5,
		type: 'Alert',
		severity: 'minor',
		title: { zh: '积水' }
	} as const;
	const stored = [{ offset: 7, receivedAt: 9.25, event }];
	const frame = decodeFrame(
		encodeFrame({ ...empty, kind: 'events', count: 1, columns: eventColumns(stored) })
	);
	expect(eventsOf(frame)).toEqual(stored);
	expect(() => eventsOf(empty)).toThrow('an event column is missing');
});
