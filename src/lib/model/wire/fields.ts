/** Column types of a frame, by their number on the wire. */
export const COLUMN_TYPES = {
	1: 'u8',
	2: 'i8',
	3: 'u16',
	4: 'i16',
	5: 'u32',
	6: 'i32',
	7: 'f32',
	8: 'f64',
	9: 'i64',
	10: 'utf8',
	11: 'bitset'
} as const;
export type ColumnTypeCode = keyof typeof COLUMN_TYPES;
export type ColumnType = (typeof COLUMN_TYPES)[ColumnTypeCode];

/** What a column of each type is in memory; `bitset` keeps its packed bytes, least bit first. */
export interface ColumnValues {
	u8: Uint8Array;
	i8: Int8Array;
	u16: Uint16Array;
	i16: Int16Array;
	u32: Uint32Array;
	i32: Int32Array;
	f32: Float32Array;
	f64: Float64Array;
	i64: BigInt64Array;
	utf8: readonly string[];
	bitset: Uint8Array;
}

/** "No value", by type: the largest number for integers, NaN for floats, the empty text. */
export const NULLS = {
	u8: 0xff,
	i8: 0x7f,
	u16: 0xffff,
	i16: 0x7fff,
	u32: 0xffffffff,
	i32: 0x7fffffff,
	f32: NaN,
	f64: NaN,
	i64: 0x7fffffffffffffffn,
	utf8: ''
} as const;

/**
 * Standard fields. A value is raw × scale in `unit` (UCUM). The scale in a frame is float32; for
 * these fields readers use the exact one here (float32 1e-7 is 10 cm off at 74° west).
 */
export const FIELDS = {
	/** Row of the entity dictionary, stable within an epoch. */
	idx: { id: 1, type: 'u32', scale: 1, unit: '1' },
	/** Event time = the frame's t0 − dt; 65535 = older, see ts. */
	dt: { id: 2, type: 'u16', scale: 1, unit: 'ms' },
	ts: { id: 3, type: 'f64', scale: 1, unit: 'ms' },
	lon: { id: 4, type: 'i32', scale: 1e-7, unit: 'deg' },
	lat: { id: 5, type: 'i32', scale: 1e-7, unit: 'deg' },
	alt: { id: 6, type: 'i32', scale: 0.01, unit: 'm' },
	speed: { id: 7, type: 'u16', scale: 0.01, unit: 'm/s' },
	heading: { id: 8, type: 'u16', scale: 0.01, unit: 'deg' },
	status: { id: 9, type: 'u8', scale: 1, unit: '1' },
	value: { id: 10, type: 'f32', scale: 1, unit: '1' },
	metric: { id: 11, type: 'u8', scale: 1, unit: '1' },
	quality: { id: 12, type: 'u8', scale: 1, unit: '1' },
	/** The source's own sequence; orders observations of the same instant. */
	seq: { id: 13, type: 'u32', scale: 1, unit: '1' },
	/** Aggregates: entities in the cell. */
	count: { id: 14, type: 'u32', scale: 1, unit: '1' },
	/** Aggregates: the cell, web-mercator XYZ at the zoom of the frame's tile. */
	tileX: { id: 15, type: 'u32', scale: 1, unit: '1' },
	tileY: { id: 16, type: 'u32', scale: 1, unit: '1' },
	/** Events: offset in the log, when it was received, and the EventRecord as JSON. */
	offset: { id: 17, type: 'f64', scale: 1, unit: '1' },
	received: { id: 18, type: 'f64', scale: 1, unit: 'ms' },
	text: { id: 19, type: 'utf8', scale: 1, unit: '1' }
} as const satisfies Record<string, { id: number; type: ColumnType; scale: number; unit: string }>;
export type FieldName = keyof typeof FIELDS;

/** Bits of the `quality` column. */
export const QUALITY = {
	stale: 1,
	clockSuspect: 2,
	outOfRange: 4,
	estimated: 8,
	simulated: 16,
	/** The entity is no longer there; in logs and history only, frames list it as removed. */
	gone: 32
} as const;
export type QualityMark = keyof typeof QUALITY;

/** Field of a layer's n-th metric: float32 in the metric's unit, NaN = not said. */
export const METRIC_FIELD = 256;

/** The first two values of every layer's `status`; others follow in the order in which they were first said. */
export const VEHICLE_STATUS = { moving: 0, stopped: 1 } as const;
export const FIRST_STATUSES: readonly string[] = Object.keys(VEHICLE_STATUS);
