import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import {
	Dictionary,
	Field,
	Float32,
	Float64,
	Int32,
	Int8,
	RecordBatch,
	RecordBatchStreamWriter,
	Schema,
	Struct,
	Uint32,
	Uint8,
	Utf8,
	makeData,
	makeVector,
	type Data,
	type DataType
} from 'apache-arrow';

/** A column ready for an Arrow file: its data and whether rows may be empty. */
export interface ArrowColumn {
	readonly data: Data;
	readonly nullable: boolean;
}

type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array | Int8Array;

/** Numbers as they are; with `nanIsNull`, a NaN is an empty row. */
export function numberColumn(values: Numbers, nanIsNull = false): ArrowColumn {
	const length = values.length;
	if (!nanIsNull)
		return {
			data: makeData({ type: typeOf(values), length, nullCount: 0, data: values } as never),
			nullable: false
		};
	const { bitmap, nullCount } = validity(length, (row) => !Number.isNaN(values[row]!));
	return {
		data: makeData({ type: typeOf(values), length, nullCount, nullBitmap: bitmap, data: values } as never),
		nullable: true
	};
}

function typeOf(values: Numbers): DataType {
	if (values instanceof Float64Array) return new Float64();
	if (values instanceof Float32Array) return new Float32();
	if (values instanceof Int32Array) return new Int32();
	if (values instanceof Uint32Array) return new Uint32();
	if (values instanceof Int8Array) return new Int8();
	return new Uint8();
}

/** Unsigned 32-bit numbers; `missing` marks empty rows. */
export function uint32Column(values: Uint32Array, missing: (row: number) => boolean): ArrowColumn {
	const { bitmap, nullCount } = validity(values.length, (row) => !missing(row));
	return {
		data: makeData({
			type: new Uint32(),
			length: values.length,
			nullCount,
			nullBitmap: bitmap,
			data: values
		}),
		nullable: true
	};
}

/** Text, one copy a row; `nullable` lets undefined be an empty row. */
export function textColumn(
	length: number,
	textAt: (row: number) => string | undefined,
	nullable: boolean
): ArrowColumn {
	const offsets = new Int32Array(length + 1);
	let bytes = Buffer.allocUnsafe(Math.max(1024, length * 12));
	let end = 0;
	for (let row = 0; row < length; row++) {
		const text = textAt(row) ?? '';
		const room = text.length * 3;
		if (end + room > bytes.length) {
			const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, end + room));
			bytes.copy(larger, 0, 0, end);
			bytes = larger;
		}
		end += bytes.write(text, end);
		offsets[row + 1] = end;
	}
	const nulls = nullable ? validity(length, (row) => textAt(row) !== undefined) : undefined;
	return {
		data: makeData({
			type: new Utf8(),
			length,
			nullCount: nulls?.nullCount ?? 0,
			...(nulls ? { nullBitmap: nulls.bitmap } : {}),
			valueOffsets: offsets,
			data: new Uint8Array(bytes.subarray(0, end))
		}),
		nullable
	};
}

/** Text by number: `codes` index `texts`, −1 is an empty row. */
export function categoryColumn(codes: Int32Array, texts: readonly string[]): ArrowColumn {
	const words = textColumn(texts.length, (row) => texts[row], false);
	const { bitmap, nullCount } = validity(codes.length, (row) => codes[row]! >= 0);
	const indices = nullCount === 0 ? codes : codes.map((code) => Math.max(0, code));
	return {
		data: makeData({
			type: new Dictionary(new Utf8(), new Int32(), 0),
			length: codes.length,
			nullCount,
			nullBitmap: nullCount === 0 ? null : bitmap,
			data: indices,
			dictionary: makeVector(words.data as Data<Utf8>)
		}),
		nullable: true
	};
}

function validity(
	length: number,
	isSet: (row: number) => boolean
): { bitmap: Uint8Array; nullCount: number } {
	const bitmap = new Uint8Array((length + 7) >> 3);
	let nullCount = 0;
	for (let row = 0; row < length; row++) {
		if (isSet(row)) bitmap[row >> 3]! |= 1 << (row & 7);
		else nullCount++;
	}
	return { bitmap, nullCount };
}

/** Writes columns of equal length as an Arrow IPC stream of one batch. */
export async function writeArrow(
	path: string,
	columns: Readonly<Record<string, ArrowColumn>>
): Promise<void> {
	const names = Object.keys(columns);
	// Every dictionary of a stream needs an id of its own.
	let dictionaryId = 0;
	const fields = names.map((name) => {
		const { data, nullable } = columns[name]!;
		const type = data.type as DataType;
		if (type instanceof Dictionary) {
			const own = new Dictionary(type.dictionary, type.indices, dictionaryId++, type.isOrdered);
			return new Field(name, own, nullable);
		}
		return new Field(name, type, nullable);
	});
	const children = names.map((name, at) => {
		const { data } = columns[name]!;
		const type = fields[at]!.type as DataType;
		return type instanceof Dictionary ? data.clone(type) : data;
	});
	const length = children[0]?.length ?? 0;
	const schema = new Schema(fields);
	const batch = new RecordBatch(
		schema,
		makeData({ type: new Struct(fields), length, nullCount: 0, children })
	);
	const writer = RecordBatchStreamWriter.writeAll([batch]);
	await pipeline(Readable.from(writer as AsyncIterable<Uint8Array>), createWriteStream(path));
}
