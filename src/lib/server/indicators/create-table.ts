import {
	BOOLEAN,
	DOUBLE,
	DuckDBDataChunk,
	DuckDBDoubleVector,
	VARCHAR,
	type DuckDBConnection
} from '@duckdb/node-api';
import { itemsOf } from '#lib/server/historian/duckdb.ts';

/** A column of a table to be made. NaN and null become NULL. */
export type TableColumn =
	| { readonly name: string; readonly type: 'DOUBLE'; readonly values: Float64Array | Float32Array }
	| { readonly name: string; readonly type: 'VARCHAR'; readonly values: readonly (string | null)[] }
	/** 0 or 1. */
	| { readonly name: string; readonly type: 'BOOLEAN'; readonly values: Uint8Array };

/** What DuckDB takes at once. */
const CHUNK_ROWS = 2048;
const TYPES = { DOUBLE, VARCHAR, BOOLEAN } as const;

export interface TableName {
	readonly schema: string;
	readonly table: string;
}

/** Makes a table of `count` rows out of columns. */
export async function createTable(
	connection: DuckDBConnection,
	{ schema, table }: TableName,
	count: number,
	columns: readonly TableColumn[]
): Promise<void> {
	const fields = columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ');
	await connection.run(`CREATE TABLE ${quoted(schema)}.${quoted(table)} (${fields})`);
	if (count === 0) return;
	const appender = await connection.createAppender(table, schema);
	try {
		for (let start = 0; start < count; start += CHUNK_ROWS)
			appender.appendDataChunk(chunkOf(columns, start, Math.min(count, start + CHUNK_ROWS)));
	} finally {
		appender.closeSync();
	}
}

/** A name as SQL writes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as SQL writes it. */
export const textOf = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function chunkOf(columns: readonly TableColumn[], start: number, end: number): DuckDBDataChunk {
	const chunk = DuckDBDataChunk.create(
		columns.map(({ type }) => TYPES[type]),
		end - start
	);
	columns.forEach((column, i) => {
		if (column.type === 'DOUBLE') putNumbers(chunk, i, column.values.subarray(start, end));
		else if (column.type === 'VARCHAR') chunk.setColumnValues(i, column.values.slice(start, end));
		else
			chunk.setColumnValues(
				i,
				Array.from(column.values.subarray(start, end), (value) => value === 1)
			);
	});
	return chunk;
}

function putNumbers(chunk: DuckDBDataChunk, column: number, values: Float64Array | Float32Array): void {
	const vector = chunk.getColumnVector(column);
	if (!(vector instanceof DuckDBDoubleVector)) throw new TypeError('a column of numbers is DOUBLE');
	itemsOf(vector).set(values as never); // a Float64Array, by the check
	for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) vector.setItem(row, null);
	vector.flush();
}
