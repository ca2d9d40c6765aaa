import type { Cell, ResultColumn } from '#lib/queries/result-columns.ts';

/** Excel takes a file without it for one in the system's own encoding, and spoils Chinese. */
const BYTE_ORDER_MARK = '\uFEFF';
const ROWS_AT_ONCE = 10_000;

/** How rows are written, where that is not as they are. */
export interface CsvOptions {
	/** Columns of epoch milliseconds that are written as instants, ISO 8601 in UTC. */
	readonly times?: ReadonlySet<string>;
	/** False: rows that go on after others. */
	readonly hasHead?: boolean;
}

/** Columns as CSV (RFC 4180) in UTF-8: a first line of names, empty fields where there is no value. */
export function writeCsv(
	columns: readonly ResultColumn[],
	rows: number,
	{ times = new Set(), hasHead = true }: CsvOptions = {}
): Blob {
	const parts: string[] = hasHead ? [BYTE_ORDER_MARK + lineOf(columns.map(({ name }) => name))] : [];
	const said = columns.map(({ name, values }) => ({ values, isTime: times.has(name) }));
	for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
		let text = '';
		for (let row = from; row < Math.min(rows, from + ROWS_AT_ONCE); row++)
			text += lineOf(
				said.map(({ values, isTime }) => {
					const value = values[row] ?? null;
					return isTime && typeof value === 'number' ? new Date(value).toISOString() : value;
				})
			);
		parts.push(text);
	}
	return new Blob(parts, { type: 'text/csv; charset=utf-8' });
}

const lineOf = (cells: readonly Cell[]) => `${cells.map(field).join(',')}\r\n`;

/** An empty text is written in quotes: without them it is no value. */
function field(cell: Cell): string {
	if (cell === null) return '';
	const text = String(cell);
	return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
