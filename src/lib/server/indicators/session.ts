import type { DuckDBConnection, DuckDBInstance, JS } from '@duckdb/node-api';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { quoted, textOf } from './create-table.ts';
import type { Sight, Tables, Versions } from './tables.ts';

export interface SqlRows {
	readonly columns: readonly string[];
	readonly rows: readonly (readonly Cell[])[];
}
export type Cell = string | number | boolean | null;

/**
 * A connection that sees tables by their plain names, as far as its sight goes. What it is given to run stands in
 * brackets behind FROM, where nothing but a query can, and is prepared, which only a single statement can be.
 */
export class Session {
	readonly #connection: DuckDBConnection;
	readonly #tables: Tables;
	readonly #sight: Sight;
	readonly #sqlTime: Milliseconds;
	readonly #bound = new Map<string, string>();
	#now: EpochMs | undefined;
	#area: string | undefined;

	private constructor(connection: DuckDBConnection, tables: Tables, sight: Sight, sqlTime: Milliseconds) {
		this.#connection = connection;
		this.#tables = tables;
		this.#sight = sight;
		this.#sqlTime = sqlTime;
	}

	static async open(
		instance: DuckDBInstance,
		tables: Tables,
		sight: Sight,
		sqlTime: Milliseconds
	): Promise<Session> {
		return new Session(await instance.connect(), tables, sight, sqlTime);
	}

	/** Names mean these versions of their tables from now on, and `getvariable('now')` this instant. */
	async bind(versions: Versions, now: EpochMs): Promise<void> {
		for (const [name, version] of versions)
			await this.#view(name, this.#tables.selection(name, version, this.#sight));
		if (this.#now === now) return;
		await this.#connection.run(`SET VARIABLE now = ${now}::DOUBLE`);
		this.#now = now;
	}

	/** Binds which row lies in which area under the name `AREAS_OF`. */
	async bindAreas(name: string, version: number, areas: string): Promise<void> {
		await this.#view(AREAS_OF, this.#tables.areasOf(name, version, areas));
	}

	/** Only rows of this area are seen; of all without one. */
	async look(area: string | undefined): Promise<void> {
		if (this.#area === area) return;
		await this.#connection.run(
			area === undefined ? 'RESET VARIABLE area' : `SET VARIABLE area = ${textOf(area)}`
		);
		this.#area = area;
	}

	/** Rows of a query, at most `limit`. Throws QUERY_FAILED in DuckDB's words, or when it takes too long. */
	async read(sql: string, limit: number): Promise<SqlRows> {
		let late = false;
		const timer = setTimeout(() => {
			late = true;
			this.#connection.interrupt();
		}, this.#sqlTime);
		try {
			const statement = await this.#connection.prepare(`SELECT * FROM (${bare(sql)}\n) LIMIT ${limit}`);
			try {
				const result = await statement.run();
				const rows = await result.getRowsJS();
				return { columns: result.columnNames(), rows: rows.map((row) => row.map(cellOf)) };
			} finally {
				statement.destroySync();
			}
		} catch (cause) {
			const reason = late
				? `It took longer than ${this.#sqlTime / 1000} s.`
				: cause instanceof Error
					? cause.message.split('\n')[0]!
					: String(cause);
			throw new AppError('QUERY_FAILED', { message: reason, sql }, { cause });
		} finally {
			clearTimeout(timer);
		}
	}

	/** What it runs fails. */
	interrupt(): void {
		this.#connection.interrupt();
	}

	close(): void {
		this.#connection.closeSync();
	}

	async #view(name: string, selection: string): Promise<void> {
		if (this.#bound.get(name) === selection) return;
		await this.#connection.run(`CREATE OR REPLACE TEMP VIEW ${quoted(name)} AS ${selection}`);
		this.#bound.set(name, selection);
	}
}

/** A view of ids and their areas. */
export const AREAS_OF = 'areas of rows';

/** SQL without what ends a statement: it is to stand in brackets. */
export const bare = (sql: string): string => sql.replace(/[\s;]+$/, '');

/** A value as JSON has it: large integers as numbers, instants in ISO 8601, lists and structures as text; NaN and infinities are none. */
function cellOf(value: JS): Cell {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value === 'bigint') return Number(value);
	if (value instanceof Date) return value.toISOString();
	return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? Number(part) : part));
}
