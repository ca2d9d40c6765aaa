import { isCodeName } from '../table/code-names.ts';
import { dateOrderOf, parseTime } from '../table/time-text.ts';
import { isMissing, isNumberText } from '../table/number-text.ts';
import type { CellKind, DecimalPoint } from './csv-column.ts';

/** A first line that says the separator, as Excel reads and writes it. */
const SAID = /^sep=([^"\r\n])(?=\r|\n|$)/i;
const QUOTED = /(^|[,;\t|\r\n])\s*"(?:[^"]|"")*"/g;

/** The separator that a text says in its first line, or that splits the first line of cells most often. */
export function sniffDelimiter(head: string): string {
	const said = SAID.exec(head)?.[1];
	if (said !== undefined) return said;
	const line = /\S.*/.exec(head.replace(QUOTED, '$1"'))?.[0] ?? '';
	let best = ',';
	let most = 0;
	for (const candidate of [',', ';', '\t', '|']) {
		const count = line.split(candidate).length - 1;
		if (count > most) [best, most] = [candidate, count];
	}
	return best;
}

/** Whether a row is the line that says the separator. */
export const saysDelimiter = (row: readonly string[], delimiter: string): boolean =>
	SAID.exec(row.join(delimiter))?.[1] === delimiter;

/** A first line of nothing but numbers names no columns. */
export const isHeader = (cells: readonly string[]): boolean =>
	!cells.every((cell) => cell === '' || isNumberText(cell.replace(',', '.')));

/** How the cells of a column are to be read, by its first rows. Numbers with leading zeros are texts. */
export function cellKind(name: string, sample: readonly string[], point: DecimalPoint): CellKind {
	const texts = sample.filter((text) => !isMissing(text));
	if (texts.length === 0) return { kind: 'text' };
	const numbers = texts.filter((text) => isNumberText(point === ',' ? text.replace(',', '.') : text));
	if (numbers.length >= texts.length * 0.95) {
		const code = isCodeName(name) || texts.some((text) => /^0\d/.test(text));
		return code ? { kind: 'text' } : { kind: 'number', point };
	}
	const order = dateOrderOf(texts);
	if (order === undefined) return { kind: 'text' };
	const zoned = texts.map((text) => parseTime(text, order)?.zoned).filter((one) => one !== undefined);
	if (zoned.some((one) => one !== zoned[0])) return { kind: 'text' };
	return { kind: 'time', order, zoned: zoned[0] === true };
}

/** A table split by semicolons with numbers such as 2,5 has decimal commas. */
export const decimalPoint = (delimiter: string, rows: readonly (readonly string[])[]): DecimalPoint =>
	delimiter === ';' && rows.some((row) => row.some((cell) => /^[-+]?\d+,\d+$/.test(cell))) ? ',' : '.';
