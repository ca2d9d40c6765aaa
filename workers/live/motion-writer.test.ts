import { expect, test } from 'vitest';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type { MotionLook, MotionSamples, MotionSink } from '#lib/model/motion.ts';
import { standardColumn, type Frame } from '#lib/model/wire/frame.ts';
import { EntityStore } from './entity-store.ts';
import { LiveFeed } from './live-feed.ts';
import { MotionWriter, perform } from './motion-writer.ts';

const T = 1_763_900_000_000;
const anchor = [-74, 40.7] as const;
const frame = new LocalFrame(anchor);

interface Row {
	readonly idx: number;
	/** Metres east of the anchor. */
	readonly x: number;
	readonly speed?: number;
	readonly age?: number;
}
let rev = 0;
function frameOf(
	kind: 'snapshot' | 'delta',
	t0: number,
	rows: readonly Row[],
	removed: readonly number[] = []
): Frame {
	const at = rows.map(({ x }) => frame.toLngLat(x, 0));
	return {
		kind,
		flags: 0,
		sid: 0,
		schemaId: 1,
		seq: ++rev,
		t0,
		tEmit: t0,
		epoch: 1,
		rev,
		lod: 2,
		tile: { z: 0, x: 0, y: 0 },
		count: rows.length,
		columns: [
			standardColumn(
				'idx',
				Uint32Array.from(rows, ({ idx }) => idx)
			),
			standardColumn(
				'dt',
				Uint16Array.from(rows, ({ age }) => age ?? 0)
			),
			standardColumn(
				'lon',
				Int32Array.from(at, ([lng]) => Math.round(lng * 1e7))
			),
			standardColumn(
				'lat',
				Int32Array.from(at, ([, lat]) => Math.round(lat * 1e7))
			),
			standardColumn(
				'speed',
				Uint16Array.from(rows, ({ speed }) => (speed ?? 0) * 100)
			),
			standardColumn(
				'heading',
				Uint16Array.from(rows, () => 9000)
			)
		],
		removed: Uint32Array.from(removed)
	};
}

/** A sink that draws like the GPU does: two samples, the older first. */
class Picture implements MotionSink {
	base = 0;
	resets = 0;
	slots = { a: new Float32Array(0), b: new Float32Array(0) };
	looks: MotionLook[] = [];
	reset(capacity: number, epochBase: number) {
		this.base = epochBase;
		this.resets++;
		this.slots = {
			a: new Float32Array(4 * capacity).fill(-1e9),
			b: new Float32Array(4 * capacity).fill(-1e9)
		};
	}
	write({ slot, first, samples }: MotionSamples) {
		this.slots[slot].set(samples, 4 * first);
	}
	look(look: MotionLook) {
		this.looks.push(look);
	}
	remove(indices: Uint32Array) {
		for (const i of indices) this.slots.a[4 * i + 3] = this.slots.b[4 * i + 3] = -1e9;
	}
	/** x at an instant, as the shader has it; undefined when not drawn. */
	xAt(slot: number, at: number): number | undefined {
		const [a, b] = [
			this.slots.a.subarray(4 * slot, 4 * slot + 4),
			this.slots.b.subarray(4 * slot, 4 * slot + 4)
		];
		const [s0, s1] = a[3]! <= b[3]! ? [a, b] : [b, a];
		if (s1[3]! < -1e8) return undefined;
		const span = s1[3]! - s0[3]!;
		if (s0[3]! < -1e8 || span <= 0) return s1[0]!;
		const f = Math.min(Math.max((at - this.base) / 1000 - s0[3]!, 0), span + 3) / span;
		return s0[0]! + f * (s1[0]! - s0[0]!);
	}
}

function live() {
	const store = new EntityStore(frame);
	const writer = new MotionWriter(store, () => 1000);
	const picture = new Picture();
	const step = (f: Frame, shownAt = f.t0 - 1000) => {
		store.apply(f);
		perform(writer.advance(f.t0, shownAt), picture);
	};
	return { store, writer, picture, step };
}

test('an entity moves evenly between samples, also through steps in which nothing was sent', () => {
	const { picture, step } = live();
	step(frameOf('snapshot', T + 1000, [{ idx: 7, x: 0, speed: 10 }]));
	expect(picture.xAt(0, T)).toBeCloseTo(-10, 1);
	expect(picture.xAt(0, T + 500)).toBeCloseTo(-5, 1);
	step(frameOf('delta', T + 2000, []));
	expect(picture.xAt(0, T + 1000)).toBeCloseTo(0, 1);
	expect(picture.xAt(0, T + 1500)).toBeCloseTo(5, 1);
	step(frameOf('delta', T + 3000, [{ idx: 7, x: 21, speed: 10 }]));
	expect(picture.xAt(0, T + 2000)).toBeCloseTo(10, 1);
	expect(picture.xAt(0, T + 3000)).toBeCloseTo(21, 1);
	expect(picture.resets).toBe(1);
});

test('a late step goes on from where the entity is seen', () => {
	const { picture, step } = live();
	step(frameOf('snapshot', T, [{ idx: 1, x: 0, speed: 10 }]));
	step(frameOf('delta', T + 1000, []));
	const seen = picture.xAt(0, T + 1600);
	expect(seen).toBeCloseTo(16, 1);
	step(frameOf('delta', T + 2000, [{ idx: 1, x: 10 }]), T + 1600);
	expect(picture.xAt(0, T + 1600)).toBeCloseTo(seen!, 3);
	// It is there when the next news may be.
	expect(picture.xAt(0, T + 2600)).toBeCloseTo(10, 1);
});

test('a jump in a late step is not a glide either', () => {
	const { picture, step } = live();
	step(frameOf('snapshot', T, [{ idx: 1, x: 0, speed: 10 }]));
	step(frameOf('delta', T + 1000, []));
	step(frameOf('delta', T + 2000, [{ idx: 1, x: 5000, speed: 10 }]), T + 1600);
	expect(picture.xAt(0, T + 1600)).toBeCloseTo(4996, 1);
	expect(picture.xAt(0, T + 2600)).toBeCloseTo(5006, 1);
});

test('steps that are always late glide and never swing', () => {
	const { picture, step } = live();
	const observed = (second: number) => [{ idx: 1, x: 12 * second, speed: 9 }];
	step(frameOf('snapshot', T, observed(0)), T - 300);
	let before = picture.xAt(0, T)!;
	for (let second = 1; second < 40; second++) {
		const wobble = second % 3 === 0 ? 250 : 0;
		step(frameOf('delta', T + second * 1000 + wobble, observed(second)), T + second * 1000 + wobble - 300);
		for (let part = 0; part < 10; part++) {
			const x = picture.xAt(0, T + second * 1000 + wobble - 300 + 100 * part)!;
			expect(Math.abs(x - before)).toBeLessThan(9);
			before = x;
		}
		expect(Math.abs(before - 12 * (second + 0.6))).toBeLessThan(15);
	}
	expect(picture.resets).toBe(1);
});

test('a centimetre in news right after the instant aimed at does not carry an entity away', () => {
	const { picture, step } = live();
	const seen = (second: number, wrong = 0) => [{ idx: 1, x: 12 * second + wrong, speed: 12 }];
	step(frameOf('snapshot', T, seen(0)), T - 300);
	step(frameOf('delta', T + 1000, seen(1)), T + 700); // late: aims at T + 1700
	step(frameOf('delta', T + 1702, seen(1.702, 0.05)), T + 1402);
	for (let ms = 1402; ms < 2700; ms += 100)
		expect(Math.abs(picture.xAt(0, T + ms)! - (12 * ms) / 1000)).toBeLessThan(0.1);
});

test('what is new is drawn on its way in, what is gone is not drawn, its slot is used again', () => {
	const { picture, step, store } = live();
	step(frameOf('snapshot', T, [{ idx: 1, x: 0 }]));
	step(frameOf('delta', T + 1000, [{ idx: 2, x: 100, speed: 10 }]));
	expect(picture.xAt(1, T + 500)).toBeCloseTo(95, 1);
	step(frameOf('delta', T + 2000, [], [1]));
	expect(picture.xAt(0, T + 1500)).toBeUndefined();
	expect(store.size).toBe(1);
	for (let idx = 10; idx < 10 + 255; idx++) step(frameOf('delta', T + 3000 + idx * 1000, [{ idx, x: idx }]));
	expect(store.slotOf(264)).toBe(0);
	expect(store.capacity).toBe(256);
	expect(picture.resets).toBe(1);
});

test('a jump across the city is not a glide', () => {
	const { picture, step } = live();
	step(frameOf('snapshot', T, [{ idx: 1, x: 0 }]));
	step(frameOf('delta', T + 1000, []));
	step(frameOf('delta', T + 2000, [{ idx: 1, x: 5000, speed: 10 }]));
	expect(picture.xAt(0, T + 1500)).toBeCloseTo(4995, 0);
});

test('a snapshot drops what it does not name', () => {
	const { picture, step } = live();
	step(
		frameOf('snapshot', T, [
			{ idx: 1, x: 0 },
			{ idx: 2, x: 50 }
		])
	);
	step(frameOf('snapshot', T + 1000, [{ idx: 2, x: 50 }]));
	expect(picture.xAt(0, T + 500)).toBeUndefined();
	expect(picture.xAt(1, T + 500)).toBeCloseTo(50, 1);
});

test('more entities than fit, and an hour later, start the sink anew with the picture kept', () => {
	const { picture, step } = live();
	step(frameOf('snapshot', T, [{ idx: 1, x: 3, speed: 10 }]));
	step(
		frameOf(
			'delta',
			T + 1000,
			Array.from({ length: 300 }, (_, i) => ({ idx: 10 + i, x: i }))
		)
	);
	expect([picture.resets, picture.slots.a.length]).toEqual([2, 4 * 512]);
	expect(picture.xAt(0, T + 500)).toBeCloseTo(8, 1);
	step(frameOf('delta', T + 3_602_000, [{ idx: 1, x: 40 }]));
	expect(picture.resets).toBe(3);
	expect(picture.xAt(0, T + 3_602_000)).toBeCloseTo(40, 1);
});

test('colours come with the dictionary, once for all and then for new entities', () => {
	const { picture, step, writer } = live();
	step(frameOf('snapshot', T, [{ idx: 1, x: 0 }]));
	expect(picture.looks).toEqual([]);
	writer.setLook({
		sizePx: 8,
		colourOf: ({ idx }, slot) => (idx[slot] === 1 ? [255, 0, 0, 255] : [1, 2, 3, 255]),
		changes: false,
		ages: false
	});
	step(frameOf('delta', T + 1000, []));
	step(frameOf('delta', T + 2000, [{ idx: 2, x: 9 }]));
	expect(picture.looks.map(({ first, colour }) => [first, [...colour]])).toEqual([
		[0, [255, 0, 0, 255]],
		[1, [1, 2, 3, 255]]
	]);
});

test('a position is that of the curved earth, to centimetres at ten kilometres', () => {
	const store = new EntityStore(frame);
	const far = frame.toLngLat(10_000, 0);
	store.apply(frameOf('snapshot', T, [{ idx: 1, x: 10_000, speed: 20 }]));
	const [x, y, z] = frame.toLocal(far[0], far[1]);
	const out = new Float32Array(3);
	store.positionAt(0, T, out, 0);
	expect(out[0]).toBeCloseTo(x, 1);
	expect(out[1]).toBeCloseTo(y, 1);
	expect(out[2]).toBeCloseTo(z, 1);
	// 600 m further along the parallel's tangent: east there, not east here.
	store.positionAt(0, T + 30_000, out, 0);
	const beyond = frame.toLocal(far[0] + 600 / 84_393, far[1]);
	expect(Math.hypot(out[0]! - beyond[0], out[1]! - beyond[1])).toBeLessThan(1);
	expect(out[2]).toBeCloseTo(beyond[2], 0);
});

test('a feed says when a message is missing, and applies messages only when the screen gets there', () => {
	const applied: number[] = [];
	const feed = new LiveFeed(new EntityStore(frame), {
		step: () => 1000,
		whole: () => true,
		moves: () => true,
		applied: (seq) => applied.push(seq)
	});
	const [a, b, c, d] = [T, T + 1000, T + 2000, T + 3000].map((t0, i) =>
		frameOf(i === 0 ? 'snapshot' : 'delta', t0, [{ idx: 1, x: 0 }])
	);
	expect(feed.receive([b!])).toBe('gap');
	expect(feed.receive([a!])).toBe('taken');
	expect(feed.receive([b!])).toBe('taken');
	expect(applied).toEqual([]);
	expect(feed.receive([b!])).toBe('known');
	expect(applied).toEqual([b!.seq]);
	expect(feed.receive([d!])).toBe('gap');
	expect(feed.receive([{ ...d!, sid: 1 }])).toBe('taken');
	expect(feed.receive([c!])).toBe('known');
	expect(feed.show(T - 1001)).toBeUndefined();
	expect(feed.dueAt).toBe(T - 1000);
	expect(feed.show(T)).toBe(T + 1000);
	expect([applied.slice(2), feed.dueAt]).toEqual([[a!.seq, b!.seq], T + 2000]);
});

test('what does not move is applied at once', () => {
	const feed = new LiveFeed(new EntityStore(frame), {
		step: () => 1000,
		whole: () => true,
		moves: () => false,
		applied: () => undefined
	});
	feed.receive([frameOf('snapshot', T, [{ idx: 1, x: 0 }])]);
	expect([feed.show(0), feed.store.size]).toEqual([T, 1]);
});
