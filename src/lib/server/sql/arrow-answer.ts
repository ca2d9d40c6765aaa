import type { DuckDBDataChunk, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { DuckDBTypeId } from '@duckdb/node-api';
import {
	Bool,
	DateDay,
	Float32,
	Float64,
	Int32,
	Int64,
	Table,
	TimeMicrosecond,
	TimestampMillisecond,
	Uint32,
	Utf8,
	tableToIPC,
	vectorFromArray,
	type DataType,
	type Vector
} from 'apache-arrow';

/** How values of one of DuckDB's types become Arrow's; null stays null. */
interface Conversion {
	readonly type: () => DataType;
	readonly value: (value: never) => unknown;
}

const same = (value: unknown) => value;
const conversion = <T>(type: () => DataType, value: (value: T) => unknown = same): Conversion => ({
	type,
	value: value as Conversion['value'] // values of a column are of its type
});

const micros = ({ micros }: { readonly micros: bigint }) => Number(micros) / 1000;
const TEXT = conversion(() => new Utf8(), textOf);
const INSTANT = conversion(() => new TimestampMillisecond(), micros);

const CONVERSIONS: Partial<Record<DuckDBTypeId, Conversion>> = {
	[DuckDBTypeId.BOOLEAN]: conversion(() => new Bool()),
	[DuckDBTypeId.TINYINT]: conversion(() => new Int32()),
	[DuckDBTypeId.SMALLINT]: conversion(() => new Int32()),
	[DuckDBTypeId.INTEGER]: conversion(() => new Int32()),
	[DuckDBTypeId.UTINYINT]: conversion(() => new Int32()),
	[DuckDBTypeId.USMALLINT]: conversion(() => new Int32()),
	[DuckDBTypeId.UINTEGER]: conversion(() => new Uint32()),
	[DuckDBTypeId.BIGINT]: conversion(() => new Int64()),
	[DuckDBTypeId.UBIGINT]: conversion(() => new Float64(), Number),
	[DuckDBTypeId.HUGEINT]: conversion(() => new Float64(), Number),
	[DuckDBTypeId.UHUGEINT]: conversion(() => new Float64(), Number),
	[DuckDBTypeId.FLOAT]: conversion(() => new Float32()),
	[DuckDBTypeId.DOUBLE]: conversion(() => new Float64()),
	[DuckDBTypeId.DECIMAL]: conversion(
		() => new Float64(),
		(value: { toDouble(): number }) => value.toDouble()
	),
	[DuckDBTypeId.TIMESTAMP]: INSTANT,
	[DuckDBTypeId.TIMESTAMP_TZ]: INSTANT,
	[DuckDBTypeId.TIMESTAMP_S]: conversion(
		() => new TimestampMillisecond(),
		({ seconds }: { readonly seconds: bigint }) => Number(seconds) * 1000
	),
	[DuckDBTypeId.TIMESTAMP_MS]: conversion(
		() => new TimestampMillisecond(),
		({ millis }: { readonly millis: bigint }) => Number(millis)
	),
	[DuckDBTypeId.TIMESTAMP_NS]: conversion(
		() => new TimestampMillisecond(),
		({ nanos }: { readonly nanos: bigint }) => Number(nanos) / 1e6
	),
	[DuckDBTypeId.DATE]: conversion(
		() => new DateDay(),
		({ days }: { readonly days: number }) => new Date(days * 86_400_000)
	),
	[DuckDBTypeId.TIME]: conversion(
		() => new TimeMicrosecond(),
		({ micros: value }: { readonly micros: bigint }) => value
	)
};

/** A column of an answer while its rows come. */
export interface AnswerColumn {
	readonly name: string;
	readonly type: DuckDBType;
	readonly values: unknown[];
}

/** Takes the first `rows` rows of a chunk in. Answers about how many bytes they are. */
export function takeRows(columns: readonly AnswerColumn[], chunk: DuckDBDataChunk, rows: number): number {
	let bytes = 0;
	columns.forEach(({ type, values }, index) => {
		const vector = chunk.getColumnVector(index);
		const { value: convert } = CONVERSIONS[type.typeId] ?? TEXT;
		for (let row = 0; row < rows; row++) {
			const item = vector.getItem(row) as never; // of this conversion's type
			const value = item === null ? null : convert(item);
			bytes += typeof value === 'string' ? 8 + value.length : 8;
			values.push(value);
		}
	});
	return bytes;
}

/** The rows as one Arrow IPC stream. What Arrow has no plain column for (lists, structures, intervals) is text. */
export function arrowOf(columns: readonly AnswerColumn[]): Uint8Array {
	const vectors: Record<string, Vector> = {};
	for (const { name, type, values } of columns)
		vectors[name] = vectorFromArray(values, (CONVERSIONS[type.typeId] ?? TEXT).type());
	return tableToIPC(new Table(vectors), 'stream');
}

function textOf(value: DuckDBValue): string {
	return typeof value === 'string' ? value : String(value as { toString(): string }); // every value class writes itself
}
