import { DuckDBDataChunk, type DuckDBConnection } from '@duckdb/node-api';
import type { LogRecord } from '#lib/server/bus/bus.ts';
import { METRIC_FIELD, NULLS } from '#lib/model/wire/fields.ts';
import { columnOf, type Frame } from '#lib/model/wire/frame.ts';
import { STORED_COLUMNS, STORED_TYPES, storedColumns, type StoredValues } from './columns.ts';
import { itemsOf } from './duckdb.ts';
import type { PartFacts } from './part-facts.ts';

const CHUNK_ROWS = 2048;
/** "Not said" in memory, by type; a row always has an offset. */
const EMPTY = { ...NULLS, i64: -1n };

type StoredName = (typeof STORED_COLUMNS)[number]['name'];

/** Rows of one layer on their way from the log into a hot table, as columns. */
export class RowBuffer {
	#count = 0;
	#capacity = CHUNK_ROWS;
	readonly #columns = new Map<string, StoredValues>();
	readonly #metrics = new Map<number, Float32Array>();
	#facts: PartFacts | undefined;

	constructor() {
		for (const { name, type } of STORED_COLUMNS)
			this.#columns.set(name, new STORED_TYPES[type].array(this.#capacity));
	}

	/** What is known of the rows. Throws when there is none. */
	get facts(): PartFacts {
		if (!this.#facts) throw new RangeError('an empty buffer has no facts');
		return { ...this.#facts, metrics: [...this.#metrics.keys()] };
	}

	/** Appends the rows of a state record, `frame` being its decoded body. */
	add({ offset, receivedAt }: LogRecord, frame: Frame): void {
		const { count } = frame;
		if (count === 0) return;
		const start = this.#count;
		this.#reserve(start + count);
		this.#set('idx', columnOf(frame, 'idx'), start, count);
		this.#set('at', columnOf(frame, 'ts'), start, count);
		for (const name of ['quality', 'seq', 'lon', 'lat', 'alt', 'speed', 'heading', 'status'] as const)
			this.#set(name, columnOf(frame, name), start, count);
		this.#values('received').fill(receivedAt as never, start, start + count); // a float64 column
		this.#values('off').fill(BigInt(offset) as never, start, start + count); // an int64 column
		const rows = this.#values('row');
		for (let i = 0; i < count; i++) rows[start + i] = i;
		for (const { field, type, values } of frame.columns)
			if (field >= METRIC_FIELD && type === 'f32') this.#metric(field - METRIC_FIELD).set(values, start);
		this.#count = start + count;
		this.#learn(offset, receivedAt, start);
	}

	/** Appends all rows to a table that has these metrics, inside the caller's transaction. */
	async appendTo(connection: DuckDBConnection, table: string, metrics: readonly number[]): Promise<void> {
		const columns = storedColumns(metrics);
		const types = columns.map(({ type }) => STORED_TYPES[type].duck);
		const appender = await connection.createAppender(table);
		try {
			for (let start = 0; start < this.#count; start += CHUNK_ROWS) {
				const end = Math.min(this.#count, start + CHUNK_ROWS);
				const chunk = DuckDBDataChunk.create(types, end - start);
				columns.forEach(({ name }, i) => {
					const vector = chunk.getColumnVector(i);
					const values = this.#columns.get(name) ?? this.#metrics.get(metrics[i - STORED_COLUMNS.length]!);
					const items = itemsOf(vector);
					if (values)
						items.set(values.subarray(start, end) as never); // both of the column's type
					else items.fill(NaN as never); // a metric, float32
					// The numeric vector classes have it; their common base does not.
					(vector as unknown as { flush(): void }).flush();
				});
				appender.appendDataChunk(chunk);
			}
		} finally {
			appender.closeSync();
		}
	}

	#values(name: StoredName): StoredValues {
		return this.#columns.get(name)!;
	}

	#set(name: StoredName, values: StoredValues | undefined, start: number, count: number): void {
		const column = this.#values(name);
		if (values)
			column.set(values as never, start); // a frame's columns have the stored types
		else column.fill(name === 'quality' ? (0 as never) : (this.#empty(name) as never), start, start + count);
	}

	#empty(name: StoredName): number | bigint {
		return EMPTY[STORED_COLUMNS.find((column) => column.name === name)!.type];
	}

	#metric(metric: number): Float32Array {
		let column = this.#metrics.get(metric);
		if (!column) this.#metrics.set(metric, (column = new Float32Array(this.#capacity).fill(NaN)));
		return column;
	}

	#reserve(rows: number): void {
		if (rows <= this.#capacity) return;
		this.#capacity = Math.max(rows, this.#capacity * 2);
		for (const { name, type } of STORED_COLUMNS) {
			const grown = new STORED_TYPES[type].array(this.#capacity);
			grown.set(this.#values(name) as never); // of the same type
			this.#columns.set(name, grown);
		}
		for (const [metric, values] of this.#metrics) {
			const grown = new Float32Array(this.#capacity).fill(NaN);
			grown.set(values);
			this.#metrics.set(metric, grown);
		}
	}

	#learn(offset: number, receivedAt: number, start: number): void {
		const at = this.#values('at');
		const [lon, lat] = [this.#values('lon'), this.#values('lat')];
		const facts = this.#facts ?? {
			rows: 0,
			minAt: Infinity,
			maxAt: -Infinity,
			minReceived: receivedAt,
			maxReceived: receivedAt,
			firstOff: offset,
			lastOff: offset,
			metrics: []
		};
		let { minAt, maxAt } = facts;
		let [west, south, east, north] = facts.box ?? [Infinity, Infinity, -Infinity, -Infinity];
		for (let i = start; i < this.#count; i++) {
			let t = Number(at[i]);
			if (!Number.isFinite(t)) at[i] = t = receivedAt;
			if (t < minAt) minAt = t;
			if (t > maxAt) maxAt = t;
			const [x, y] = [Number(lon[i]), Number(lat[i])];
			if (x === NULLS.i32 || y === NULLS.i32) continue;
			if (x < west) west = x;
			if (x > east) east = x;
			if (y < south) south = y;
			if (y > north) north = y;
		}
		this.#facts = {
			...facts,
			rows: this.#count,
			minAt,
			maxAt,
			maxReceived: receivedAt,
			lastOff: offset,
			...(west <= east && { box: [west, south, east, north] })
		};
	}
}
