import type { LayerOrigin } from '#lib/model/live-layer.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { encodeFrame } from '#lib/model/wire/encode-frame.ts';
import { FRAME_FLAGS, type Column, type FrameKind } from '#lib/model/wire/frame.ts';
import type { Difference } from './revisions.ts';
import { rowColumns, type RowTable } from './row-table.ts';

/** What every frame of a layer says of it. */
export interface FrameLayer {
	readonly epoch: number;
	readonly schemaId: number;
	readonly origin: LayerOrigin;
	readonly rev: number;
	/** Base time. */
	readonly t0: EpochMs;
	readonly table: RowTable;
	/** The bit `stale` by dictionary row, where the layer has one. */
	readonly stale: Uint8Array | undefined;
}

/** What differs from frame to frame of a tick. */
export interface FrameParts {
	readonly now: EpochMs;
	readonly lod: number;
	/** 0, when absent: for everyone. */
	readonly sid?: number;
	readonly flags?: number;
	/** Everything when absent. */
	readonly tile?: { readonly z: number; readonly x: number; readonly y: number };
}

/** A frame of rows of the layer's table as they are now. */
export function encodeRows(
	layer: FrameLayer,
	kind: FrameKind,
	{ rows, removed }: Difference,
	parts: FrameParts
): Uint8Array {
	const columns = rowColumns(layer.table, rows, layer.t0, layer.stale);
	return encodeColumns(layer, kind, rows.length, columns, parts, removed);
}

/** A frame of any columns. */
export function encodeColumns(
	{ epoch, schemaId, origin, rev, t0 }: FrameLayer,
	kind: FrameKind,
	count: number,
	columns: readonly Column[],
	{ now, lod, sid = 0, flags = 0, tile = { z: 0, x: 0, y: 0 } }: FrameParts,
	removed: Uint32Array = new Uint32Array(0)
): Uint8Array {
	const marks =
		(origin === 'measured' ? 0 : FRAME_FLAGS.replay) | (origin === 'simulated' ? FRAME_FLAGS.synthetic : 0);
	return encodeFrame({
		kind,
		flags: flags | FRAME_FLAGS.last | marks,
		sid,
		schemaId,
		seq: rev,
		t0,
		tEmit: now,
		epoch,
		rev,
		lod,
		tile,
		count,
		columns,
		removed
	});
}
