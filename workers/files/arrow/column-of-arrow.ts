import { DataType, Type, TimeUnit, type Vector } from 'apache-arrow';
import { ByteTexts } from '../table/byte-texts.ts';
import type { SourceColumn } from '../table/source-table.ts';
import { valueColumn } from '../table/value-columns.ts';

/** How many of a unit a millisecond has. */
const PER_MS: Readonly<Record<TimeUnit, number>> = {
	[TimeUnit.SECOND]: 1 / 1000,
	[TimeUnit.MILLISECOND]: 1,
	[TimeUnit.MICROSECOND]: 1000,
	[TimeUnit.NANOSECOND]: 1e6
};

/** Numbers, instants and texts batch by batch from their arrays, everything else value by value. */
export function columnOfArrow(name: string, vector: Vector, rows: number): SourceColumn {
	const { type } = vector;
	if (DataType.isTimestamp(type)) {
		const per = PER_MS[type.unit];
		const values = numbers(vector, rows, (value) => Number(value) / per);
		return { name, store: 'time', values: values.map(Math.floor), zoned: Boolean(type.timezone) };
	}
	if ((DataType.isFloat(type) && type.typeId !== Type.Float16) || DataType.isInt(type))
		return { name, store: 'number', values: numbers(vector, rows, Number) };
	if (DataType.isUtf8(type)) return { name, store: 'text', ...numberedTexts(vector, rows) };
	const column = valueColumn(
		name,
		Array.from({ length: rows }, (_, row) => plainValue(vector.get(row), type)),
		rows
	);
	return column.store === 'time' ? { ...column, zoned: false } : column; // a date has no zone
}

function numbers(vector: Vector, rows: number, read: (value: number | bigint) => number): Float64Array {
	const values = new Float64Array(rows);
	let row = 0;
	for (const data of vector.data) {
		const source = data.values as ArrayLike<number | bigint>; // of numbers, by the type
		for (let index = 0; index < data.length; index++)
			values[row++] =
				data.nullCount === 0 || data.getValid(index) ? read(source[index] as number | bigint) : NaN;
	}
	return values;
}

function numberedTexts(vector: Vector, rows: number): { codes: Int32Array; texts: ByteTexts } {
	const texts = new ByteTexts();
	const codes = new Int32Array(rows).fill(-1);
	let row = 0;
	for (const data of vector.data) {
		const { values, valueOffsets } = data as { values: Uint8Array; valueOffsets: Int32Array }; // of texts, by the type
		for (let index = 0; index < data.length; index++, row++)
			if (data.nullCount === 0 || data.getValid(index))
				codes[row] = texts.addBytes(values, valueOffsets[index] as number, valueOffsets[index + 1] as number);
	}
	return { codes, texts };
}

/** A value as the table has it: a number, a Date, a text, or an object that becomes JSON. */
function plainValue(value: unknown, type: DataType): unknown {
	if (DataType.isDate(type) && typeof value === 'number') return new Date(value);
	if (DataType.isDecimal(type) && value instanceof Uint32Array) return decimal(value, type.scale);
	if (DataType.isTime(type) && value !== null) return timeOfDay(Number(value) / PER_MS[type.unit]);
	if (value instanceof Uint8Array) return textOfBytes(value);
	return value;
}

/** The number nearest to a decimal of `words`, the lowest first, in two's complement. */
function decimal(words: Uint32Array, scale: number): number {
	const digits = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
	return Number(`${BigInt.asIntN(32 * words.length, digits)}e-${scale}`);
}

/** `08:30:00`, with milliseconds when there are some; of milliseconds since midnight. */
const timeOfDay = (ms: number): string =>
	new Date(Math.floor(ms))
		.toISOString()
		.slice(11, 23)
		.replace(/\.000$/, '');

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes that are a text, as older writers leave texts; otherwise their hexadecimal digits. */
function textOfBytes(bytes: Uint8Array): string {
	try {
		return utf8.decode(bytes);
	} catch {
		return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	}
}
