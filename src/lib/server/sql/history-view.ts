import { FIELDS } from '#lib/model/wire/fields.ts';
import type { SqlColumn } from '#lib/model/sql.ts';
import { toLocalSql } from '#lib/queries/local-time.ts';
import type { LayerEntry } from '#lib/server/bus/bus.ts';
import { metricStored, STORED_COLUMNS, STORED_TYPES } from '#lib/server/historian/columns.ts';
import { fileLiteral } from '#lib/server/historian/rows-source.ts';
import { quoted, textOf } from '#lib/server/indicators/create-table.ts';
import type { HistorySource } from './job.ts';

/** A column of a history: what it is, and the SQL that makes it of a stored row `r` and its entity `n`. */
interface ViewColumn extends SqlColumn {
	readonly sql: string;
}

/** `h_` and the layer's id, as an SQL name without quotes. */
export const historyTable = (layer: string): string => `h_${layer.replaceAll('-', '_')}`;

const scaled = (field: 'lon' | 'lat' | 'alt' | 'speed' | 'heading') =>
	`r.${field} * ${FIELDS[field].scale}::DOUBLE`;

/**
 * A history's columns: which thing, its title, when it was observed (epoch ms, and the city's wall time) and received,
 * where it was, the word of its status, and every metric under its own name; `_2` stands behind one that is called like
 * one of the others.
 */
export const historyColumns = ({ declaration }: LayerEntry): SqlColumn[] =>
	viewColumns({ declaration, statuses: [] }, '').map(({ sql: _, ...column }) => column);

function viewColumns(
	{ declaration, statuses }: Pick<LayerEntry, 'declaration' | 'statuses'>,
	localTime: string
): ViewColumn[] {
	const words = statuses.map((word, value) => `WHEN ${value} THEN ${textOf(word)}`).join(' ');
	const own: ViewColumn[] = [
		{ name: 'id', type: 'VARCHAR', sql: 'n.id' },
		{ name: 'title', type: 'VARCHAR', sql: 'n.title' },
		{ name: 't', type: 'DOUBLE', unit: 'ms', sql: 'r."at"' },
		{ name: 'local_time', type: 'TIMESTAMP', sql: localTime },
		{ name: 'received', type: 'DOUBLE', unit: 'ms', sql: 'r.received' },
		{ name: 'lng', type: 'DOUBLE', unit: 'deg', sql: scaled('lon') },
		{ name: 'lat', type: 'DOUBLE', unit: 'deg', sql: scaled('lat') },
		...(declaration.moves
			? [
					{ name: 'alt', type: 'DOUBLE', unit: 'm', sql: scaled('alt') },
					{ name: 'speed', type: 'DOUBLE', unit: 'm/s', sql: scaled('speed') },
					{ name: 'heading', type: 'DOUBLE', unit: 'deg', sql: scaled('heading') }
				]
			: []),
		{ name: 'status', type: 'VARCHAR', sql: words ? `CASE r.status ${words} END` : 'NULL::VARCHAR' },
		{ name: 'quality', type: 'UTINYINT', sql: 'r.quality' }
	];
	const taken = new Set(own.map(({ name }) => name));
	const metrics = declaration.metrics.map(({ name, unit }, metric): ViewColumn => {
		const isTaken = taken.has(name.toLowerCase());
		const sql = `r.${metricStored(metric).name}`;
		return { name: isTaken ? `${name}_2` : name, type: 'FLOAT', unit, sql };
	});
	return [...own, ...metrics];
}

/** The view of a history; its entities are the table `names.<table>` with `idx`, `id` and `title`. */
export function historyViewSql({ table, entry, files }: HistorySource, timezone: string): string {
	const span =
		files.length > 0
			? ([Math.min(...files.map(({ from }) => from)), Math.max(...files.map(({ to }) => to))] as const)
			: ([0, 0] as const);
	const columns = viewColumns(entry, toLocalSql('r."at"', timezone, span));
	const list = columns.map(({ name, sql }) => `${sql} AS ${quoted(name)}`).join(', ');
	const rows = rowsOf(files, entry.declaration.metrics.length);
	return `CREATE VIEW ${quoted(table)} AS SELECT ${list} FROM (${rows}) r LEFT JOIN names.${quoted(table)} n ON n.idx = r.idx`;
}

/** Stored rows of all files; a file that was written before a metric existed has NULL there. */
function rowsOf(files: HistorySource['files'], metrics: number): string {
	const standard = STORED_COLUMNS.map(({ name }) => quoted(name));
	const all = Array.from({ length: metrics }, (_, metric) => metric);
	const bySame = Map.groupBy(files, (file) => [...file.metrics].sort((a, b) => a - b).join());
	const selects = [...bySame.values()].map((group) => {
		const has = new Set(group[0]!.metrics);
		const values = all.map((metric) => {
			const { name } = metricStored(metric);
			return has.has(metric) ? quoted(name) : `NULL::FLOAT AS ${quoted(name)}`;
		});
		const paths = group.map(({ path }) => fileLiteral(path)).join(', ');
		return `SELECT ${[...standard, ...values].join(', ')} FROM read_parquet([${paths}])`;
	});
	if (selects.length > 0) return selects.join(' UNION ALL ');
	const none = STORED_COLUMNS.map(({ name, type }) => `NULL::${STORED_TYPES[type].sql} AS ${quoted(name)}`);
	const values = all.map((metric) => `NULL::FLOAT AS ${quoted(metricStored(metric).name)}`);
	return `SELECT ${[...none, ...values].join(', ')} WHERE false`;
}
