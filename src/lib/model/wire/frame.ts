import { AppError } from '../errors.ts';
import type { EpochMs } from '../units.ts';
import {
	COLUMN_TYPES,
	FIELDS,
	METRIC_FIELD,
	type ColumnType,
	type ColumnTypeCode,
	type ColumnValues,
	type FieldName
} from './fields.ts';

/** "CTF1" read as a little-endian u32. */
export const MAGIC = 0x31465443;
export const FRAME_VERSION = 1;
export const HEADER_BYTES = 64;
export const COLUMN_BYTES = 16;
export const ALIGN = 8;

export const FRAME_KINDS = {
	1: 'snapshot',
	2: 'delta',
	3: 'events',
	4: 'aggregate',
	5: 'heartbeat'
} as const;
export type FrameKindCode = keyof typeof FRAME_KINDS;
export type FrameKind = (typeof FRAME_KINDS)[FrameKindCode];

/**
 * A message `f` is one frame, or several back to back (`decodeFrames`): what one tick brings to one
 * subscription. They are applied together: an entity that any of them has as a row is not removed
 * (`removedOf`), for it only went from one tile to another.
 *
 * - `snapshot`: replaces everything that the subscription has. `delta`: rows replace their entities whole, `removed` go.
 *   `heartbeat`: nothing changed. A row that its tile's frame lists as removed may be unknown: then it means nothing.
 * - `aggregate` (level 0): rows are cells (`tileX`, `tileY` at zoom `tile.z`, `count`, metrics = means) and
 *   replace all cells of the subscription. `events`: see event-frame.ts.
 * - Acknowledge with `seq` once the message is applied; all frames of a message have the same `seq` and `rev`.
 * - Rows: `idx`, `dt`, `lon`, `lat`, `speed`, `heading`, `status`, `quality`; `ts` when a time does not fit `dt`
 *   (`timesOf`), `alt` and metrics when any row has one. Without a position `lon` and `lat` are NULL.
 * - Within a connection nothing is lost and `rev` never falls. Shared deltas of everything at level 2 follow each
 *   other by one; other subscriptions see gaps between revisions, where nothing of theirs changed.
 */
/** Bits of a frame's `flags`. */
export const FRAME_FLAGS = {
	last: 1,
	conflated: 2,
	compressed: 4,
	synthetic: 8,
	replay: 16,
	degraded: 32
} as const;

export interface FrameHeader {
	readonly kind: FrameKind;
	readonly flags: number;
	/** 0 = shared by everyone who takes the layer; else the subscription it was made for. */
	readonly sid: number;
	/** Says the layer and with it columns and units, within an epoch. */
	readonly schemaId: number;
	readonly seq: number;
	/** Base event time. */
	readonly t0: EpochMs;
	/** Server clock when it was made. */
	readonly tEmit: EpochMs;
	/** Incarnation of the server's state: a change means starting anew. */
	readonly epoch: number;
	/** Revision of the layer that a reader has after applying the frame. */
	readonly rev: number;
	readonly lod: number;
	/** Web-mercator XYZ; 0, 0, 0 is everything. */
	readonly tile: { readonly z: number; readonly x: number; readonly y: number };
}

/** One column, tagged by type. `scale`: value = raw × scale. */
export type Column = {
	[T in ColumnType]: {
		readonly field: number;
		readonly type: T;
		readonly scale: number;
		readonly values: ColumnValues[T];
	};
}[ColumnType];

export interface Frame extends FrameHeader {
	readonly count: number;
	readonly columns: readonly Column[];
	/** Dictionary rows that are gone. */
	readonly removed: Uint32Array;
}

export const TYPE_CODES = Object.fromEntries(
	Object.entries(COLUMN_TYPES).map(([code, type]) => [type, Number(code)])
) as Record<ColumnType, ColumnTypeCode>; // inverse of COLUMN_TYPES
export const KIND_CODES = Object.fromEntries(
	Object.entries(FRAME_KINDS).map(([code, kind]) => [kind, Number(code)])
) as Record<FrameKind, FrameKindCode>; // inverse of FRAME_KINDS

/** Bytes of one value; utf8 and bitset have their own layout. */
export const VALUE_BYTES = { u8: 1, i8: 1, u16: 2, i16: 2, u32: 4, i32: 4, f32: 4, f64: 8, i64: 8 } as const;

/** A standard column with its catalogue scale. */
export function standardColumn<F extends FieldName>(
	field: F,
	values: ColumnValues[(typeof FIELDS)[F]['type']]
): Column {
	const { id, type, scale } = FIELDS[field];
	return { field: id, type, scale, values } as Column; // `values` has the field's own type by signature
}

/** The column of a layer's n-th metric. */
export const metricColumn = (metric: number, values: Float32Array): Column => ({
	field: METRIC_FIELD + metric,
	type: 'f32',
	scale: 1,
	values
});

/** The values of a layer's n-th metric, or undefined when the frame lacks it. */
export function metricOf(frame: Pick<Frame, 'columns'>, metric: number): Float32Array | undefined {
	const column = frame.columns.find(({ field }) => field === METRIC_FIELD + metric);
	if (column && column.type !== 'f32')
		throw frameInvalid(`metric ${metric} has type ${column.type}, not f32`);
	return column?.values;
}

/** The values of a standard field, or undefined when the frame lacks it. */
export function columnOf<F extends FieldName>(
	frame: Pick<Frame, 'columns'>,
	field: F
): ColumnValues[(typeof FIELDS)[F]['type']] | undefined {
	const { id, type } = FIELDS[field];
	const column = frame.columns.find((candidate) => candidate.field === id);
	if (!column) return undefined;
	if (column.type !== type) throw frameInvalid(`field ${field} has type ${column.type}, not ${type}`);
	return column.values as ColumnValues[(typeof FIELDS)[F]['type']]; // checked on the line above
}

/** The error of everything that is not a proper frame. */
export const frameInvalid = (reason: string) =>
	new AppError('FRAME_INVALID', { message: `Not a CTF frame: ${reason}.`, reason });
