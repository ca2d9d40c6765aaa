import { Dictionary, Float32, Float64, Int32, makeData, Table, tableToIPC, Utf8, Vector } from 'apache-arrow';
import type { LiveChunk, LiveRows, LiveValues } from '#lib/queries/cubes/live/live-rows.ts';
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
			columns[name] = kind === 'category' ? texts(values, this.#rows.labels(name)) : numbers(values);
		}
		return new Table(columns);
	}
}

/** NaN as NULL. */
function numbers(values: LiveValues): Vector {
	const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
	let nullCount = 0;
	for (let row = 0; row < values.length; row++)
		if (Number.isNaN(values[row])) nullCount++;
		else nullBitmap[row >> 3]! |= 1 << (row & 7);
	const nulls = nullCount > 0 ? { nullCount, nullBitmap } : {};
	return values instanceof Float32Array
		? new Vector([makeData({ type: new Float32(), data: values.slice(), ...nulls })])
		: new Vector([makeData({ type: new Float64(), data: Float64Array.from(values), ...nulls })]);
}

/** Codes as texts, by a dictionary of those that these rows have. */
function texts(codes: LiveValues, labels: readonly string[]): Vector {
	const known = new Map<number, number>();
	const keys = new Int32Array(codes.length);
	const nullBitmap = new Uint8Array(Math.ceil(codes.length / 8));
	let nullCount = 0;
	codes.forEach((code: number, row: number) => {
		if (code < 0) {
			nullCount++;
			return;
		}
		nullBitmap[row >> 3]! |= 1 << (row & 7);
		let key = known.get(code);
		if (key === undefined) known.set(code, (key = known.size));
		keys[row] = key;
	});
	const dictionary = words(Array.from(known.keys(), (code) => labels[code] ?? ''));
	const nulls = nullCount > 0 ? { nullCount, nullBitmap } : {};
	return new Vector([
		makeData({ type: new Dictionary(new Utf8(), new Int32()), data: keys, dictionary, ...nulls })
	]);
}

/** Texts one after the other. Arrow's own builders compile functions, which a page's content policy forbids. */
function words(texts: readonly string[]): Vector<Utf8> {
	const encoder = new TextEncoder();
	const parts = texts.map((text) => encoder.encode(text));
	const valueOffsets = new Int32Array(texts.length + 1);
	parts.forEach((part, index) => (valueOffsets[index + 1] = (valueOffsets[index] ?? 0) + part.length));
	const data = new Uint8Array(valueOffsets.at(-1) ?? 0);
	parts.forEach((part, index) => data.set(part, valueOffsets[index]));
	return new Vector([makeData({ type: new Utf8(), length: texts.length, valueOffsets, data })]);
}
