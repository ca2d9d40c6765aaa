import { filterSql } from '#lib/queries/cubes/filter-sql.ts';
import type { ViewFilter } from '#lib/queries/cubes/filter.ts';
import type { ViewLayout } from '#lib/queries/cubes/view-definition.ts';

/** Order of a table; rows of the same value, and without a choice all, stand as the data have them. */
export interface TwinOrder {
	readonly column: string;
	readonly descending: boolean;
}

/** The rows that a table shows. */
export interface TwinQuery {
	/** As SQL names it. */
	readonly table: string;
	/** The column that numbers the rows. */
	readonly key: string;
	readonly columns: readonly string[];
	/** A condition, or empty for all rows. */
	readonly where: string;
	readonly order?: TwinOrder;
}

/** The condition that all filters of linked views hold. */
export const whereOf = (layouts: readonly ViewLayout[], filters: ReadonlyMap<string, ViewFilter>): string =>
	layouts
		.flatMap((layout) => {
			const filter = filters.get(layout.definition.id);
			return filter ? [filterSql(layout, filter)] : [];
		})
		.join(' AND ');

/** Rows `from` to before `from + count` of the table in its order: the key first, then the columns. */
export function pageSql(query: TwinQuery, from: number, count: number): string {
	const columns = [query.key, ...query.columns].map(quoted).join(', ');
	return `SELECT ${columns} FROM ${source(query)} ORDER BY ${orderSql(query)} LIMIT ${count} OFFSET ${from}`;
}

/** Where in the order the row with this key stands, 0 = first; no row when it is not among them. */
export function positionSql(query: TwinQuery, key: number | string): string {
	const value = typeof key === 'number' ? String(key) : `'${key.replaceAll("'", "''")}'`;
	const numbered = `SELECT ${quoted(query.key)} AS k, row_number() OVER (ORDER BY ${orderSql(query)}) - 1 AS place FROM ${source(query)}`;
	return `SELECT place FROM (${numbered}) WHERE k = ${value}`;
}

function orderSql({ key, order }: TwinQuery): string {
	const own = quoted(key);
	return order ? `${quoted(order.column)} ${order.descending ? 'DESC' : 'ASC'} NULLS LAST, ${own}` : own;
}

const source = ({ table, where }: TwinQuery): string =>
	`${quoted(table)}${where === '' ? '' : ` WHERE ${where}`}`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
