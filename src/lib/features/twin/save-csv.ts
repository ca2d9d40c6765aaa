import { saveFile } from '#lib/ui/save-file.ts';
import type { RowQuestion } from './row-source.ts';

/**
 * Saves all rows of a table as a file: its columns by their names in the data, in its order. The page's own thread only
 * hands pieces from worker to worker. Throws QUERY_FAILED.
 */
export async function saveCsv(
	question: RowQuestion,
	count: number,
	times: ReadonlySet<string>,
	name: string
): Promise<void> {
	const { withExport } = await import('#workers/export/client.ts');
	const parts = await withExport(async (api) => {
		const written: Blob[] = [];
		for await (const bytes of question.file(count))
			written.push(await api.csvRows(bytes, times, written.length === 0));
		return written;
	});
	saveFile(new Blob(parts, { type: 'text/csv' }), `${name}.csv`);
}
