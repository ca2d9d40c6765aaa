import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LatestState } from '../latest-state.ts';
import { decodeFrame } from './decode-frame.ts';
import { encodeFrame } from './encode-frame.ts';
import { NULLS, QUALITY } from './fields.ts';
import { metricColumn, standardColumn, type Frame } from './frame.ts';
import { stateColumns, stateOf } from './state-frame.ts';

const T = 1_763_900_000_000;
const header: Frame = {
	kind: 'snapshot',
	flags: 0,
	sid: 0,
	schemaId: 1,
	seq: 0,
	t0: T,
	tEmit: T,
	epoch: 1,
	rev: 0,
	lod: 2,
	tile: { z: 0, x: 0, y: 0 },
	count: 0,
	columns: [],
	removed: new Uint32Array(0)
};
interface Row {
	readonly idx: number;
	readonly second: number;
	readonly seq?: number | undefined;
	readonly place?: number | undefined;
	readonly status?: number | undefined;
	readonly metric?: number | undefined;
	readonly gone?: boolean | undefined;
}
const rowsOf = (rows: readonly Row[]): Frame => ({
	...header,
	count: rows.length,
	columns: [
		standardColumn(
			'idx',
			Uint32Array.from(rows, ({ idx }) => idx)
		),
		standardColumn(
			'ts',
			Float64Array.from(rows, ({ second }) => T + second * 1000)
		),
		standardColumn(
			'quality',
			Uint8Array.from(rows, ({ gone }) => (gone ? QUALITY.gone : 0))
		),
		standardColumn(
			'seq',
			Uint32Array.from(rows, ({ seq }) => seq ?? NULLS.u32)
		),
		standardColumn(
			'lon',
			Int32Array.from(rows, ({ place }) => place ?? NULLS.i32)
		),
		standardColumn(
			'lat',
			Int32Array.from(rows, ({ place }) => place ?? NULLS.i32)
		),
		standardColumn(
			'status',
			Uint8Array.from(rows, ({ status }) => status ?? NULLS.u8)
		),
		metricColumn(
			1,
			Float32Array.from(rows, ({ metric }) => metric ?? NaN)
		)
	]
});
const anyRow = fc.record({
	idx: fc.nat(4),
	second: fc.nat(6),
	seq: fc.option(fc.nat(2), { nil: undefined }),
	place: fc.option(fc.nat(9), { nil: undefined }),
	status: fc.option(fc.nat(3), { nil: undefined }),
	metric: fc.option(fc.nat(9), { nil: undefined }),
	gone: fc.boolean()
});

test('a state that crossed the wire goes on exactly as the one that stayed', () => {
	fc.assert(
		fc.property(fc.array(anyRow, { maxLength: 12 }), fc.array(anyRow, { maxLength: 12 }), (first, later) => {
			const state = new LatestState();
			state.apply(rowsOf(first));
			const crossed = stateOf(decodeFrame(encodeFrame({ ...header, ...stateColumns(state) })));
			expect(crossed.hash()).toBe(state.hash());
			for (const each of [state, crossed]) each.apply(rowsOf(later));
			expect([crossed.hash(), crossed.size]).toEqual([state.hash(), state.size]);
		}),
		{ numRuns: 1000 }
	);
});

test('a snapshot without stamps is the same state', () => {
	const state = new LatestState();
	state.apply(rowsOf([{ idx: 3, second: 1, place: 5, metric: 2 }]));
	const { columns } = rowsOf([{ idx: 3, second: 1, place: 5, metric: 2 }]);
	const plain = columns.filter(({ field }) => field !== 13);
	expect(stateOf({ ...header, count: 1, columns: plain }).hash()).toBe(state.hash());
});
