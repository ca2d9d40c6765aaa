import { DataType, type Table, type Vector } from 'apache-arrow';

export type Cell = number | string | boolean | null;

/** A column of a query's result as plain values that tables and charts can show. */
export interface ResultColumn {
	readonly name: string;
	readonly type:
		'number' | 'text' | 'boolean' | 'timestamp' | 'date' | 'time' | 'interval' | 'nested' | 'binary';
	readonly values: readonly Cell[];
}

/** Every column of a result. Times are ISO texts; whole numbers past 2⁵³ are texts, to keep all digits. */
export function resultColumns(table: Table): ResultColumn[] {
	return table.schema.fields.map((field, index) => {
		const vector = table.getChildAt(index);
		const type = typeOf(field.type as DataType); // fields of a result carry Arrow's types
		return { name: field.name, type, values: vector ? cells(vector, type) : [] };
	});
}

function typeOf(type: DataType): ResultColumn['type'] {
	if (DataType.isBool(type)) return 'boolean';
	if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type)) return 'number';
	if (DataType.isTimestamp(type)) return 'timestamp';
	if (DataType.isDate(type)) return 'date';
	if (DataType.isTime(type)) return 'time';
	if (DataType.isInterval(type)) return 'interval';
	if (DataType.isBinary(type)) return 'binary';
	if (DataType.isList(type) || DataType.isStruct(type) || DataType.isMap(type) || DataType.isUnion(type))
		return 'nested';
	return 'text';
}

function cells(vector: Vector, type: ResultColumn['type']): Cell[] {
	const write = WRITERS[type];
	return Array.from({ length: vector.length }, (_, row) => {
		const value: unknown = vector.get(row);
		return value === null || value === undefined ? null : write(value);
	});
}

const WRITERS: Record<ResultColumn['type'], (value: unknown) => Cell> = {
	number: (value) => (typeof value === 'bigint' ? wholeNumber(value) : Number(value)),
	text: String,
	boolean: Boolean,
	timestamp: (value) =>
		iso(Number(value))
			.replace('T', ' ')
			.replace(/\.000$/, ''),
	date: (value) => iso(Number(value)).slice(0, 10),
	time: (value) =>
		iso(Number(value) / 1000)
			.slice(11)
			.replace(/\.000$/, ''),
	interval: (value) => duration(value as Int32Array), // Arrow gives months, days and nanoseconds
	nested: (value) =>
		JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? wholeNumber(inner) : inner)),
	binary: (value) => `${(value as Uint8Array).length} B` // Arrow gives bytes
};

const wholeNumber = (value: bigint): number | string =>
	value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= -BigInt(Number.MAX_SAFE_INTEGER)
		? Number(value)
		: value.toString();

function iso(milliseconds: number): string {
	const date = new Date(milliseconds);
	return Number.isNaN(date.getTime()) ? String(milliseconds) : date.toISOString().slice(0, -1);
}

function duration([months = 0, days = 0, low = 0, high = 0]: Int32Array): string {
	const seconds = Number((BigInt(high) << 32n) | BigInt(low >>> 0)) / 1e9;
	const parts = [months && `${months} mon`, days && `${days} d`, seconds && `${seconds} s`].filter(Boolean);
	return parts.join(' ') || '0 s';
}
