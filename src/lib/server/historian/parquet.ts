import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { STORED_TYPES, quoted, storedColumns } from './columns.ts';
import { UNFINISHED } from './durable-file.ts';
import { pathLiteral } from './rows-source.ts';

/** Rows of a row group: the least that a reader takes in. */
const GROUP_ROWS = 122_880;

/**
 * Writes the rows of a SELECT as `<path>.tmp`, a Parquet file, in the SELECT's order; what was not said
 * becomes NULL. Its columns are those of a table with these metrics.
 */
export async function writeParquet(
	connection: DuckDBConnection,
	path: string,
	{ rows, metrics }: { readonly rows: string; readonly metrics: readonly number[] }
): Promise<void> {
	const columns = storedColumns(metrics).map(({ name, type, always }) => {
		if (always) return quoted(name);
		if (type === 'f32')
			return `CASE WHEN isnan(${quoted(name)}) THEN NULL ELSE ${quoted(name)} END AS ${quoted(name)}`;
		return `nullif(${quoted(name)}, ${STORED_TYPES[type].empty})::${STORED_TYPES[type].sql} AS ${quoted(name)}`;
	});
	mkdirSync(dirname(path), { recursive: true });
	await connection.run(
		`COPY (SELECT ${columns.join(', ')} FROM (${rows})) TO ${pathLiteral(path + UNFINISHED)} ` +
			`(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${GROUP_ROWS})`
	);
}

/** Bytes of a file. */
export const sizeOf = (path: string): number => statSync(path).size;
