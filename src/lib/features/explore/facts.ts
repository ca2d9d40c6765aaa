import { AppError } from '#lib/model/errors.ts';
import type { Analytics } from '#workers/analytics/client.ts';

/** One row of a table, by column. */
export type Row = Readonly<Record<string, number | string | boolean | null>>;

/** A building's attributes. Throws TABLE_UNKNOWN or QUERY_FAILED; undefined when there is no such building. */
export const buildingRow = (analytics: Analytics, id: number): Promise<Row | undefined> =>
	firstRow(analytics, `SELECT * FROM buildings WHERE id = ${whole(id)}`);

/** One row of a points dataset. */
export const pointRow = (analytics: Analytics, dataset: string, row: number): Promise<Row | undefined> =>
	firstRow(
		analytics,
		`SELECT * FROM "${dataset.replaceAll('-', '_').replaceAll('"', '')}" WHERE "row" = ${whole(row)}`
	);

async function firstRow(analytics: Analytics, sql: string): Promise<Row | undefined> {
	const { columns, rowCount } = await analytics.sql(sql, { maxRows: 1 });
	if (rowCount === 0) return undefined;
	return Object.fromEntries(columns.map(({ name, values }) => [name, values[0] ?? null]));
}

function whole(value: number): number {
	if (!Number.isInteger(value) || value < 0) throw new AppError('INPUT_INVALID', { value });
	return value;
}
