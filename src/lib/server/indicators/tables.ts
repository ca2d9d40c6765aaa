import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dataset } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import { AreaIndex } from '#lib/model/area-index.ts';
import { CityAreas } from '#lib/server/themes/city-areas.ts';
import { DISTRICTS } from '#lib/server/themes/districts.ts';
import { createTable, quoted, textOf, type TableColumn } from './create-table.ts';
import { PlacedRows, type Placer } from './placed-rows.ts';
import type { LayerRows } from './thread-messages.ts';

/** Which version of each table a number was made from; tables of the pack are always 0. */
export type Versions = ReadonlyMap<string, number>;

/** What of a table is seen. */
export interface Sight {
	/** Only rows of these; all when absent. */
	readonly districts?: readonly string[];
	/** Areas dataset whose area `getvariable('area')` names; all rows while that is NULL. */
	readonly areas?: string;
}

/** A table of the database: its columns as SQL sees them, and by which areas datasets its rows are known. */
interface Held {
	readonly columns: readonly string[];
	readonly placedBy: readonly string[];
}

/** A live layer's newest table. */
interface LiveTable {
	version: number;
	readonly placed: PlacedRows;
	/** Why the rows that came last are not in it. */
	failure?: AppError | undefined;
}

const LIVE = 'live';
const PACK = 'pack';

/** The tables behind the views that formulas name: live layers in versions, and datasets of the pack, read when first named. */
export class Tables {
	readonly #connection: DuckDBConnection;
	readonly #packDir: string;
	readonly #datasets: ReadonlyMap<string, Dataset>;
	readonly #areas: CityAreas;
	readonly #live = new Map<string, LiveTable>();
	readonly #held = new Map<string, Held>();
	/** Areas datasets by which rows are placed, besides districts. */
	#placing: readonly string[] = [];

	private constructor(connection: DuckDBConnection, packDir: string, datasets: readonly Dataset[]) {
		this.#connection = connection;
		this.#packDir = packDir;
		this.#datasets = new Map(datasets.map((dataset) => [dataset.id, dataset]));
		this.#areas = new CityAreas(packDir, { datasets: [...datasets] });
	}

	static async open(
		connection: DuckDBConnection,
		packDir: string,
		datasets: readonly Dataset[]
	): Promise<Tables> {
		await connection.run(`CREATE SCHEMA ${LIVE}; CREATE SCHEMA ${PACK}`);
		return new Tables(connection, packDir, datasets);
	}

	/** Rows are placed by these areas datasets from now on; what is there is known by the old ones until it is put again. */
	async placeBy(areas: Iterable<string>): Promise<void> {
		const wanted = [...new Set(areas)].filter((id) => id !== DISTRICTS && this.areas(id)).sort();
		if (wanted.join() === this.#placing.join()) return;
		this.#placing = wanted;
		for (const { placed } of this.#live.values()) placed.forget();
		for (const name of this.#held.keys())
			if (name.startsWith(`${PACK}.`)) {
				await this.#connection.run(`DROP TABLE ${name}`);
				this.#held.delete(name);
			}
	}

	/** Named areas of a dataset; undefined when the city has none of that name. Throws PACK_BROKEN. */
	areas(dataset: string): AreaIndex | undefined {
		return this.#areas.of(dataset);
	}

	/** A layer is these rows from now on; what keeps them from being taken is thrown by whoever asks for them. */
	async putLayer(rows: LayerRows): Promise<void> {
		let layer = this.#live.get(rows.layer);
		if (!layer) this.#live.set(rows.layer, (layer = { version: 0, placed: new PlacedRows() }));
		layer.failure = undefined;
		try {
			const columns = layer.placed.columns(rows, this.#placers());
			await this.#create(LIVE, `${rows.layer}@${rows.version}`, rows.count, columns);
			layer.version = rows.version;
		} catch (thrown) {
			layer.failure = AppError.from(thrown);
		}
	}

	/** True when the name is a live layer that was put. */
	isLive(name: string): boolean {
		return this.#live.has(name);
	}

	/**
	 * The newest version of each table; reads those of the pack that were not there. Throws TABLE_UNKNOWN, PACK_BROKEN,
	 * and what kept a layer from being taken.
	 */
	async newest(names: readonly string[]): Promise<Versions> {
		const versions = new Map<string, number>();
		for (const name of names) {
			const layer = this.#live.get(name);
			if (!layer) await this.#readPack(name);
			if (layer?.failure) throw layer.failure;
			versions.set(name, layer?.version ?? 0);
		}
		return versions;
	}

	/** What a view over a version of a table selects. */
	selection(name: string, version: number, { districts, areas }: Sight): string {
		const table = tableOf(name, version);
		const { columns, placedBy } = this.#held.get(table)!; // versions come from `newest`
		const where: string[] = [];
		if (districts && placedBy.includes(DISTRICTS))
			where.push(`district IN (${districts.map(textOf).join(', ') || 'NULL'})`);
		if (areas !== undefined && placedBy.includes(areas))
			where.push(`(getvariable('area') IS NULL OR ${areaColumn(areas)} = getvariable('area'))`);
		const filter = where.length > 0 ? ` WHERE ${where.join(' AND ')}` : '';
		return `SELECT ${columns.map(quoted).join(', ')} FROM ${table}${filter}`;
	}

	/** Id and area of each row of a version of a table. */
	areasOf(name: string, version: number, areas: string): string {
		return `SELECT id, ${areaColumn(areas)} AS area FROM ${tableOf(name, version)}`;
	}

	/** Forgets versions of layers that are neither the newest nor among these. */
	async dropExcept(used: Iterable<Versions>): Promise<void> {
		const keep = new Set<string>();
		for (const versions of used) for (const [name, version] of versions) keep.add(tableOf(name, version));
		for (const [layer, { version }] of this.#live) keep.add(tableOf(layer, version));
		for (const name of this.#held.keys())
			if (name.startsWith(`${LIVE}.`) && !keep.has(name)) {
				await this.#connection.run(`DROP TABLE ${name}`);
				this.#held.delete(name);
			}
	}

	async #readPack(name: string): Promise<void> {
		if (this.#held.has(tableOf(name, 0))) return;
		const dataset = this.#datasets.get(name);
		// What reads Arrow is large, and most formulas are about live layers only.
		const { readPackColumns } = await import('./pack-columns.ts');
		const read = dataset && readPackColumns(this.#packDir, dataset);
		if (!read)
			throw new AppError('TABLE_UNKNOWN', {
				message: `There is no live layer and no table of the pack named '${name}'.`,
				table: name
			});
		const { count, columns } = read;
		await this.#create(PACK, name, count, [...columns, ...this.#placesOf(columns)]);
	}

	async #create(
		schema: string,
		table: string,
		count: number,
		columns: readonly TableColumn[]
	): Promise<void> {
		await createTable(this.#connection, { schema, table }, count, columns);
		const names = columns.map(({ name }) => name);
		this.#held.set(`${schema}.${quoted(table)}`, {
			columns: names.filter((name) => !name.startsWith(AREA)),
			placedBy: [
				...(names.includes(DISTRICT) ? [DISTRICTS] : []),
				...names.filter((name) => name.startsWith(AREA)).map((name) => name.slice(AREA.length))
			]
		});
	}

	#placesOf(columns: readonly TableColumn[]): readonly TableColumn[] {
		const numbers = (name: string) => {
			const column = columns.find((known) => known.name === name);
			return column?.type === 'DOUBLE' ? column.values : undefined;
		};
		const [lng, lat] = [numbers('lng'), numbers('lat')];
		if (!lng || !lat) return [];
		return this.#placers()
			.filter(({ column }) => !columns.some(({ name }) => name === column))
			.map(({ column, areas }) => ({
				name: column,
				type: 'VARCHAR',
				values: Array.from(lng, (x, row) => areas.at([x, lat[row]!]) ?? null)
			}));
	}

	/** A city without districts has none of any row, but the column. */
	#placers(): readonly Placer[] {
		return [DISTRICTS, ...this.#placing].map((dataset) => ({
			column: dataset === DISTRICTS ? DISTRICT : AREA + dataset,
			areas: this.areas(dataset) ?? NO_AREAS
		}));
	}
}

const DISTRICT = 'district';
/** Columns that views do not show begin with this. */
const AREA = 'area:';
const NO_AREAS = AreaIndex.of({ features: [] });

const tableOf = (name: string, version: number): string =>
	version === 0 ? `${PACK}.${quoted(name)}` : `${LIVE}.${quoted(`${name}@${version}`)}`;

const areaColumn = (dataset: string): string => (dataset === DISTRICTS ? DISTRICT : quoted(AREA + dataset));
