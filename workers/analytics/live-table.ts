import { Table, tableToIPC, type Vector } from 'apache-arrow';
import type { LiveChunk, LiveRows } from '#lib/queries/cubes/live/live-rows.ts';
import { codeVector, numberVector } from '../arrow-vectors.ts';
import type { Database } from './database.ts';
import { quoted } from './datasets.ts';

/** The rows of a stream as a table of DuckDB, which is brought up to them when somebody asks. */
export class LiveTable {
	readonly #database: Database;
	readonly #name: string;
	readonly #rows: LiveRows;
	/** A table a chunk: dropping one gives its memory back, deleting rows would not. */
	readonly #chunks = new Map<LiveChunk, { readonly table: string; rows: number }>();
	#isDefined = false;

	constructor(database: Database, name: string, rows: LiveRows) {
		this.#database = database;
		this.#name = name;
		this.#rows = rows;
	}

	/** From now on the table holds exactly the rows that the bins hold now. */
	bringUp(): void {
		const { chunks } = this.#rows;
		const there = new Set(chunks);
		const gone = [...this.#chunks].filter(([chunk]) => !there.has(chunk));
		let isOther = !this.#isDefined || gone.length > 0;
		for (const chunk of chunks) {
			const known = this.#chunks.get(chunk) ?? { table: `${this.#name} ${chunk.id}`, rows: 0 };
			if (known.rows === chunk.count) continue;
			isOther ||= !this.#chunks.has(chunk);
			const bytes = tableToIPC(this.#arrow(chunk, known.rows), 'stream');
			this.#database.insert({ schema: 'pack', name: known.table }, [bytes], known.rows === 0);
			known.rows = chunk.count;
			this.#chunks.set(chunk, known);
		}
		for (const [chunk] of gone) this.#chunks.delete(chunk);
		if (isOther) this.#define();
		for (const [, { table }] of gone) this.#database.run(`DROP TABLE pack.${quoted(table)}`);
	}

	drop(): void {
		this.#database.run(`DROP VIEW IF EXISTS ${quoted(this.#name)}`);
		for (const { table } of this.#chunks.values()) this.#database.run(`DROP TABLE pack.${quoted(table)}`);
		this.#chunks.clear();
		this.#isDefined = false;
	}

	#define(): void {
		const tables = [...this.#chunks.values()].map(({ table }) => `FROM pack.${quoted(table)}`);
		const types = { number: 'DOUBLE', metric: 'FLOAT', category: 'VARCHAR' } as const;
		const none = this.#rows.columns.map(({ name, kind }) => `NULL::${types[kind]} AS ${quoted(name)}`);
		const rows = tables.length > 0 ? tables.join(' UNION ALL ') : `SELECT ${none.join(', ')} WHERE false`;
		this.#database.run(
			`CREATE OR REPLACE VIEW ${quoted(this.#name)} AS SELECT *, to_local(t) AS local_time FROM (${rows})`
		);
		this.#isDefined = true;
	}

	#arrow(chunk: LiveChunk, from: number): Table {
		const columns: Record<string, Vector> = {};
		for (const { name, kind } of this.#rows.columns) {
			const values = chunk.columns.get(name)!.subarray(from, chunk.count); // chunks have every column
			columns[name] =
				kind === 'category' ? codeVector(values, this.#rows.labels(name)) : numberVector(values);
		}
		return new Table(columns);
	}
}
