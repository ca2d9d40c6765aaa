import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import type { Frame } from '#lib/model/wire/frame.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { LogRecord } from '#lib/server/bus/bus.ts';
import { STORED_TYPES, metricStored, quoted, storedColumns } from './columns.ts';
import { inTransaction, openDuckDb } from './duckdb.ts';
import { hotTable, hotTables, readHotState, writeHotState, type HotState } from './hot-state.ts';
import { hourOf } from './manifest.ts';
import { joinFacts, type PartFacts } from './part-facts.ts';
import { RowBuffer } from './row-buffer.ts';
import type { SealedPosition } from './sealed-position.ts';

/** A state record with its decoded body. */
interface DecodedRecord {
	readonly record: LogRecord;
	readonly frame: Frame;
}

/** What appending must know of sealed files. */
export interface SealedLimits {
	/** True of a record whose rows are in sealed files. */
	isSealed(record: LogRecord): boolean;
	/** End of the layer's last sealed hour. */
	endOf(layer: string): EpochMs;
}

const MOST_GAPS = 16;

/**
 * The hot database: a table for each layer and hour of receipt. Rows and the offset of the log that they
 * reach are one transaction, so that a crash neither loses nor doubles a row. One caller at a time writes.
 */
export class HotStore {
	readonly instance: DuckDBInstance;
	readonly #connection: DuckDBConnection;
	#state: HotState;
	/** Metric columns of each table, in its order. */
	readonly #tables: Map<string, number[]>;

	/** Opens the database, or makes one that goes on from `start`. */
	static async open(dir: string, memoryMb: number, start: SealedPosition): Promise<HotStore> {
		const instance = await openDuckDb(dir, memoryMb);
		try {
			const connection = await instance.connect();
			const state = await readHotState(connection, start);
			return new HotStore(instance, connection, state, await hotTables(connection));
		} catch (cause) {
			instance.closeSync();
			throw cause;
		}
	}

	private constructor(
		instance: DuckDBInstance,
		connection: DuckDBConnection,
		state: HotState,
		tables: Map<string, number[]>
	) {
		this.instance = instance;
		this.#connection = connection;
		this.#state = state;
		this.#tables = tables;
	}

	get state(): HotState {
		return this.#state;
	}

	get connection(): DuckDBConnection {
		return this.#connection;
	}

	/** Appends records that follow the last one, in order. Answers how many rows were. */
	async append(records: readonly LogRecord[], sealed: SealedLimits): Promise<number> {
		const last = records.at(-1);
		if (!last) return 0;
		const decoded = records
			.filter((record) => record.cls === 'state' && !sealed.isSealed(record))
			.map((record) => ({ record, frame: decodeFrame(record.body) }));
		const buffers = this.#buffer(decoded, sealed);
		const next: HotState = { ...this.#state, offset: last.offset, received: last.receivedAt };
		next.layers = { ...next.layers };
		for (const { layer, id, hour, buffer } of buffers.values()) {
			const table = hotTable(layer, hour);
			await this.#prepare(table, buffer.facts.metrics);
			const known = next.layers[layer] ?? { id, changes: 0, hot: {} };
			const before = known.hot[hour];
			const facts = before ? joinFacts(before, buffer.facts) : buffer.facts;
			next.layers[layer] = {
				...known,
				changes: known.changes + (isLate(buffer.facts, next.sealedTo) ? 1 : 0),
				hot: { ...known.hot, [hour]: { ...facts, metrics: [...this.#tables.get(table)!] } }
			};
		}
		await this.#change(next, async () => {
			for (const { layer, hour, buffer } of buffers.values()) {
				const table = hotTable(layer, hour);
				await buffer.appendTo(this.#connection, table, this.#tables.get(table)!);
			}
		});
		return decoded.reduce((rows, { frame }) => rows + frame.count, 0);
	}

	/** Forgets the hot tables of hours that are in sealed files; nothing grows before `sealedTo` any more. */
	async forget(tables: readonly { layer: number; hour: number }[], sealedTo: EpochMs): Promise<void> {
		const next: HotState = { ...this.#state, sealedTo: Math.max(sealedTo, this.#state.sealedTo) };
		next.layers = { ...next.layers };
		for (const { layer, hour } of tables) {
			const known = next.layers[layer];
			if (!known) continue;
			const { [String(hour)]: _gone, ...hot } = known.hot;
			next.layers[layer] = { ...known, hot };
		}
		await this.#change(next, async () => {
			for (const { layer, hour } of tables)
				await this.#connection.run(`DROP TABLE IF EXISTS ${quoted(hotTable(layer, hour))}`);
		});
		for (const { layer, hour } of tables) this.#tables.delete(hotTable(layer, hour));
	}

	/** Notes that the log no longer has the records `from` … `to`, found out at `at`, and goes on behind them. */
	async skip(from: number, to: number, at: EpochMs): Promise<void> {
		const gaps = [...this.#state.gaps, { from, to, at }].slice(-MOST_GAPS);
		await this.#change({ ...this.#state, offset: to, gaps }, () => Promise.resolve());
	}

	close(): void {
		this.#connection.closeSync();
		this.instance.closeSync();
	}

	async #change(next: HotState, work: () => Promise<void>): Promise<void> {
		await inTransaction(this.#connection, async () => {
			await work();
			await writeHotState(this.#connection, next);
		});
		this.#state = next;
	}

	#buffer(decoded: readonly DecodedRecord[], sealed: SealedLimits) {
		const buffers = new Map<string, { layer: number; id: string; hour: number; buffer: RowBuffer }>();
		for (const { record, frame } of decoded) {
			if (frame.count === 0) continue;
			// A clock that was set back may date a record into an hour that is sealed: it counts to the next one.
			const sealedTo = Math.max(this.#state.sealedTo, sealed.endOf(record.layer));
			const hour = Math.max(hourOf(record.receivedAt), sealedTo);
			const table = hotTable(frame.schemaId, hour);
			let entry = buffers.get(table);
			if (!entry)
				buffers.set(
					table,
					(entry = { layer: frame.schemaId, id: record.layer, hour, buffer: new RowBuffer() })
				);
			entry.buffer.add(record, frame);
		}
		return buffers;
	}

	/** Makes the table and its metric columns, before the transaction: columns without rows harm nobody. */
	async #prepare(table: string, metrics: readonly number[]): Promise<void> {
		const known = this.#tables.get(table);
		if (!known) {
			const columns = storedColumns(metrics).map(
				({ name, type }) => `${quoted(name)} ${STORED_TYPES[type].sql}`
			);
			await this.#connection.run(`CREATE TABLE IF NOT EXISTS ${quoted(table)} (${columns.join(', ')})`);
			this.#tables.set(table, [...metrics]);
			return;
		}
		for (const metric of metrics.filter((candidate) => !known.includes(candidate))) {
			const { name, type } = metricStored(metric);
			const { sql, empty } = STORED_TYPES[type];
			await this.#connection.run(
				`ALTER TABLE ${quoted(table)} ADD COLUMN ${quoted(name)} ${sql} DEFAULT ${empty}`
			);
			known.push(metric);
		}
	}
}

/** Some of the rows belong before what was called complete. */
const isLate = ({ minAt, minReceived }: PartFacts, sealedTo: EpochMs) =>
	Math.min(minAt, minReceived) < sealedTo;
