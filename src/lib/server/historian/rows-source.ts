import { STORED_COLUMNS, STORED_TYPES, metricStored, quoted, type StoredColumn } from './columns.ts';
import type { PartFacts } from './part-facts.ts';

/** Rows of one layer that lie in one place: a hot table or a Parquet file. */
export type RowsPlace = { readonly facts: PartFacts } & (
	{ readonly table: string } | { readonly file: string }
);

const textLiteral = (text: string) => `'${text.replaceAll("'", "''")}'`;
/** A path as a pattern that fits only itself. */
export const fileLiteral = (path: string) => textLiteral(path.replace(/[[*?]/g, '[$&]'));
export const pathLiteral = textLiteral;

const METRIC = /^m(\d+)$/;
const knownColumn = (name: string): StoredColumn => {
	const metric = METRIC.exec(name);
	return metric ? metricStored(Number(metric[1])) : STORED_COLUMNS.find((column) => column.name === name)!;
};

/** SQL of one column as it lies in a place, "not said" being the wire's NULL value. */
function columnSql(place: RowsPlace, name: string): string {
	const column = knownColumn(name);
	const { sql, empty } = STORED_TYPES[column.type];
	const metric = METRIC.exec(name);
	if (metric && !place.facts.metrics.includes(Number(metric[1]))) return `${empty}::${sql}`;
	if ('table' in place || column.always) return quoted(name);
	return `coalesce(${quoted(name)}, ${empty})::${sql}`;
}

/** A condition on the always-said columns and on `lon`, `lat` of the place itself. */
export interface RowsFilter {
	readonly sql: string;
	/** Conditions on positions only: [west, south, east, north] in 1e-7°, rows without a position stay. */
	readonly box?: readonly [number, number, number, number];
}

/** One SELECT of the rows of several places. Names are ours, numbers are numbers: nothing from outside is in it. */
export function rowsSql(
	places: readonly RowsPlace[],
	columns: readonly string[],
	{ sql: condition, box }: RowsFilter
): string {
	const selects = places.map((place) => {
		const from = 'table' in place ? quoted(place.table) : `read_parquet(${fileLiteral(place.file)})`;
		const conditions = [condition];
		if (box) {
			const unsaid =
				'table' in place
					? `lon = ${STORED_TYPES.i32.empty} OR lat = ${STORED_TYPES.i32.empty}`
					: 'lon IS NULL OR lat IS NULL';
			conditions.push(`(${unsaid} OR (${boxSql(box)}))`);
		}
		const list = columns.map((name) => `${columnSql(place, name)} AS ${quoted(name)}`).join(', ');
		return `SELECT ${list} FROM ${from} WHERE ${conditions.join(' AND ')}`;
	});
	if (selects.length > 0) return selects.join(' UNION ALL ');
	const none = columns.map((name) => {
		const { sql, empty } = STORED_TYPES[knownColumn(name).type];
		return `${empty}::${sql} AS ${quoted(name)}`;
	});
	return `SELECT ${none.join(', ')} WHERE false`;
}

function boxSql([west, south, east, north]: readonly [number, number, number, number]): string {
	const lat = `lat BETWEEN ${south} AND ${north}`;
	// Across the antimeridian: west is greater than east.
	return west <= east
		? `${lat} AND lon BETWEEN ${west} AND ${east}`
		: `${lat} AND (lon >= ${west} OR lon <= ${east})`;
}
