import { tableFromIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { FRAME_FLAGS, columnOf } from '#lib/model/wire/frame.ts';
import { Hub } from './hub.ts';
import { EVERYTHING } from './view.ts';
import { SampleRows, type ReplaySource } from '#lib/server/sources/replay-source.ts';
import { syntheticSource } from '#lib/server/sources/synthetic-source.ts';

/** A source of entities on the equator that a test moves by hand; metres east of 0. */
function byHand(capacity: number) {
	const rows = new SampleRows();
	const metres = new Map<number, { at: number; speed: number }>();
	const source: ReplaySource = {
		layer: 'hand',
		capacity,
		attribution: '',
		sample() {
			rows.clear();
			for (const [idx, { at, speed }] of metres) rows.add(idx, at / 111_319.49, 0, speed, 90, 0, 0);
			return rows;
		},
		entity: (idx) => ({ urn: `urn:${idx}`, title: `nr ${idx}`, ...(idx === 0 ? { colour: 'FF0000' } : {}) }),
		describe: () => ({ facts: [] }),
		trueDateShift: () => undefined,
		counts: () => ({}),
		fork: () => source
	};
	return { source, metres };
}
const messageOf = (hub: Hub, now: number) => hub.tick(now).states[0]!.message(EVERYTHING)!;
const idsOf = (bytes: Uint8Array) => [...(columnOf(decodeFrame(bytes), 'idx') ?? [])];

describe('a layer in the hub', () => {
	test('a row is sent when it appears, and again only when its prediction is off by more than a metre', () => {
		const { source, metres } = byHand(3);
		const hub = new Hub([source], { epoch: 7 });
		const tick = (second: number) => decodeFrame(messageOf(hub, second * 1000));
		metres.set(0, { at: 0, speed: 10 }).set(1, { at: 500, speed: 0 });
		const first = tick(0);
		expect([first.kind, first.rev, first.t0, first.epoch]).toEqual(['delta', 1, 1000, 7]);
		expect([...columnOf(first, 'idx')!]).toEqual([0, 1]);
		metres.get(0)!.at = 10.5;
		expect(tick(1).kind).toBe('heartbeat');
		metres.get(0)!.at = 22;
		const third = tick(2);
		expect([...columnOf(third, 'idx')!]).toEqual([0]);
		expect([...columnOf(third, 'dt')!]).toEqual([0]);
	});

	test('what vanishes is removed, what comes back is sent again', () => {
		const { source, metres } = byHand(3);
		const hub = new Hub([source]);
		metres.set(2, { at: 0, speed: 0 });
		hub.tick(0);
		metres.clear();
		expect([...decodeFrame(messageOf(hub, 1000)).removed]).toEqual([2]);
		metres.set(2, { at: 0, speed: 0 });
		expect(idsOf(messageOf(hub, 2000))).toEqual([2]);
	});

	test('a standing row is sent again before its age passes 65 seconds', () => {
		const { source, metres } = byHand(1);
		const hub = new Hub([source]);
		metres.set(0, { at: 0, speed: 0 });
		const ages = Array.from({ length: 70 }, (_, second) => idsOf(messageOf(hub, second * 1000)).length);
		expect(ages.reduce((sum, sent) => sum + sent)).toBe(3);
	});

	test('a difference to any revision brings current values, with a removal in between', () => {
		const { source, metres } = byHand(4);
		const hub = new Hub([source]);
		const layer = hub.state('hand');
		for (const idx of [0, 1, 2]) metres.set(idx, { at: idx * 100, speed: 0 });
		hub.tick(0);
		metres.delete(1);
		hub.tick(1000);
		metres.get(2)!.at = 900;
		hub.tick(2000);
		const delta = decodeFrame(layer.deltaSince(1, EVERYTHING, 5, 2000));
		expect([delta.sid, delta.flags & FRAME_FLAGS.conflated, delta.rev]).toEqual([
			5,
			FRAME_FLAGS.conflated,
			3
		]);
		expect([...columnOf(delta, 'idx')!]).toEqual([2]);
		expect([...delta.removed]).toEqual([1]);
		expect(idsOf(layer.snapshot(EVERYTHING, 0, 2000))).toEqual([0, 2]);
	});

	test('a source that fails leaves its layer as it was, which then is stale, and the others go on', () => {
		const { source, metres } = byHand(1);
		const errors: string[] = [];
		const broken: ReplaySource = {
			...source,
			sample(at) {
				if (at > 2000) throw new Error('gone');
				return source.sample(at);
			}
		};
		metres.set(0, { at: 0, speed: 0 });
		const good = syntheticSource({ layer: 'good', count: 2, bbox: [0, 0, 1, 1] });
		const hub = new Hub([broken, good], {
			onError: (layer, error) => errors.push(`${layer}: ${error.message}`)
		});
		for (let second = 0; second < 10; second++) hub.tick(second * 1000);
		expect(errors).toHaveLength(8);
		expect(hub.health(9000)).toEqual([
			{ id: 'hand', ageSeconds: 7, stale: true },
			{ id: 'good', ageSeconds: 0, stale: false }
		]);
	});

	test('the dictionary is an Arrow stream from a row on', () => {
		const hub = new Hub([byHand(3).source]);
		const table = tableFromIPC(hub.dictionary('hand', 0));
		expect(table.toArray().map((row) => ({ ...row }))[0]).toEqual({
			idx: 0,
			urn: 'urn:0',
			title: 'nr 0',
			colour: 'FF0000'
		});
		expect(table.getChild('colour')!.get(1)).toBeNull();
		expect(tableFromIPC(hub.dictionary('hand', 2)).getChild('urn')!.get(0)).toBe('urn:2');
		expect(() => hub.dictionary('nothing', 0)).toThrow('No live layer nothing');
	});

	test('synthetic data say so on every frame', () => {
		const hub = new Hub([syntheticSource({ layer: 's', count: 3, bbox: [0, 0, 1, 1] })]);
		expect(decodeFrame(messageOf(hub, 0)).flags & FRAME_FLAGS.synthetic).toBe(FRAME_FLAGS.synthetic);
	});
});
