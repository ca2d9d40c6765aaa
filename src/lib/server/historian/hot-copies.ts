import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { LayerEntry } from '#lib/server/bus/bus.ts';
import { quoted } from './columns.ts';
import { UNFINISHED } from './durable-file.ts';
import { hotTable } from './hot-state.ts';
import type { HistoryFile, LentFiles } from './historian.ts';
import { writeParquet } from './parquet.ts';
import { placesNow, type HistoryParts } from './parts.ts';
import type { LentConnection } from './read-gate.ts';
import type { RowsPlace } from './rows-source.ts';
import { Serial } from './serial.ts';

const FOLDER = '.lent';
/** A table in more copies than this is copied anew as one. */
const MOST_COPIES = 8;

interface Copy {
	readonly file: HistoryFile;
	/** Has the table's rows up to this offset, from behind that of the copy before. */
	readonly upTo: number;
}
type HotPlace = Extract<RowsPlace, { readonly table: string }>;

/**
 * All rows of layers as files, for readers outside of this thread: the sealed ones as they are, and copies of the hot
 * tables, each of which has what came since the one before. Files that a reader may still open are kept.
 */
export class HotCopies {
	readonly #dir: string;
	readonly #copies = new Map<string, readonly Copy[]>();
	readonly #writing = new Serial();
	readonly #leases = new Map<number, () => void>();
	#gone: string[] = [];
	#lent = 0;
	#written = 0;

	/** Removes what an earlier run left. */
	constructor(dir: string) {
		this.#dir = join(dir, FOLDER);
		rmSync(this.#dir, { recursive: true, force: true });
	}

	/** The files of some layers at this moment; they stay until `release`. Throws OVERLOADED. */
	async lend(parts: HistoryParts, entries: readonly LayerEntry[]): Promise<LentFiles> {
		const lease = ++this.#lent;
		this.#leases.set(lease, parts.sealed.read());
		try {
			const lent = await parts.gate.lend(() => entries.map((entry) => placesNow(parts, entry)));
			try {
				const layers = await this.#writing.run(async () => {
					this.#forget(parts);
					const all: { layer: string; files: HistoryFile[] }[] = [];
					for (const [i, entry] of entries.entries()) {
						const files: HistoryFile[] = [];
						for (const place of lent.seen[i]!)
							files.push(
								...('file' in place ? [fileOf(place.file, place)] : await this.#copied(place, lent))
							);
						all.push({ layer: entry.declaration.id, files });
					}
					return all;
				});
				return { lease, layers };
			} finally {
				await lent.release();
			}
		} catch (cause) {
			this.release(lease);
			throw cause;
		}
	}

	release(lease: number): void {
		this.#leases.get(lease)?.();
		this.#leases.delete(lease);
		if (this.#leases.size > 0) return;
		for (const path of this.#gone.splice(0)) rmSync(path, { force: true });
	}

	/** Copies of a hot table with all of its rows. */
	async #copied(place: HotPlace, { connection, work }: LentConnection): Promise<readonly HistoryFile[]> {
		const { table, facts } = place;
		let copies = this.#copies.get(table) ?? [];
		const upTo = copies.at(-1)?.upTo ?? -1;
		if (facts.lastOff > upTo) {
			const whole = copies.length >= MOST_COPIES;
			const file = await work(() => this.#write(connection, place, whole ? -1 : upTo));
			if (whole) this.#gone.push(...copies.map((copy) => copy.file.path));
			copies = [...(whole ? [] : copies), { file, upTo: facts.lastOff }];
			this.#copies.set(table, copies);
		}
		return copies.map(({ file }) => file);
	}

	async #write(connection: DuckDBConnection, place: HotPlace, after: number): Promise<HistoryFile> {
		mkdirSync(this.#dir, { recursive: true });
		const path = join(this.#dir, `${place.table}-${++this.#written}.parquet`);
		const { metrics, lastOff } = place.facts;
		const rows = `SELECT * FROM ${quoted(place.table)} WHERE off > ${after} AND off <= ${lastOff}`;
		await writeParquet(connection, path, { rows, metrics });
		renameSync(path + UNFINISHED, path);
		return fileOf(path, place);
	}

	/** Copies of tables that are in sealed files by now are no longer lent. */
	#forget({ hot }: HistoryParts): void {
		const open = new Set(
			Object.entries(hot.state.layers).flatMap(([layer, { hot: hours }]) =>
				Object.keys(hours).map((hour) => hotTable(Number(layer), Number(hour)))
			)
		);
		for (const [table, copies] of this.#copies)
			if (!open.has(table)) {
				this.#copies.delete(table);
				this.#gone.push(...copies.map(({ file }) => file.path));
			}
	}
}

const fileOf = (path: string, { facts }: RowsPlace): HistoryFile => ({
	path,
	rows: facts.rows,
	metrics: facts.metrics,
	from: facts.minAt,
	to: facts.maxAt
});
