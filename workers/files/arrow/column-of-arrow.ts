import { DataType, Precision, type Data, type Vector } from 'apache-arrow';
import { ByteTexts } from '../table/byte-texts.ts';
import type { SourceColumn } from '../table/source-table.ts';
import { valueColumn } from '../table/value-columns.ts';
import { millisecondsOf } from './milliseconds-of.ts';
import { plainValue } from './plain-value.ts';

/** Numbers, instants and texts batch by batch from their arrays, everything else value by value. */
export function columnOfArrow(name: string, vector: Vector, rows: number): SourceColumn {
	const type = vector.type as DataType;
	if (DataType.isTimestamp(type)) {
		const values = numbers(vector, rows, (value) => millisecondsOf(value, type.unit));
		return { name, store: 'time', values, zoned: Boolean(type.timezone) };
	}
	if (DataType.isInt(type) || (DataType.isFloat(type) && type.precision !== Precision.HALF))
		return { name, store: 'number', values: numbers(vector, rows, Number) };
	if (DataType.isUtf8(type) || DataType.isLargeUtf8(type))
		return { name, store: 'text', ...numberedTexts(vector, rows) };
	const column = valueColumn(name, DataType.isDictionary(type) ? ofDictionary(vector) : each(vector), rows);
	return column.store === 'time' ? { ...column, zoned: isZoned(type) } : column;
}

/** A date has no zone. */
const isZoned = (type: DataType): boolean =>
	DataType.isDictionary(type)
		? isZoned(type.dictionary as DataType)
		: DataType.isTimestamp(type) && Boolean(type.timezone);

function numbers(vector: Vector, rows: number, read: (value: bigint | number) => number): Float64Array {
	const values = new Float64Array(rows);
	let row = 0;
	for (const data of vector.data as readonly Data[]) {
		const source = data.values as ArrayLike<bigint | number>; // of numbers, by the type
		for (let index = 0; index < data.length; index++)
			values[row++] =
				data.nullCount === 0 || data.getValid(index) ? read(source[index] as bigint | number) : NaN;
	}
	return values;
}

function numberedTexts(vector: Vector, rows: number): { codes: Int32Array; texts: ByteTexts } {
	const texts = new ByteTexts();
	const codes = new Int32Array(rows).fill(-1);
	let row = 0;
	for (const data of vector.data as readonly Data[]) {
		const { values, valueOffsets } = data as {
			readonly values: Uint8Array;
			readonly valueOffsets: ArrayLike<bigint | number>;
		}; // of texts, by the type
		for (let index = 0; index < data.length; index++, row++)
			if (data.nullCount === 0 || data.getValid(index))
				codes[row] = texts.addBytes(values, Number(valueOffsets[index]), Number(valueOffsets[index + 1]));
	}
	return { codes, texts };
}

const each = (vector: Vector): unknown[] =>
	Array.from({ length: vector.length }, (_, row) => plainValue(vector.get(row), vector.type as DataType));

/** Each entry of a dictionary is looked at once. */
function ofDictionary(vector: Vector): unknown[] {
	const values: unknown[] = [];
	for (const data of vector.data as readonly Data[]) {
		const entries = data.dictionary ? each(data.dictionary) : [];
		const indexes = data.values as ArrayLike<bigint | number>; // of a dictionary, by the type
		for (let index = 0; index < data.length; index++)
			values.push(data.getValid(index) ? entries[Number(indexes[index])] : null);
	}
	return values;
}
