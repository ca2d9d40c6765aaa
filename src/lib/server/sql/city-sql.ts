import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { SqlRequest, SqlTable } from '#lib/model/sql.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import type { Access } from '#lib/server/auth/access.ts';
import type { BusReader, LayerEntry } from '#lib/server/bus/bus.ts';
import type { Historian } from '#lib/server/historian/historian.ts';
import { layerRights } from '#lib/server/themes/layer-rights.ts';
import { historyColumns, historyTable } from './history-view.ts';
import type { SqlAnswer } from './job.ts';
import { packColumns, packTable } from './pack-table.ts';
import { QueryPool } from './query-pool.ts';

export interface CitySqlOptions {
	/** Folder of its own. */
	readonly dir: string;
	readonly logDir: string;
	readonly packDir: string;
	readonly city: CityManifest;
	readonly bus: Pick<BusReader, 'layers'>;
	/** Undefined while there is none. */
	readonly historian: () => Historian | undefined;
	/** Of one query. */
	readonly memoryMb?: number;
	readonly timeLimit?: Milliseconds;
	readonly mostBytes?: number;
}

export const SQL_DEFAULTS = { memoryMb: 512, timeLimit: 30_000, mostBytes: 256 * 2 ** 20 } as const;

/** Layers that a theme calls personal are no tables, whatever right the asker has. */
const PERSONAL = new Set(Object.keys(layerRights()));

/** Questions in SQL to one city's history and pack, each answered in a process apart from the server. */
export class CitySql {
	readonly #options: CitySqlOptions;
	/** From the first question on. */
	#opened: QueryPool | undefined;

	constructor(options: CitySqlOptions) {
		this.#options = options;
	}

	/** The tables that the asker may read: histories first. */
	async schema(access: Access): Promise<readonly SqlTable[]> {
		const coverage = new Map(
			((await this.#options.historian()?.coverage()) ?? []).map((one) => [one.layer, one])
		);
		const histories = this.#layers(access).map((entry): SqlTable => {
			const { id, title = { zh: id, en: id } } = entry.declaration;
			const { from, to, hours = [] } = coverage.get(id) ?? {};
			return {
				name: historyTable(id),
				title,
				source: { layer: id },
				...(from !== undefined && { from }),
				...(to !== undefined && { to }),
				rows: hours.reduce((sum, { rows }) => sum + rows, 0),
				columns: historyColumns(entry)
			};
		});
		const pack = this.#options.city.datasets.flatMap((dataset): SqlTable[] => {
			const name = packTable(dataset);
			if (name === undefined) return [];
			const columns = packColumns(this.#options.packDir, dataset);
			return [{ name, title: dataset.title, source: { dataset: dataset.id }, rows: dataset.rows, columns }];
		});
		return [...histories, ...pack];
	}

	/**
	 * The first rows of one reading statement's answer. Throws QUERY_FAILED, QUERY_CANCELLED, OVERLOADED; NOT_FOUND while
	 * there is no history to ask.
	 */
	async run({ sql, maxRows }: SqlRequest, access: Access, signal: AbortSignal): Promise<SqlAnswer> {
		const { layers, datasets } = this.#named(sql, access);
		const historian = this.#options.historian();
		if (layers.length === 0) return this.#pool().run({ sql, maxRows, histories: [], datasets }, signal);
		if (!historian)
			throw new AppError('NOT_FOUND', {
				message: 'This server keeps no history at the moment: GET /api/health says why.'
			});
		const { lease, layers: lent } = await historian.lendFiles(
			layers.map(({ declaration }) => declaration.id)
		);
		try {
			const histories = layers.map((entry, i) => ({
				table: historyTable(entry.declaration.id),
				entry,
				files: lent[i]!.files // one for each, in this order
			}));
			return await this.#pool().run({ sql, maxRows, histories, datasets }, signal);
		} finally {
			historian.release(lease);
		}
	}

	/** Layers and datasets that a text may name, of those that the asker may read. */
	sources(
		sql: string,
		access: Access
	): { readonly layers: readonly string[]; readonly datasets: readonly string[] } {
		const { layers, datasets } = this.#named(sql, access);
		return {
			layers: layers.map(({ declaration: { id } }) => id),
			datasets: datasets.map(({ id }) => id)
		};
	}

	async close(): Promise<void> {
		await this.#opened?.close();
	}

	#pool(): QueryPool {
		if (this.#opened) return this.#opened;
		const { dir, logDir, packDir, city } = this.#options;
		// Tables of the packs before this one are of no more use.
		mkdirSync(dir, { recursive: true });
		for (const name of readdirSync(dir))
			if (name !== city.version) rmSync(join(dir, name), { recursive: true, force: true });
		const { memoryMb, timeLimit, mostBytes } = { ...SQL_DEFAULTS, ...this.#options };
		const tableDir = join(dir, city.version);
		const options = { logDir, packDir, tableDir, timezone: city.timezone, memoryMb, timeLimit, mostBytes };
		return (this.#opened = new QueryPool(options));
	}

	#named(sql: string, access: Access) {
		const named = namesIn(sql);
		return {
			layers: this.#layers(access).filter(({ declaration: { id } }) => named(historyTable(id))),
			datasets: this.#options.city.datasets.filter((dataset) => {
				const table = packTable(dataset);
				return table !== undefined && named(table);
			})
		};
	}

	#layers({ may }: Access): readonly LayerEntry[] {
		return this.#options.bus
			.layers()
			.filter(
				({ declaration: { id, cls, restricted } }) => cls === 'state' && may(restricted) && !PERSONAL.has(id)
			);
	}
}

/**
 * Says whether a text may name a table: every word of it is taken for one, which at worst opens a table in vain. A list
 * of tables (`SHOW`) names them all.
 */
function namesIn(sql: string): (table: string) => boolean {
	if (/^\W*show\b/i.test(sql)) return () => true;
	const words = new Set(sql.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? []);
	return (table) => words.has(table.toLowerCase());
}
