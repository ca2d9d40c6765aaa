import type { RowOrder } from '#lib/model/entity-rows.ts';
import { filterSql } from '#lib/queries/cubes/filter-sql.ts';
import type { ViewFilter } from '#lib/queries/cubes/filter.ts';
import type { ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import type { Page, RowKey } from './row-source.ts';

/** The rows of a DuckDB table that are shown; those of the same value, and without an order all, stand as the data have them. */
export interface TwinQuery {
	/** As SQL names it. */
	readonly table: string;
	/** The column by which rows are known: their number, or of observations what they are of. */
	readonly key: string;
	/** No two rows have the same key. */
	readonly isKeyUnique: boolean;
	/** Of rows that come and go: another one is another question. */
	readonly revision: number;
	readonly columns: readonly string[];
	/** A condition, or empty for all rows. */
	readonly where: string;
	readonly order?: RowOrder;
}

/** The condition that all filters of linked views hold. */
export const whereOf = (layouts: readonly ViewLayout[], filters: ReadonlyMap<string, ViewFilter>): string =>
	layouts
		.flatMap((layout) => {
			const filter = filters.get(layout.definition.id);
			return filter ? [filterSql(layout, filter)] : [];
		})
		.join(' AND ');

/** Pages that begin no farther from either end are taken by LIMIT: DuckDB then sorts no more than it must. */
const NEAR_ROWS = 30_000;

/**
 * The rows of a page in the table's order: the key first, then the columns. In the middle of a long table LIMIT with
 * OFFSET keeps a heap of half the table: numbering the keys takes a third of that (1 M rows, 26 November 2026).
 */
export function pageSql(
	query: TwinQuery,
	{ from, size, count }: Page,
	near = query.isKeyUnique ? NEAR_ROWS : Infinity
): string {
	const key = quoted(query.key);
	const columns = [query.key, ...query.columns].map(quoted).join(', ');
	const rows = `SELECT ${columns} FROM ${source(query)}`;
	if (from <= near) return `${rows} ORDER BY ${orderSql(query)} LIMIT ${size} OFFSET ${from}`;
	const after = Math.max(0, count - from - size);
	if (after <= near) {
		const last = Math.min(size, count - from);
		const hidden = query.order ? `, ${quoted(query.order.column)} AS ${ORDERED}` : '';
		const backwards = `SELECT ${columns}${hidden} FROM ${source(query)} ORDER BY ${orderSql(query, true)} LIMIT ${last} OFFSET ${after}`;
		const again = query.order ? orderBy(ORDERED, query, false) : key;
		return `SELECT ${columns} FROM (${backwards}) ORDER BY ${again}`;
	}
	const keys = `SELECT k FROM (${numberedSql(query)}) WHERE place >= ${from} AND place < ${from + size}`;
	return `SELECT ${columns} FROM ${quoted(query.table)} WHERE ${key} IN (${keys}) ORDER BY ${orderSql(query)}`;
}

/** Rows that one question of a file asks for: what crosses between the workers stays small beside what they hold. */
const PIECE_ROWS = 200_000;

/**
 * The questions whose answers, one after the other, are all `count` rows in the table's order. Rows that come and go
 * are asked for at once: pages of them would be of different instants, and repeat rows or leave some out.
 */
export function pieceSqls(query: TwinQuery, count: number, size = PIECE_ROWS): string[] {
	if (!query.isKeyUnique) {
		const columns = [query.key, ...query.columns].map(quoted).join(', ');
		return [`SELECT ${columns} FROM ${source(query)} ORDER BY ${orderSql(query)}`];
	}
	return Array.from({ length: Math.max(1, Math.ceil(count / size)) }, (_, piece) =>
		pageSql(query, { from: piece * size, size, count })
	);
}

/** What columns say of the row with this key, whatever the filters; of several the newest. */
export function placeSql(
	{ table, key, isKeyUnique }: Pick<TwinQuery, 'table' | 'key' | 'isKeyUnique'>,
	value: RowKey,
	columns: readonly string[]
): string {
	const newest = isKeyUnique ? '' : ' ORDER BY "t" DESC NULLS LAST';
	return `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table)} WHERE ${quoted(key)} = ${literal(value)}${newest} LIMIT 1`;
}

/** Where in the order the first row with this key stands, 0 = first; no row when there is none. */
export function positionSql(query: TwinQuery, key: RowKey): string {
	return `SELECT place FROM (${numberedSql(query)}) WHERE k = ${literal(key)} ORDER BY place LIMIT 1`;
}

const literal = (key: RowKey): string =>
	typeof key === 'number' ? String(key) : `'${key.replaceAll("'", "''")}'`;

const numberedSql = (query: TwinQuery): string =>
	`SELECT ${quoted(query.key)} AS k, row_number() OVER (ORDER BY ${orderSql(query)}) - 1 AS place FROM ${source(query)}`;

/** What a page is ordered by, under a name of its own: it need not be among the columns that show. */
const ORDERED = '"@order"';

function orderSql(query: TwinQuery, backwards = false): string {
	const { key, order } = query;
	if (order) return orderBy(quoted(order.column), query, backwards);
	return `${quoted(key)} ${backwards ? 'DESC' : 'ASC'}`;
}

function orderBy(column: string, { key, order }: TwinQuery, backwards: boolean): string {
	const descending = (order?.descending ?? false) !== backwards;
	const nulls = backwards ? 'NULLS FIRST' : 'NULLS LAST';
	return `${column} ${descending ? 'DESC' : 'ASC'} ${nulls}, ${quoted(key)} ${backwards ? 'DESC' : 'ASC'}`;
}

const source = ({ table, where }: TwinQuery): string =>
	`${quoted(table)}${where === '' ? '' : ` WHERE ${where}`}`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
