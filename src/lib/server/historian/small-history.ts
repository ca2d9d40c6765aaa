import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC, type Table } from 'apache-arrow';
import type { HistoryBy } from '#lib/model/history.ts';
import { LatestState } from '#lib/model/latest-state.ts';
import type { Observation } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { columnOf, metricOf } from '#lib/model/wire/frame.ts';
import type { BusWriter, LogRecord, News } from '#lib/server/bus/bus.ts';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import { openSqliteWriter } from '#lib/server/bus/sqlite-writer.ts';
import { HistoryEngine, type EngineOptions } from './engine.ts';
import type { WindowAnswer, WindowRequest } from './historian.ts';
import type { OnStep } from './house/steps.ts';
import { HISTORIAN_DEFAULTS } from './start-historian.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Midnight of a day, UTC. */
export const START = Date.UTC(2026, 2, 1);

/** A row as plain values, null = not said. */
export type PlainRow = Readonly<Record<string, number | null>>;

/** A log and its history in a folder of their own, for tests. Layers are made by what is committed. */
export class SmallHistory {
	readonly dir = mkdtempSync(join(tmpdir(), 'cityloop-history-'));
	readonly historyDir = join(this.dir, 'history');
	readonly writer: BusWriter = openSqliteWriter(this.dir);
	readonly options: EngineOptions;
	engine!: HistoryEngine;

	private constructor(options: Partial<EngineOptions>) {
		this.options = {
			...HISTORIAN_DEFAULTS,
			logDir: this.dir,
			dir: this.historyDir,
			memoryMb: 256,
			...options
		};
	}

	static async open(options: Partial<EngineOptions> = {}): Promise<SmallHistory> {
		const history = new SmallHistory(options);
		await history.reopen();
		return history;
	}

	/** Closes the engine, when one is open, and opens another. */
	async reopen(onStep?: OnStep): Promise<void> {
		await (this.engine as HistoryEngine | undefined)?.close();
		this.engine = await HistoryEngine.open(this.options, onStep);
	}

	commit(rows: readonly Observation[], now: EpochMs, layer = 'buses'): News {
		return this.writer.commit({ batches: [{ layer, cls: 'state', rows }] }, now);
	}

	/** A window's answer with its rows. */
	async window(
		request: Partial<WindowRequest> = {}
	): Promise<Omit<WindowAnswer, 'stream'> & { readonly table: Table; readonly rows: PlainRow[] }> {
		const whole = { layer: 'buses', from: START - 100 * DAY, to: START + 100 * DAY, by: 'observed' as const };
		const { stream, ...answer } = await this.engine.window({ ...whole, ...request });
		const table = await tableOf(stream);
		return { ...answer, table, rows: plainRows(table) };
	}

	/** Hash of the state that the log itself gives: what the hub had, or would have had. */
	hashOfLog(t: EpochMs, by: HistoryBy, layer = 'buses'): string {
		const state = new LatestState();
		for (const record of this.#records(layer)) {
			const frame = decodeFrame(record.body);
			if (by === 'received') {
				if (record.receivedAt <= t) state.apply(frame);
				continue;
			}
			const times = columnOf(frame, 'ts')!;
			const rows = Array.from(times.keys()).filter((row) => times[row]! <= t);
			state.apply({
				...frame,
				count: rows.length,
				columns: frame.columns.map((column) => ({
					...column,
					values: picked(column.values, rows)
				})) as never // numeric columns of the same types
			});
		}
		return state.hash();
	}

	/** The layer's rows as the log has them, in the order of receipt, as a window says them. */
	rowsOfLog(layer = 'buses'): PlainRow[] {
		const entry = this.writer.layer(layer);
		return this.#records(layer).flatMap((record) => {
			const frame = decodeFrame(record.body);
			const said = (name: 'lon' | 'lat' | 'alt' | 'speed' | 'heading' | 'status' | 'seq', row: number) => {
				const values = columnOf(frame, name);
				return values && values[row] !== EMPTY[name] ? values[row]! : null;
			};
			return Array.from({ length: frame.count }, (_, row): PlainRow => {
				const metrics = entry!.declaration.metrics.map(({ name }, metric) => {
					const value = metricOf(frame, metric)?.[row] ?? NaN;
					return [`m:${name}`, Number.isNaN(value) ? null : value] as const;
				});
				return {
					idx: columnOf(frame, 'idx')![row]!,
					at: columnOf(frame, 'ts')![row]!,
					received: record.receivedAt,
					lon: said('lon', row),
					lat: said('lat', row),
					alt: said('alt', row),
					speed: said('speed', row),
					heading: said('heading', row),
					status: said('status', row),
					quality: columnOf(frame, 'quality')![row]!,
					seq: said('seq', row),
					...Object.fromEntries(metrics)
				};
			});
		});
	}

	async close(): Promise<void> {
		await this.engine.close();
		this.discard();
	}

	/** Removes everything; the engine is closed. */
	discard(): void {
		this.writer.close();
		rmSync(this.dir, { recursive: true });
	}

	#records(layer: string): readonly LogRecord[] {
		const reader = openSqliteReader(this.dir);
		try {
			return reader.read(1, 1e9).filter((record) => record.layer === layer);
		} finally {
			reader.close();
		}
	}
}

const EMPTY = {
	lon: 0x7fffffff,
	lat: 0x7fffffff,
	alt: 0x7fffffff,
	speed: 0xffff,
	heading: 0xffff,
	status: 0xff,
	seq: 0xffffffff
} as const;

const picked = (values: ArrayLike<number | bigint | string>, rows: readonly number[]) => {
	const numbers = values as Float64Array; // records of observations have numeric columns only
	const out = numbers.slice(0, rows.length);
	rows.forEach((row, i) => (out[i] = numbers[row]!));
	return out;
};

/** An Arrow stream as a table. */
export async function tableOf(stream: AsyncIterable<Uint8Array>): Promise<Table> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return tableFromIPC(Buffer.concat(chunks));
}

/** A table's rows as plain objects. */
export const plainRows = (table: Table): PlainRow[] =>
	table.toArray().map((row: { toJSON(): PlainRow }) => row.toJSON());

/** What `entity` says at an instant. */
export const says = (entity: string, at: EpochMs, more: Partial<Observation> = {}): Observation => ({
	kind: 'observation',
	entity,
	at,
	...more
});
