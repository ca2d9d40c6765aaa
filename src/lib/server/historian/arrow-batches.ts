import {
	Field,
	Float32,
	Float64,
	Int32,
	RecordBatch,
	Schema,
	Struct,
	Table,
	Uint16,
	Uint32,
	Uint8,
	makeData,
	tableToIPC,
	type DataType
} from 'apache-arrow';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { NULLS } from '#lib/model/wire/fields.ts';
import { STORED_TYPES, type StoredType, type StoredValues } from './columns.ts';
import { itemsOf } from './duckdb.ts';

export const BATCH_ROWS = 65_536;

/** A column of an answer; `nullable`: the wire's NULL value becomes NULL. */
export interface ArrowColumn {
	readonly name: string;
	readonly type: Exclude<StoredType, 'i64'>;
	readonly nullable: boolean;
	/** UCUM code, kept in the field's metadata as `unit`. */
	readonly unit?: string;
}

const ARROW_TYPES = {
	u8: () => new Uint8(),
	u16: () => new Uint16(),
	u32: () => new Uint32(),
	i32: () => new Int32(),
	f32: () => new Float32(),
	f64: () => new Float64()
} as const satisfies Record<ArrowColumn['type'], () => DataType>;

/** What ends an Arrow IPC stream. */
const END = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

/**
 * Rows of a result as an Arrow IPC stream: the schema, then record batches of at most `BATCH_ROWS` rows, then
 * the end. The chunks' columns are those of `columns`, in their order and without NULLs.
 */
export async function* arrowStream(
	chunks: AsyncIterable<DuckDBDataChunk>,
	columns: readonly ArrowColumn[]
): AsyncGenerator<Uint8Array> {
	const schema = new Schema(
		columns.map(({ name, type, nullable, unit }) => {
			const metadata = new Map(unit === undefined ? [] : [['unit', unit] as const]);
			return new Field(name, ARROW_TYPES[type](), nullable, metadata);
		})
	);
	const empty = tableToIPC(new Table(schema), 'stream');
	const schemaBytes = 8 + new DataView(empty.buffer, empty.byteOffset).getInt32(4, true);
	yield empty.slice(0, schemaBytes);
	const batch = columns.map(({ type }) => new STORED_TYPES[type].array(BATCH_ROWS) as StoredValues);
	let count = 0;
	const flush = () => {
		const bytes = tableToIPC(new Table(schema, [recordBatch(schema, columns, batch, count)]), 'stream');
		count = 0;
		return bytes.subarray(schemaBytes, bytes.byteLength - END.byteLength);
	};
	for await (const chunk of chunks) {
		if (count + chunk.rowCount > BATCH_ROWS) yield flush();
		batch.forEach((values, i) => values.set(itemsOf(chunk.getColumnVector(i)) as never, count)); // one type each, by the query
		count += chunk.rowCount;
	}
	if (count > 0) yield flush();
	yield END.slice();
}

function recordBatch(
	schema: Schema,
	columns: readonly ArrowColumn[],
	batch: readonly StoredValues[],
	length: number
): RecordBatch {
	const children = columns.map(({ type, nullable }, i) => {
		const data = batch[i]!.subarray(0, length);
		const validity = nullable ? validityOf(data, NULLS[type]) : undefined;
		return makeData({
			type: ARROW_TYPES[type](),
			length,
			nullCount: validity?.nullCount ?? 0,
			data,
			...(validity && { nullBitmap: validity.bitmap })
		} as never); // makeData's overloads go by one type, `data` is of the column's
	});
	return new RecordBatch(
		schema,
		makeData({ type: new Struct(schema.fields), length, nullCount: 0, children })
	);
}

/** Arrow's validity bits of values of which `empty` (or NaN) is none; undefined when all are some. */
function validityOf(
	values: StoredValues,
	empty: number
): { readonly bitmap: Uint8Array; readonly nullCount: number } | undefined {
	const bitmap = new Uint8Array((values.length + 7) >> 3);
	const floats = Number.isNaN(empty);
	let valid = 0;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (floats ? value !== value : value === empty) continue;
		bitmap[i >> 3]! |= 1 << (i & 7);
		valid++;
	}
	return valid === values.length ? undefined : { bitmap, nullCount: values.length - valid };
}
