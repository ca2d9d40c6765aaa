import type { Dataset, DatasetOf } from '#lib/model/city.ts';
import { toLocalSql } from '#lib/queries/local-time.ts';

/** One table of DuckDB and the Arrow file that it comes from. */
export interface TableSource {
	/** As SQL names it. */
	readonly table: string;
	readonly dataset: string;
	/** Relative to the pack. */
	readonly file: string;
	/** Rows as the manifest says, when it does. */
	readonly rows?: number;
	/** The file is a GeoJSON collection of areas, whose names are this property. */
	readonly areaName?: string;
}

/** A points dataset whose rows come from a live layer, and have no file. */
export type StreamDataset = DatasetOf<'points'> & { readonly stream: string };

export const isStream = (dataset: Dataset): dataset is StreamDataset =>
	dataset.kind === 'points' && dataset.stream !== undefined;

/** The tables that a dataset becomes. */
export function tablesOf(dataset: Dataset): TableSource[] {
	const name = dataset.id.replaceAll('-', '_');
	const folder = dataset.file.replace(/\/?([^/]+\.arrow)?$/, '');
	const part = (table: string, file: string): TableSource => ({
		table,
		dataset: dataset.id,
		file: `${folder}/${file}.arrow`
	});
	switch (dataset.kind) {
		case 'buildings':
			return [{ table: name, dataset: dataset.id, file: dataset.file, rows: dataset.rows }];
		case 'points':
		case 'shapes':
			return [{ table: name, dataset: dataset.id, file: dataset.file, rows: dataset.rows }];
		case 'trips':
			return [part(`trips_${name}`, 'journeys'), part(`trips_${name}_vertices`, 'vertices')];
		case 'transit':
			return ['stops', 'routes', 'trips', 'stop_times'].map((file) => part(`transit_${name}_${file}`, file));
		case 'roads':
			return ['links', 'nodes'].map((file) => part(`roads_${file}`, file));
		case 'areas':
			return [
				{
					table: name,
					dataset: dataset.id,
					file: dataset.file,
					rows: dataset.rows,
					areaName: dataset.nameProperty ?? 'name'
				}
			];
		case 'model':
			return [];
	}
}

/**
 * What SQL sees under the table's name: the Arrow columns and, where rows have instants, their local
 * wall time: `local_time` of `t`, `local_<name>` of others. Journeys also get their first and last second and position,
 * stretches of road their number and the middle between their ends.
 */
export function viewSql(source: TableSource, dataset: Dataset, timezone: string): string {
	const raw = `pack.${quoted(source.table)}`;
	const head = `CREATE VIEW ${quoted(source.table)} AS`;
	if (dataset.kind === 'points' || dataset.kind === 'shapes') {
		const span = dataset.span && ([dataset.span.from, dataset.span.to] as const);
		const others = dataset.columns.filter(({ kind, name }) => kind === 'time' && name !== 't');
		const local = [
			`${toLocalSql('t', timezone, span)} AS local_time`,
			...others.map(({ name }) => `to_local(${quoted(name)}) AS ${quoted(`local_${name}`)}`)
		];
		// Outlines are no business of SQL without geometry.
		const all = dataset.kind === 'shapes' ? '* EXCLUDE (geometry)' : '*';
		return `${head} SELECT ${all}, ${local.join(', ')} FROM ${raw}`;
	}
	if (dataset.kind === 'trips' && source.file.endsWith('/journeys.arrow')) {
		const vertices = `pack.${quoted(`${source.table}_vertices`)}`;
		const start = dataset.startsAt;
		const local = start === undefined ? '' : `, to_local(${start} + a.t * 1000) AS local_time`;
		return `${head} SELECT j.*, a.t AS starts, b.t AS ends, b.t - a.t AS seconds,
			a.lng AS from_lng, a.lat AS from_lat, b.lng AS to_lng, b.lat AS to_lat${local}
			FROM ${raw} j
			LEFT JOIN ${vertices} a ON a.rowid = j."first"
			LEFT JOIN ${vertices} b ON b.rowid = j."first" + j."count" - 1 AND j."count" > 0`;
	}
	if (dataset.kind === 'roads' && source.file.endsWith('/links.arrow')) {
		const nodes = 'pack.roads_nodes';
		return `${head} SELECT l.rowid::UINTEGER AS id, l.*, (a.lng + b.lng) / 2 AS lng, (a.lat + b.lat) / 2 AS lat
			FROM ${raw} l
			LEFT JOIN ${nodes} a ON a.rowid = l."from"
			LEFT JOIN ${nodes} b ON b.rowid = l."to"`;
	}
	return `${head} SELECT * FROM ${raw}`;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
