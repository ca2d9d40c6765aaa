import { z } from 'zod';
import type { EpochMs } from './units.ts';

/**
 * HTTP contract of questions in SQL to the server's history and pack.
 *
 * `GET /api/sql/schema` → `SqlTable[]`: the tables that the asker may read.
 * `POST /api/sql` with a `SqlRequest` → Arrow stream of the first rows; whether there were more is in
 *   `TRUNCATED_HEADER`, what DuckDB took in `MILLISECONDS_HEADER`. One statement that reads, nothing else:
 *   QUERY_FAILED has DuckDB's words, `line` and `character` when they are known, and a `reason` (`time`, `memory`,
 *   `size`, `notReadOnly`, `many`, `empty`, `forbidden`). Whoever closes the request cancels the query.
 */
export const TRUNCATED_HEADER = 'Cityloop-Truncated';
export const MILLISECONDS_HEADER = 'Cityloop-Milliseconds';

/** Rows of an answer unless fewer or more are asked for, and the most that can be. */
export const SQL_ROWS = { shown: 10_000, most: 1_000_000 } as const;

export const sqlRequest = z.strictObject({
	sql: z.string().min(1).max(20_000),
	maxRows: z.number().int().min(1).max(SQL_ROWS.most).default(SQL_ROWS.shown)
});
export type SqlRequest = z.output<typeof sqlRequest>;

export interface SqlColumn {
	readonly name: string;
	/** DuckDB's. */
	readonly type: string;
	/** UCUM code. */
	readonly unit?: string;
}

/** A table that SQL on the server can name. */
export interface SqlTable {
	readonly name: string;
	readonly title: { readonly zh: string; readonly en: string };
	/** The live layer whose history it is, or the pack's dataset. */
	readonly source: { readonly layer: string } | { readonly dataset: string };
	/** Instants of the oldest and newest row of a history. */
	readonly from?: EpochMs;
	readonly to?: EpochMs;
	readonly rows?: number;
	readonly columns: readonly SqlColumn[];
}
