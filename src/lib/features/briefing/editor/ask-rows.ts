import type { ResultColumn } from '#lib/queries/result-columns.ts';
import { operator } from '#lib/state/operator.svelte.ts';
import { askHistory } from '../../sql/ask-history.ts';

/** As many rows as a figure of a briefing has at most. */
const MOST_ROWS = 500;

/** The server's answer to a question of a draft. Throws what the server says of it. */
export async function askRows(sql: string): Promise<readonly ResultColumn[]> {
	const { signal } = new AbortController();
	const [{ bytes }, { tableFromIPC }, { resultColumns }] = await Promise.all([
		askHistory(sql, { maxRows: MOST_ROWS, token: operator.token, signal }),
		import('apache-arrow'),
		import('#lib/queries/result-columns.ts')
	]);
	return resultColumns(tableFromIPC(bytes));
}
