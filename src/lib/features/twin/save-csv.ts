import type { Analytics } from '#workers/analytics/client.ts';
import { pageSql, type TwinQuery } from './twin-sql.ts';

/** Rows taken at a time: what crosses between the workers stays small beside what they hold. */
const PIECE_ROWS = 200_000;

/**
 * Saves all rows of a table as a file: its columns by their names in the data, in its order. The page's own thread only
 * hands pieces from worker to worker. Throws QUERY_FAILED.
 */
export async function saveCsv(
	analytics: Analytics,
	query: TwinQuery,
	count: number,
	times: ReadonlySet<string>,
	name: string
): Promise<void> {
	const { withExport } = await import('#workers/export/client.ts');
	const parts = await withExport(async (api) => {
		const written: Blob[] = [];
		for (let from = 0; from < Math.max(1, count); from += PIECE_ROWS) {
			const sql = pageSql(query, { from, size: PIECE_ROWS, count });
			const { bytes } = await analytics.answer(sql, { maxRows: PIECE_ROWS });
			written.push(await api.csvRows(bytes, times, from === 0));
		}
		return written;
	});
	const url = URL.createObjectURL(new Blob(parts, { type: 'text/csv' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = `${name}.csv`;
	link.click();
	URL.revokeObjectURL(url);
}
