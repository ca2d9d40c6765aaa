import { DataType, IntervalUnit, type MapRow, type StructRow, type Vector } from 'apache-arrow';
import { millisecondsOf } from './milliseconds-of.ts';

/** A value as a table has it: a number, a Date, a text, or an object of these; null when there is none. */
export function plainValue(value: unknown, type: DataType): unknown {
	if (value === null || value === undefined) return null;
	if (DataType.isDictionary(type)) return plainValue(value, type.dictionary as DataType);
	if (DataType.isDate(type) || DataType.isTimestamp(type)) return new Date(value as number); // ms, by its getter
	if (DataType.isDecimal(type)) return decimal(value as Uint32Array, type.scale);
	if (DataType.isTime(type)) return timeOfDay(millisecondsOf(value as bigint | number, type.unit));
	if (DataType.isInterval(type)) return duration(value as Int32Array, type.unit);
	if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
		const of = type.valueType as DataType;
		return Array.from(value as Vector, (inner) => plainValue(inner, of));
	}
	if (DataType.isStruct(type)) {
		const record = value as StructRow & Readonly<Record<string, unknown>>;
		return Object.fromEntries(
			type.children.map(({ name, type: of }) => [name, plainValue(record[name], of)])
		);
	}
	if (DataType.isMap(type)) {
		const entries = [...(value as MapRow)] as [unknown, unknown][];
		return Object.fromEntries(
			entries.map(([key, inner]) => [
				String(plainValue(key, type.keyType)),
				plainValue(inner, type.valueType)
			])
		);
	}
	if (DataType.isFixedSizeBinary(type) && type.byteWidth === UUID_BYTES) return uuid(value as Uint8Array);
	return value instanceof Uint8Array ? textOfBytes(value) : value;
}

/** The number nearest to a decimal of `words`, the lowest first, in two's complement. */
function decimal(words: Uint32Array, scale: number): number {
	const digits = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
	return Number(`${BigInt.asIntN(32 * words.length, digits)}e${-scale}`);
}

/** `08:30:00`, with milliseconds when there are some; of milliseconds since midnight. */
const timeOfDay = (ms: number): string =>
	new Date(ms)
		.toISOString()
		.slice(11, 23)
		.replace(/\.000$/, '');

/** A duration as ISO 8601 writes it, `P1Y2M`, `P3DT0.5S`. */
function duration(parts: Int32Array, unit: IntervalUnit): string {
	const [first = 0, second = 0, low = 0, high = 0] = parts;
	if (unit === IntervalUnit.YEAR_MONTH) return `P${first}Y${second}M`;
	if (unit === IntervalUnit.DAY_TIME) return `P${first}DT${second / 1000}S`;
	const nanoseconds = (BigInt(high) << 32n) | BigInt(low >>> 0);
	return `P${first}M${second}DT${Number(nanoseconds) / 1e9}S`;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes that are a text, as older writers leave texts; others as their hexadecimal digits. */
function textOfBytes(bytes: Uint8Array): string {
	try {
		return utf8.decode(bytes);
	} catch {
		return hex(bytes);
	}
}

const UUID_BYTES = 16;
const uuid = (bytes: Uint8Array): string => hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

const hex = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
