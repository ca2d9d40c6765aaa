import { AppError } from '#lib/model/errors.ts';
import type { Analytics } from '#workers/analytics/client.ts';

/** One row of a table, by column. */
export type Row = Readonly<Record<string, number | string | boolean | null>>;

/** A building's attributes. Throws TABLE_UNKNOWN or QUERY_FAILED; undefined when there is no such building. */
export const buildingRow = (analytics: Analytics, id: number): Promise<Row | undefined> =>
	firstRow(analytics, `SELECT * FROM buildings WHERE id = ${whole(id)}`);

/** One row of a points dataset. */
export const pointRow = (analytics: Analytics, dataset: string, row: number): Promise<Row | undefined> =>
	firstRow(analytics, `SELECT * FROM ${tableOf(dataset)} WHERE "row" = ${whole(row)}`);

/** Number of the row whose `id` is this; undefined when there is none. Throws QUERY_FAILED without such a column. */
export async function rowNamed(
	analytics: Analytics,
	dataset: string,
	id: string
): Promise<number | undefined> {
	const text = `'${id.replaceAll("'", "''")}'`;
	const row = await firstRow(analytics, `SELECT "row" FROM ${tableOf(dataset)} WHERE "id" = ${text}`);
	return typeof row?.['row'] === 'number' ? row['row'] : undefined;
}

async function firstRow(analytics: Analytics, sql: string): Promise<Row | undefined> {
	const { columns, rowCount } = await analytics.sql(sql, { maxRows: 1 });
	if (rowCount === 0) return undefined;
	return Object.fromEntries(columns.map(({ name, values }) => [name, values[0] ?? null]));
}

function whole(value: number): number {
	if (!Number.isInteger(value) || value < 0) throw new AppError('INPUT_INVALID', { value });
	return value;
}

const tableOf = (dataset: string): string => `"${dataset.replaceAll('-', '_').replaceAll('"', '')}"`;
