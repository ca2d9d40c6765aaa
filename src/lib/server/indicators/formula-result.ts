import { AppError } from '#lib/model/errors.ts';
import type { Cell, SqlRows } from './session.ts';
import type { FormulaResult } from './thread-messages.ts';

/** A function is given at most so many rows. */
export const MOST_FUNCTION_ROWS = 20_000;

/**
 * What the rows of a formula's SQL say: a number of one row with `value`, no data without a row, or all rows for a
 * function. Throws QUERY_FAILED for rows that are no formula's.
 */
export function formulaResult({ columns, rows }: SqlRows, isFunction: boolean): FormulaResult {
	if (isFunction) {
		if (rows.length > MOST_FUNCTION_ROWS)
			throw failed(`A function takes at most ${MOST_FUNCTION_ROWS} rows: let its SQL give fewer.`);
		return {
			kind: 'rows',
			rows: rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])))
		};
	}
	if (rows.length > 1) throw failed('A formula gives one row; this one gives more.');
	if (!columns.includes('value'))
		throw failed(`A formula gives a column 'value'; this one gives ${columns.join(', ')}.`);
	const cell = (name: string): Cell => rows[0]?.[columns.indexOf(name)] ?? null;
	const [numerator, denominator] = [numberOf(cell('numerator')), numberOf(cell('denominator'))];
	return {
		kind: 'number',
		value: numberOf(cell('value')),
		...(numerator !== null && { numerator }),
		...(denominator !== null && { denominator })
	};
}

function numberOf(cell: Cell): number | null {
	if (cell === null || typeof cell === 'number') return cell;
	throw failed(`A formula gives numbers; this one gives '${cell}'.`);
}

const failed = (message: string) => new AppError('QUERY_FAILED', { message });
