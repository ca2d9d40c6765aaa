import { grown } from '#lib/model/grown.ts';
import type { LiveBatch, LiveColumn } from '#lib/model/live-rows.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** Values of one column: numbers NaN, categories −1 where a row has none. */
export type LiveValues = Float64Array | Float32Array | Int32Array;

/** Rows that came one after the other, and leave together. Columns may be longer than `count`. */
export interface LiveChunk {
	readonly id: number;
	readonly count: number;
	/** Replaced when they grow. */
	readonly columns: ReadonlyMap<string, LiveValues>;
	/** When the newest of its rows arrived. */
	readonly arrived: EpochMs;
}

/** Rows [from, to) of a chunk. */
export interface LivePiece {
	readonly chunk: LiveChunk;
	readonly from: number;
	readonly to: number;
}

/** Oldest rows leave past either bound, a chunk at a time. */
export interface LiveBounds {
	readonly rows: number;
	readonly age: Milliseconds;
	/** A chunk is closed when it has so many rows… */
	readonly chunkRows: number;
	/** …or its first row is so old. */
	readonly chunkAge: Milliseconds;
}
export const LIVE_BOUNDS: LiveBounds = {
	rows: 2_000_000,
	age: 3_600_000,
	chunkRows: 65_536,
	chunkAge: 60_000
};

/** Everything that rows are, to cross to another worker. */
export interface LiveRowsCopy {
	readonly columns: readonly LiveColumn[];
	readonly labels: Readonly<Record<string, readonly string[]>>;
	readonly chunks: readonly (Omit<LiveChunk, 'columns'> & {
		readonly begun: EpochMs;
		readonly columns: Readonly<Record<string, LiveValues>>;
	})[];
}

interface OpenChunk extends LiveChunk {
	count: number;
	readonly columns: Map<string, LiveValues>;
	arrived: EpochMs;
	readonly begun: EpochMs;
}

const FIRST_CAPACITY = 1024;

/** The newest rows of a stream, in the order of arrival. */
export class LiveRows {
	readonly columns: readonly LiveColumn[];
	readonly bounds: LiveBounds;
	readonly #chunks: OpenChunk[] = [];
	readonly #labels = new Map<string, string[]>();
	#rows = 0;
	#nextId = 1;

	constructor(columns: readonly LiveColumn[], bounds: LiveBounds = LIVE_BOUNDS) {
		this.columns = columns;
		this.bounds = bounds;
		for (const { name, kind } of columns) if (kind === 'category') this.#labels.set(name, []);
	}

	/** Rows that another worker had. */
	static of({ columns, labels, chunks }: LiveRowsCopy, bounds?: LiveBounds): LiveRows {
		const rows = new LiveRows(columns, bounds);
		for (const [name, texts] of Object.entries(labels)) rows.#labels.set(name, [...texts]);
		for (const chunk of chunks) {
			rows.#chunks.push({ ...chunk, columns: new Map(Object.entries(chunk.columns)) });
			rows.#rows += chunk.count;
			rows.#nextId = Math.max(rows.#nextId, chunk.id + 1);
		}
		return rows;
	}

	/** Shares its arrays: nothing may be appended any more. */
	copy(): LiveRowsCopy {
		return {
			columns: this.columns,
			labels: Object.fromEntries(this.#labels),
			chunks: this.#chunks.map((chunk) => ({ ...chunk, columns: Object.fromEntries(chunk.columns) }))
		};
	}

	get rows(): number {
		return this.#rows;
	}
	/** Oldest first. */
	get chunks(): readonly LiveChunk[] {
		return this.#chunks;
	}
	/** Texts of a category's codes. */
	labels(column: string): readonly string[] {
		return this.#labels.get(column) ?? [];
	}
	/** Typed arrays in use. */
	get bytes(): number {
		let bytes = 0;
		for (const { columns } of this.#chunks)
			for (const { byteLength } of columns.values()) bytes += byteLength;
		return bytes;
	}

	/** Takes rows in; says where they are. Leaves to `expire` what has to go. */
	append({ arrived, count, columns, labels }: LiveBatch): LivePiece[] {
		for (const [name, texts] of Object.entries(labels)) this.#labels.get(name)?.push(...texts);
		const pieces: LivePiece[] = [];
		for (let taken = 0; taken < count;) {
			const chunk = this.#openAt(arrived);
			const [from, part] = [chunk.count, Math.min(count - taken, this.bounds.chunkRows - chunk.count)];
			this.#reserve(chunk, from + part);
			for (const { name } of this.columns) {
				const values = columns[name];
				if (values) take(chunk.columns.get(name)!, values, taken, part, from); // reserved above
			}
			chunk.count += part;
			chunk.arrived = Math.max(chunk.arrived, arrived);
			this.#rows += part;
			taken += part;
			pieces.push({ chunk, from, to: from + part });
		}
		return pieces;
	}

	/** Takes out, and answers, the chunks that are past the bounds. The newest rows stay whatever their number. */
	expire(now: EpochMs): LiveChunk[] {
		const { rows, age } = this.bounds;
		let gone = 0;
		for (let left = this.#rows; gone < this.#chunks.length; gone++) {
			const chunk = this.#chunks[gone] as OpenChunk; // below the length
			const isLast = gone === this.#chunks.length - 1;
			if (chunk.arrived >= now - age && (left <= rows || isLast)) break;
			left -= chunk.count;
		}
		const left = this.#chunks.splice(0, gone);
		for (const { count } of left) this.#rows -= count;
		return left;
	}

	#openAt(arrived: EpochMs): OpenChunk {
		const last = this.#chunks.at(-1);
		const { chunkRows, chunkAge } = this.bounds;
		if (last && last.count < chunkRows && arrived - last.begun < chunkAge) return last;
		const chunk: OpenChunk = { id: this.#nextId++, count: 0, columns: new Map(), arrived, begun: arrived };
		this.#chunks.push(chunk);
		return chunk;
	}

	#reserve(chunk: OpenChunk, rows: number): void {
		for (const { name, kind } of this.columns) {
			const values = chunk.columns.get(name) ?? emptyOf(kind);
			if (values.length >= rows && values.length > 0) continue;
			const capacity = Math.min(
				this.bounds.chunkRows,
				Math.max(rows, values.length * 2, Math.min(FIRST_CAPACITY, this.bounds.chunkRows))
			);
			chunk.columns.set(name, grown(values, capacity, kind === 'category' ? -1 : NaN));
		}
	}
}

const emptyOf = (kind: LiveColumn['kind']): LiveValues =>
	kind === 'category' ? new Int32Array(0) : kind === 'metric' ? new Float32Array(0) : new Float64Array(0);

/** Copies values; what is no number of a number line is no value, for bins and for SQL. */
function take(into: LiveValues, values: LiveValues, from: number, count: number, at: number): void {
	for (let row = 0; row < count; row++) {
		const value = values[from + row]!;
		into[at + row] = Number.isFinite(value) ? value : NaN;
	}
}
