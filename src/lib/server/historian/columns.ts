import { BIGINT, DOUBLE, FLOAT, INTEGER, UINTEGER, USMALLINT, UTINYINT } from '@duckdb/node-api';
import { NULLS } from '#lib/model/wire/fields.ts';

/** Values of a stored column as DuckDB's vectors hold them. */
export type StoredValues =
	Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array | BigInt64Array;

/** How a stored type is called in SQL, in DuckDB's API and in memory; `empty` is its "not said" in SQL. */
export const STORED_TYPES = {
	u8: { sql: 'UTINYINT', duck: UTINYINT, array: Uint8Array, empty: String(NULLS.u8) },
	u16: { sql: 'USMALLINT', duck: USMALLINT, array: Uint16Array, empty: String(NULLS.u16) },
	u32: { sql: 'UINTEGER', duck: UINTEGER, array: Uint32Array, empty: String(NULLS.u32) },
	i32: { sql: 'INTEGER', duck: INTEGER, array: Int32Array, empty: String(NULLS.i32) },
	f32: { sql: 'FLOAT', duck: FLOAT, array: Float32Array, empty: "'nan'::FLOAT" },
	f64: { sql: 'DOUBLE', duck: DOUBLE, array: Float64Array, empty: "'nan'::DOUBLE" },
	i64: { sql: 'BIGINT', duck: BIGINT, array: BigInt64Array, empty: '-1' }
} as const;
export type StoredType = keyof typeof STORED_TYPES;

export interface StoredColumn {
	readonly name: string;
	readonly type: StoredType;
	/** Every row has it: it is never "not said". */
	readonly always?: true;
}

/**
 * The columns of every hot table and Parquet file, in this order. `off` and `row` (place within the record
 * of the log) are a row's identity and the order of receipt. Metrics follow as `m0`, `m1`, … by their number,
 * so that no name from outside is ever part of SQL. In hot tables "not said" is the wire's NULL value, in
 * Parquet it is NULL.
 */
export const STORED_COLUMNS = [
	{ name: 'idx', type: 'u32', always: true },
	{ name: 'at', type: 'f64', always: true },
	{ name: 'received', type: 'f64', always: true },
	{ name: 'off', type: 'i64', always: true },
	{ name: 'row', type: 'u32', always: true },
	{ name: 'quality', type: 'u8', always: true },
	{ name: 'seq', type: 'u32' },
	{ name: 'lon', type: 'i32' },
	{ name: 'lat', type: 'i32' },
	{ name: 'alt', type: 'i32' },
	{ name: 'speed', type: 'u16' },
	{ name: 'heading', type: 'u16' },
	{ name: 'status', type: 'u8' }
] as const satisfies readonly StoredColumn[];

/** The stored column of a layer's n-th metric. */
export const metricStored = (metric: number): StoredColumn => ({ name: `m${metric}`, type: 'f32' });

/** A column's name in SQL; only for names of ours. */
export const quoted = (name: string): string => `"${name}"`;

/** All columns of a table that has these metrics, in its order. */
export const storedColumns = (metrics: readonly number[]): readonly StoredColumn[] => [
	...STORED_COLUMNS,
	...metrics.map(metricStored)
];
