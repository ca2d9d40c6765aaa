import { CsvError, parse } from 'csv-parse/sync';
import { LIMITS } from '../support/limits.ts';

export interface Table {
	readonly delimiter: string;
	readonly header: readonly string[];
	readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
	/** Lines that could not be read. */
	readonly faults: readonly { readonly line: number; readonly reason: string }[];
	/** There is more than the limit allows. */
	readonly cut: boolean;
}

const MOST_RECORD = 1_000_000;

/** Splits the text of a table with a header line; the delimiter is the one that splits that line most. */
export function readTable(text: string): Table | undefined {
	const delimiter = delimiterOf(text);
	const faults: { line: number; reason: string }[] = [];
	const records = split(text, delimiter, faults);
	const [head, ...rows] = records;
	if (!head) return undefined;
	return {
		delimiter,
		header: head.cells,
		rows: rows.slice(0, LIMITS.rows),
		faults,
		cut: rows.length > LIMITS.rows
	};
}

function split(text: string, delimiter: string, faults: { line: number; reason: string }[]): Table['rows'] {
	const fault = (error: unknown): undefined => {
		const line = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : 1;
		const reason =
			error instanceof CsvError
				? error.code
						.toLowerCase()
						.replace(/^csv_|_/g, ' ')
						.trim()
				: 'it is not CSV';
		if (faults.length < LIMITS.rejected) faults.push({ line, reason: `the line cannot be read (${reason})` });
	};
	const lines: { line: number; cells: string[] }[] = [];
	try {
		parse(text, {
			delimiter,
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: true,
			skip_records_with_error: true,
			trim: true,
			max_record_size: MOST_RECORD,
			to: LIMITS.rows + 2,
			on_skip: (error) => fault(error),
			on_record: (cells: string[], { lines: line }) => {
				lines.push({ line, cells });
				return null;
			}
		});
	} catch (error) {
		fault(error);
	}
	return lines;
}

function delimiterOf(text: string): string {
	const end = text.search(/[\r\n]/);
	const head = text.slice(0, Math.min(end < 0 ? text.length : end, 100_000)).replace(/"[^"]*"/g, '');
	let [best, most] = [',', 0];
	for (const candidate of [',', ';', '\t', '|']) {
		const count = head.split(candidate).length - 1;
		if (count > most) [best, most] = [candidate, count];
	}
	return best;
}
