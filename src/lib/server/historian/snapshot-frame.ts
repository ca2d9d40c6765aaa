import { isStale, staleAfterMs } from '#lib/model/live-layer.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { encodeFrame } from '#lib/model/wire/encode-frame.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { FRAME_FLAGS, metricColumn, standardColumn, type Frame } from '#lib/model/wire/frame.ts';
import { stateColumns } from '#lib/model/wire/state-frame.ts';
import type { LayerEntry } from '#lib/server/bus/bus.ts';
import type { Growable } from '#lib/model/grown.ts';
import type { LatestState } from '#lib/model/latest-state.ts';

/** Of which state, and how. */
export interface SnapshotHeader {
	readonly entry: LayerEntry;
	readonly t: EpochMs;
	readonly epoch: number;
	/** Offset of the newest row that it has. */
	readonly rev: number;
	/** With everything that folding further rows needs (wire/state-frame.ts). */
	readonly stamps: boolean;
}

/** A state as a snapshot frame, true at its `t0`. */
export function snapshotFrame(
	state: LatestState,
	{ entry, t, epoch, rev, stamps }: SnapshotHeader
): Uint8Array<ArrayBuffer> {
	return encodeFrame({
		kind: 'snapshot',
		flags: FRAME_FLAGS.last | FRAME_FLAGS.replay,
		sid: 0,
		schemaId: entry.number,
		seq: 0,
		t0: t,
		tEmit: t,
		epoch,
		rev,
		lod: 2,
		tile: { z: 0, x: 0, y: 0 },
		...(stamps ? stateColumns(state) : plainColumns(state, t, staleAfterMs(entry.declaration))),
		removed: new Uint32Array(0)
	});
}

/** What is there, marked stale where it is older than `limit` at `t`. */
function plainColumns(state: LatestState, t: EpochMs, limit: Milliseconds): Pick<Frame, 'count' | 'columns'> {
	const rows = new Uint32Array(state.size);
	for (let idx = 0, row = 0; idx < state.capacity; idx++) if (state.present[idx]) rows[row++] = idx;
	const ts = gathered(state.ts, rows);
	const quality = gathered(state.quality, rows).map((bits, row) =>
		isStale(ts[row]!, t, limit) ? bits | QUALITY.stale : bits & ~QUALITY.stale
	);
	return {
		count: rows.length,
		columns: [
			standardColumn('idx', rows),
			standardColumn('ts', ts),
			standardColumn('lon', gathered(state.lon, rows)),
			standardColumn('lat', gathered(state.lat, rows)),
			standardColumn('alt', gathered(state.alt, rows)),
			standardColumn('speed', gathered(state.speed, rows)),
			standardColumn('heading', gathered(state.heading, rows)),
			standardColumn('status', gathered(state.status, rows)),
			standardColumn('quality', quality),
			...state.metrics.map((values, metric) => metricColumn(metric, gathered(values, rows)))
		]
	};
}

function gathered<A extends Growable>(values: A, rows: Uint32Array): A {
	const picked = new (values.constructor as new (length: number) => A)(rows.length); // a typed array's own class
	for (let row = 0; row < rows.length; row++) picked[row] = values[rows[row]!]!;
	return picked;
}
