import type { QueryResult } from '#workers/analytics/client.ts';

/** Rows of an answer as lines of CSV (RFC 4180), without a head; instants of these columns as ISO 8601 in UTC. */
export function csvLines({ columns, rowCount }: QueryResult, times: ReadonlySet<string>): string {
	let text = '';
	for (let row = 0; row < rowCount; row++) {
		const cells = columns.map(({ name, values }) => {
			const value = values[row] ?? null;
			if (value === null) return '';
			if (typeof value === 'number' && times.has(name)) return new Date(value).toISOString();
			return csvCell(String(value));
		});
		text += `${cells.join(',')}\r\n`;
	}
	return text;
}

export const csvCell = (text: string): string =>
	/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
