import { DuckDBTypeId, type DuckDBDataChunk, type DuckDBType, type DuckDBVector } from '@duckdb/node-api';
import {
	Bool,
	DateDay,
	Dictionary,
	Field,
	Float32,
	Float64,
	Int32,
	Int64,
	RecordBatch,
	Schema,
	Struct,
	Table,
	TimeMicrosecond,
	TimestampMillisecond,
	Uint32,
	Utf8,
	makeData,
	tableToIPC,
	vectorFromArray,
	type Data,
	type DataType
} from 'apache-arrow';

type Values = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array | BigInt64Array;

/** How values of one of DuckDB's types lie in an Arrow column. */
interface Plain {
	readonly type: () => DataType;
	readonly array: new (length: number) => Values;
	readonly value: (item: never) => number | bigint;
}

const plain = <T>(
	type: () => DataType,
	array: Plain['array'],
	value: (item: T) => number | bigint = (item) => item as number | bigint
): Plain => ({ type, array, value: value as Plain['value'] }); // items of a column are of its type

const instant = (milliseconds: (item: never) => bigint) =>
	plain(() => new TimestampMillisecond(), BigInt64Array, milliseconds);
const whole = plain(() => new Int32(), Int32Array);
const large = plain(() => new Float64(), Float64Array, Number);
const micros = instant(({ micros }: { readonly micros: bigint }) => micros / 1000n);

const PLAIN: Partial<Record<DuckDBTypeId, Plain>> = {
	[DuckDBTypeId.BOOLEAN]: plain(
		() => new Bool(),
		Uint8Array,
		(item: boolean) => (item ? 1 : 0)
	),
	[DuckDBTypeId.TINYINT]: whole,
	[DuckDBTypeId.SMALLINT]: whole,
	[DuckDBTypeId.INTEGER]: whole,
	[DuckDBTypeId.UTINYINT]: whole,
	[DuckDBTypeId.USMALLINT]: whole,
	[DuckDBTypeId.UINTEGER]: plain(() => new Uint32(), Uint32Array),
	[DuckDBTypeId.BIGINT]: plain(() => new Int64(), BigInt64Array),
	[DuckDBTypeId.UBIGINT]: large,
	[DuckDBTypeId.HUGEINT]: large,
	[DuckDBTypeId.UHUGEINT]: large,
	[DuckDBTypeId.FLOAT]: plain(() => new Float32(), Float32Array),
	[DuckDBTypeId.DOUBLE]: plain(() => new Float64(), Float64Array),
	[DuckDBTypeId.DECIMAL]: plain(
		() => new Float64(),
		Float64Array,
		(item: { toDouble(): number }) => item.toDouble()
	),
	[DuckDBTypeId.TIMESTAMP]: micros,
	[DuckDBTypeId.TIMESTAMP_TZ]: micros,
	[DuckDBTypeId.TIMESTAMP_S]: instant(({ seconds }: { readonly seconds: bigint }) => seconds * 1000n),
	[DuckDBTypeId.TIMESTAMP_MS]: instant(({ millis }: { readonly millis: bigint }) => millis),
	[DuckDBTypeId.TIMESTAMP_NS]: instant(({ nanos }: { readonly nanos: bigint }) => nanos / 1_000_000n),
	[DuckDBTypeId.DATE]: plain(
		() => new DateDay(),
		Int32Array,
		({ days }: { readonly days: number }) => days
	),
	[DuckDBTypeId.TIME]: plain(
		() => new TimeMicrosecond(),
		BigInt64Array,
		(item: { readonly micros: bigint }) => item.micros
	)
};

const FIRST_ROWS = 2048;

/** A column of an answer while its rows come. What Arrow has no plain column for (lists, structures, intervals) is text. */
export class AnswerColumn {
	readonly name: string;
	readonly #plain: Plain | undefined;
	/** Values, or numbers of words; those of rows without a value say nothing. */
	#values: Values;
	#valid = new Uint8Array(FIRST_ROWS);
	#nulls = 0;
	#rows = 0;
	readonly #words = new Map<string, number>();
	#wordBytes = 0;

	constructor(name: string, type: DuckDBType) {
		this.name = name;
		this.#plain = PLAIN[type.typeId];
		this.#values = new (this.#plain?.array ?? Int32Array)(FIRST_ROWS);
	}

	/** About how many bytes its rows are. */
	get bytes(): number {
		return this.#rows * this.#values.BYTES_PER_ELEMENT + this.#wordBytes;
	}

	/** Takes the first `rows` items of a chunk's vector in. */
	take(vector: DuckDBVector, rows: number): void {
		this.#makeRoom(this.#rows + rows);
		for (let row = 0; row < rows; row++) {
			const item: unknown = vector.getItem(row);
			const at = this.#rows++;
			if (item === null) {
				this.#nulls++;
				continue;
			}
			this.#valid[at] = 1;
			this.#values[at] = (this.#plain ? this.#plain.value(item as never) : this.#wordOf(item)) as never; // of this column's type
		}
	}

	data(): Data {
		const length = this.#rows;
		const nulls = this.#nulls === 0 ? {} : { nullBitmap: bitsOf(this.#valid, length) };
		const values = this.#values.subarray(0, length);
		const shared = { length, nullCount: this.#nulls, ...nulls };
		if (!this.#plain) {
			const dictionary = vectorFromArray([...this.#words.keys()], new Utf8());
			return makeData({
				type: new Dictionary(new Utf8(), new Int32()),
				...shared,
				data: values as Int32Array,
				dictionary
			});
		}
		const data = values instanceof Uint8Array ? bitsOf(values, length) : values;
		return makeData({ type: this.#plain.type(), ...shared, data } as never); // makeData's overloads go by one type, `data` is of it
	}

	#wordOf(item: unknown): number {
		const text = typeof item === 'string' ? item : String(item as { toString(): string }); // every value class writes itself
		let word = this.#words.get(text);
		if (word === undefined) {
			word = this.#words.size;
			this.#words.set(text, word);
			this.#wordBytes += text.length + 4;
		}
		return word;
	}

	#makeRoom(rows: number): void {
		if (rows <= this.#valid.length) return;
		const room = Math.max(rows, this.#valid.length * 2);
		const values = new (this.#plain?.array ?? Int32Array)(room);
		values.set(this.#values as never); // of the same type
		this.#values = values;
		const valid = new Uint8Array(room);
		valid.set(this.#valid);
		this.#valid = valid;
	}
}

/** Takes the first `rows` rows of a chunk in. */
export function takeRows(columns: readonly AnswerColumn[], chunk: DuckDBDataChunk, rows: number): void {
	columns.forEach((column, index) => column.take(chunk.getColumnVector(index), rows));
}

/** The rows as one Arrow IPC stream. */
export function arrowOf(columns: readonly AnswerColumn[], rows: number): Uint8Array {
	const children = columns.map((column) => column.data());
	const schema = new Schema(
		columns.map(({ name }, index) => new Field(name, children[index]!.type as DataType, true)) // of this very column
	);
	const batch = makeData({ type: new Struct(schema.fields), length: rows, nullCount: 0, children });
	return tableToIPC(new Table(schema, [new RecordBatch(schema, batch)]), 'stream');
}

/** Bits of zeros and ones, least first. */
function bitsOf(flags: Uint8Array, length: number): Uint8Array {
	const bits = new Uint8Array((length + 7) >> 3);
	for (let row = 0; row < length; row++) if (flags[row]) bits[row >> 3]! |= 1 << (row & 7);
	return bits;
}
