import type { Analytics } from '#workers/analytics/client.ts';
import { csvCell, csvLines } from './csv-text.ts';
import { pageSql, type TwinQuery } from './twin-sql.ts';

/** Rows taken at a time: some ten megabytes of text. */
const PIECE_ROWS = 50_000;

/** Saves all rows of a table as a file: its columns by their names in the data, in its order. Throws QUERY_FAILED. */
export async function saveCsv(
	analytics: Analytics,
	query: TwinQuery,
	count: number,
	times: ReadonlySet<string>,
	name: string
): Promise<void> {
	const parts: string[] = [`\uFEFF${[query.key, ...query.columns].map(csvCell).join(',')}\r\n`];
	for (let from = 0; from < count; from += PIECE_ROWS) {
		const rows = await analytics.sql(pageSql(query, { from, size: PIECE_ROWS, count }), {
			maxRows: PIECE_ROWS
		});
		parts.push(csvLines(rows, times));
	}
	const url = URL.createObjectURL(new Blob(parts, { type: 'text/csv' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = `${name}.csv`;
	link.click();
	URL.revokeObjectURL(url);
}
