import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Observation } from '#lib/model/observation.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { NULLS, QUALITY } from '#lib/model/wire/fields.ts';
import { encodeObservations } from '#lib/server/bus/observation-batch.ts';
import { LatestState } from '#lib/model/latest-state.ts';

const T = 1_763_900_000_000;
const metrics = ['pm25', 'no2'];
const statuses = ['moving', 'stopped', 'broken'];
const numbers = {
	schemaId: 1,
	idx: ({ entity }: Observation) => Number(entity),
	status: (word: string) => statuses.indexOf(word),
	metric: (name: string) => metrics.indexOf(name)
};
const row = (entity: number, second: number, rest: Partial<Observation> = {}): Observation => ({
	kind: 'observation',
	entity: String(entity),
	at: T + second * 1000,
	...rest
});
/** A log body of rows, received a minute after T. */
const body = (...rows: Observation[]) =>
	decodeFrame(encodeObservations(rows, numbers, { receivedAt: T + 60_000, epoch: 1, offset: 1 }));
function stateOf(...batches: (readonly Observation[])[]): LatestState {
	const state = new LatestState();
	for (const rows of batches) state.apply(body(...rows));
	return state;
}

describe('what wins in a layer’s state', () => {
	test('what a row does not say stays', () => {
		const state = stateOf(
			[row(0, 1, { position: [116.4, 39.9], speed: 5, status: 'moving', values: { pm25: 40 } })],
			[row(0, 2, { values: { no2: 7 } })]
		);
		expect([state.ts[0], state.lon[0], state.lat[0], state.speed[0], state.status[0]]).toEqual([
			T + 2000,
			1_164_000_000,
			399_000_000,
			500,
			0
		]);
		expect([state.metrics[0]![0], state.metrics[1]![0]]).toEqual([40, 7]);
	});

	test('a position brings altitude, speed and heading with it, or their absence', () => {
		const state = stateOf(
			[row(0, 1, { position: [1, 2], speed: 5, heading: 90, altitude: 3 })],
			[row(0, 2, { speed: 9 })],
			[row(0, 3, { position: [1, 3] })]
		);
		expect([state.speed[0], state.heading[0], state.alt[0]]).toEqual([NULLS.u16, NULLS.u16, NULLS.i32]);
	});

	test('a late row gives only what no newer row said', () => {
		const state = stateOf(
			[row(0, 9, { values: { no2: 1 }, quality: QUALITY.estimated })],
			[row(0, 3, { position: [1, 2], values: { no2: 5, pm25: 30 } })]
		);
		expect([state.ts[0], state.quality[0], state.lat[0]]).toEqual([T + 9000, QUALITY.estimated, 20_000_000]);
		expect([state.metrics[0]![0], state.metrics[1]![0]]).toEqual([30, 1]);
	});

	test('of the same instant the higher sequence wins, then the later arrival', () => {
		const value = (...rows: Observation[]) => stateOf(rows).metrics[0]![0];
		const of = (pm25: number, seq?: number) =>
			row(0, 1, { values: { pm25 }, ...(seq !== undefined && { seq }) });
		expect(value(of(1, 7), of(2, 6))).toBe(1);
		expect(value(of(1, 0), of(2))).toBe(1);
		expect(value(of(1), of(2))).toBe(2);
	});

	test('gone voids what came before, a newer row starts anew', () => {
		const state = stateOf([row(0, 1, { values: { pm25: 1 } }), row(1, 1)], [row(0, 2, { gone: true })]);
		expect([state.present[0], state.size]).toEqual([0, 1]);
		state.apply(body(row(0, 1, { values: { pm25: 2 } })));
		expect(state.present[0]).toBe(0);
		state.apply(body(row(0, 3, { values: { no2: 4 } })));
		expect([state.present[0], state.metrics[0]![0], state.metrics[1]![0]]).toEqual([1, NaN, 4]);
	});

	test('a clock an hour ahead counts as the time of receipt, is marked, and keeps nothing out', () => {
		const state = stateOf([row(0, 3600, { values: { pm25: 1 } })]);
		expect([state.ts[0], state.quality[0]]).toEqual([T + 60_000, QUALITY.clockSuspect]);
		state.apply(body(row(0, 61, { values: { pm25: 2 } })));
		expect([state.metrics[0]![0], state.quality[0]]).toEqual([2, 0]);
	});

	test('repeats and late rows are counted, and repeats change nothing', () => {
		const rows = [row(0, 40, { values: { pm25: 1 } }), row(1, 9, { status: 'stopped' })];
		const state = stateOf(rows);
		const changed: number[] = [];
		state.apply(body(...rows), (idx) => changed.push(idx));
		expect([changed, state.counts]).toEqual([[], { rows: 4, repeated: 2, late: 2 }]);
	});

	test('restored from its arrays it is the same state and goes on the same way', () => {
		const state = stateOf([
			row(0, 1, { position: [1, 2], values: { no2: 3 } }),
			row(300, 5, { status: 'broken' }),
			row(2, 5, { gone: true })
		]);
		const copy = LatestState.restore(structuredClone(state.arrays()), state.newestAt);
		expect([copy.hash(), copy.size]).toEqual([state.hash(), 2]);
		const late = body(row(2, 4, { values: { no2: 1 } }), row(0, 0, { values: { no2: 9, pm25: 2 } }));
		for (const each of [state, copy]) each.apply(late);
		expect([copy.hash(), copy.metrics[0]![0]]).toEqual([state.hash(), 2]);
	});
});

const anyRow = fc.record(
	{
		entity: fc.integer({ min: 0, max: 5 }),
		second: fc.integer({ min: 0, max: 30 }),
		position: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })),
		speed: fc.integer({ min: 0, max: 40 }),
		status: fc.constantFrom(...statuses),
		values: fc.dictionary(fc.constantFrom(...metrics), fc.integer({ min: 0, max: 99 })),
		gone: fc.constant(true as const)
	},
	{ requiredKeys: ['entity', 'second'] }
);

test('shuffled and repeated rows give the same hash, whatever they say', () => {
	fc.assert(
		fc.property(fc.array(anyRow, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (made, order) => {
			const rows = made.map(({ entity, second, ...rest }, seq) => row(entity, second, { ...rest, seq }));
			const ordered = stateOf(...rows.map((one) => [one]));
			const shuffled = [...rows, ...rows]
				.map((one) => ({ one, at: order.next().value as number })) // the stream never ends
				.sort((a, b) => a.at - b.at)
				.map(({ one }) => [one]);
			expect(stateOf(...shuffled).hash()).toBe(ordered.hash());
		}),
		{ numRuns: 500 }
	);
});
