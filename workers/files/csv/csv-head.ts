import { isCodeName } from '../table/code-names.ts';
import { dateOrderOf, parseTime } from '../table/time-text.ts';
import { isMissing, isNumberText } from '../table/number-text.ts';
import type { CellKind, DecimalPoint } from './csv-column.ts';

/** The separator that splits the first line most often, outside quotes. */
export function sniffDelimiter(head: string): string {
	const line = (head.split(/\r\n?|\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
	let best = ',';
	let most = 0;
	for (const candidate of [',', ';', '\t', '|']) {
		const count = line.split(candidate).length - 1;
		if (count > most) [best, most] = [candidate, count];
	}
	return best;
}

/** A first line of nothing but numbers names no columns. */
export const isHeader = (cells: readonly string[]): boolean =>
	!cells.every((cell) => cell === '' || isNumberText(cell.replace(',', '.')));

/** Column names: empty ones are numbered, of equal ones the later are. */
export function columnNames(cells: readonly string[]): string[] {
	const taken = new Set<string>();
	return cells.map((cell, index) => {
		const name = cell.trim() === '' ? `column ${index + 1}` : cell.trim();
		let own = name;
		for (let number = 2; taken.has(own); number++) own = `${name} ${number}`;
		taken.add(own);
		return own;
	});
}

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
