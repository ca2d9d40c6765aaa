import {
	Binary,
	Dictionary,
	Field,
	Float64,
	Int32,
	makeData,
	makeVector,
	RecordBatch,
	Schema,
	Struct,
	Table,
	tableToIPC,
	Uint32,
	Utf8,
	type Data,
	type DataType
} from 'apache-arrow';
import type { ByteTexts } from './byte-texts.ts';
import type { MadeColumn } from './make-column.ts';

/** Columns of one length, by name, as one Arrow IPC stream. */
export class ArrowWriter {
	readonly #names: string[] = [];
	readonly #data: Data[] = [];
	#dictionaries = 0;

	rowNumbers(name: string, rows: number): void {
		const data = Uint32Array.from({ length: rows }, (_, row) => row);
		this.#add(name, makeData({ type: new Uint32(), length: rows, nullCount: 0, data }));
	}

	column(name: string, column: MadeColumn): void {
		if ('values' in column) this.numbers(name, column.values);
		else if (column.kind === 'category') this.#categories(name, column.codes, column.texts);
		else this.#texts(name, column.codes, column.texts);
	}

	/** What is no number of a number line, as NaN and 1e999, is a row without a value. */
	numbers(name: string, values: Float64Array): void {
		const nulls = validity(values.length, (row) => Number.isFinite(values[row]));
		this.#add(name, makeData({ type: new Float64(), length: values.length, ...nulls, data: values }));
	}

	/** Bytes of each row; undefined is a row without. */
	binary(name: string, rows: readonly (Uint8Array | undefined)[]): void {
		const valueOffsets = new Int32Array(rows.length + 1);
		let end = 0;
		for (const [row, bytes] of rows.entries()) valueOffsets[row + 1] = end += bytes?.length ?? 0;
		const data = new Uint8Array(end);
		for (const [row, bytes] of rows.entries()) if (bytes) data.set(bytes, valueOffsets[row]);
		const nulls = validity(rows.length, (row) => rows[row] !== undefined);
		this.#add(name, makeData({ type: new Binary(), length: rows.length, ...nulls, valueOffsets, data }));
	}

	finish(): Uint8Array<ArrayBuffer> {
		const fields = this.#names.map(
			(name, index) => new Field(name, (this.#data[index] as Data).type as DataType, true)
		);
		const length = this.#data[0]?.length ?? 0;
		const schema = new Schema(fields);
		const batch = new RecordBatch(
			schema,
			makeData({ type: new Struct(fields), length, nullCount: 0, children: this.#data })
		);
		return tableToIPC(new Table(batch), 'stream') as Uint8Array<ArrayBuffer>; // made on a buffer of its own
	}

	#add(name: string, data: Data): void {
		this.#names.push(name);
		this.#data.push(data);
	}

	#categories(name: string, codes: Int32Array, texts: ByteTexts): void {
		const nulls = validity(codes.length, (row) => (codes[row] as number) >= 0);
		const data = nulls.nullCount === 0 ? codes : codes.map((code) => Math.max(0, code));
		const valueOffsets = Int32Array.from({ length: texts.count + 1 }, (_, index) =>
			index === 0 ? 0 : texts.endOf(index - 1)
		);
		const words = makeData({
			type: new Utf8(),
			length: texts.count,
			nullCount: 0,
			valueOffsets,
			data: texts.bytes
		});
		const type = new Dictionary(new Utf8(), new Int32(), this.#dictionaries++);
		this.#add(name, makeData({ type, length: codes.length, ...nulls, data, dictionary: makeVector(words) }));
	}

	#texts(name: string, codes: Int32Array, texts: ByteTexts): void {
		const valueOffsets = new Int32Array(codes.length + 1);
		let end = 0;
		for (let row = 0; row < codes.length; row++) {
			const code = codes[row] as number;
			if (code >= 0) end += texts.endOf(code) - texts.startOf(code);
			valueOffsets[row + 1] = end;
		}
		const data = new Uint8Array(end);
		const { bytes } = texts;
		for (let row = 0, at = 0; row < codes.length; row++) {
			const code = codes[row] as number;
			if (code >= 0)
				for (let byte = texts.startOf(code), to = texts.endOf(code); byte < to; byte++)
					data[at++] = bytes[byte] as number;
		}
		const nulls = validity(codes.length, (row) => (codes[row] as number) >= 0);
		this.#add(name, makeData({ type: new Utf8(), length: codes.length, ...nulls, valueOffsets, data }));
	}
}

function validity(
	length: number,
	isSet: (row: number) => boolean
): { nullCount: number; nullBitmap?: Uint8Array } {
	const bitmap = new Uint8Array((length + 7) >> 3);
	let nullCount = 0;
	for (let row = 0; row < length; row++)
		if (isSet(row)) bitmap[row >> 3] = (bitmap[row >> 3] as number) | (1 << (row & 7));
		else nullCount++;
	return nullCount === 0 ? { nullCount } : { nullCount, nullBitmap: bitmap };
}
