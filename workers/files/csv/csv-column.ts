import { ByteTexts } from '../table/byte-texts.ts';
import { growingCodes, growingFloats } from '../table/growing-numbers.ts';
import { isMissing, numberOf } from '../table/number-text.ts';
import type { FileNote, SourceColumn } from '../table/source-table.ts';
import { parseTimeDigits } from '../table/time-digits.ts';
import { parseTime, type DateOrder } from '../table/time-text.ts';

/** The decimal mark of a table. */
export type DecimalPoint = '.' | ',';

/** How the cells of a column are taken in, as its first rows advise. */
export type CellKind =
	| { readonly kind: 'number'; readonly point: DecimalPoint }
	| { readonly kind: 'time'; readonly order: DateOrder; readonly zoned: boolean }
	| { readonly kind: 'text' };

/** One column as it fills. */
export interface CsvColumn {
	/** Takes a cell, empty when the row has none. */
	push(text: string, line: number): void;
	readonly strays: Strays;
	finish(): SourceColumn;
}

/** Cells that are not what the column holds. */
export class Strays {
	count = 0;
	#line = 0;
	#example = '';

	/** Whether a cell that could not be read is one; a text that says "nothing" is not. */
	see(text: string, line: number): void {
		if (isMissing(text)) return;
		if (this.count++ > 0) return;
		this.#line = line;
		this.#example = text.slice(0, 40);
	}

	note(column: string): FileNote {
		return { kind: 'strays', column, count: this.count, line: this.#line, example: this.#example };
	}
}

export function csvColumn(name: string, kind: CellKind): CsvColumn {
	return kind.kind === 'text' ? new TextColumn(name) : new NumberColumn(name, kind);
}

class TextColumn implements CsvColumn {
	readonly strays = new Strays();
	readonly #name: string;
	readonly #texts = new ByteTexts();
	readonly #codes = growingCodes();

	constructor(name: string) {
		this.#name = name;
	}
	push(text: string): void {
		this.#codes.push(text === '' ? -1 : this.#texts.add(text));
	}
	finish(): SourceColumn {
		return { name: this.#name, store: 'text', codes: this.#codes.view(), texts: this.#texts };
	}
}

class NumberColumn implements CsvColumn {
	readonly strays = new Strays();
	readonly #name: string;
	readonly #kind: Exclude<CellKind, { kind: 'text' }>;
	readonly #values = growingFloats();

	constructor(name: string, kind: Exclude<CellKind, { kind: 'text' }>) {
		this.#name = name;
		this.#kind = kind;
	}
	push(text: string, line: number): void {
		const value = text === '' ? NaN : valueOf(text, this.#kind);
		if (Number.isNaN(value) && text !== '') this.strays.see(text, line);
		this.#values.push(value);
	}
	finish(): SourceColumn {
		const values = this.#values.view();
		if (this.#kind.kind === 'number') return { name: this.#name, store: 'number', values };
		return { name: this.#name, store: 'time', values, zoned: this.#kind.zoned };
	}
}

function valueOf(text: string, kind: Exclude<CellKind, { kind: 'text' }>): number {
	if (kind.kind === 'number') return numberOf(kind.point === ',' ? text.replace(',', '.') : text);
	const { order, zoned } = kind;
	if (!zoned || text.endsWith('Z')) {
		const fast = parseTimeDigits(text, zoned ? text.length - 1 : text.length, order);
		if (!Number.isNaN(fast)) return fast;
	}
	const time = parseTime(text, order);
	return time?.zoned === zoned ? time.at : NaN;
}
