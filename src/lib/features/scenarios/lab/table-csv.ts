import type { Words } from '#lib/model/alarm-rule.ts';
import { unitWords } from '#lib/model/unit-words.ts';
import { csvCell } from '../../twin/csv-text.ts';
import type { NumberTable } from './number-table.ts';

export interface TableCsvOptions {
	/** What words of both languages are in the reader's. */
	readonly say: (words: Words) => string;
	/** Heads of the key and the name. */
	readonly heads: readonly [key: string, name: string];
}

/** A table as RFC 4180 says, its numbers as they are: rows in this order, shares as parts of one. */
export function tableCsv(
	{ keys, names, columns }: NumberTable,
	rows: readonly number[],
	{ say, heads }: TableCsvOptions
): string {
	const head = [
		...heads,
		...columns.map(({ title, unit, as }) => headOf(say(title), as === 'share' ? '' : say(unitWords(unit))))
	];
	const lines = rows.map((row) =>
		[keys[row]!, names[row]!, ...columns.map(({ values }) => String(values[row] ?? ''))] // rows of the table
			.map(csvCell)
			.join(',')
	);
	return [head.map(csvCell).join(','), ...lines, ''].join('\r\n');
}

function headOf(title: string, unit: string): string {
	return unit === '' ? title : `${title} (${unit})`;
}
