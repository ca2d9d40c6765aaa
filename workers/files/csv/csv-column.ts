import { ByteTexts } from '../table/byte-texts.ts';
import { growingCodes, growingFloats } from '../table/growing-numbers.ts';
import { isMissing, parseNumber } from '../table/number-text.ts';
import type { FileNote, SourceColumn } from '../table/source-table.ts';
import { parseTimeBytes } from '../table/time-bytes.ts';
import { parseTime, type DateOrder } from '../table/time-text.ts';

/** How the cells of a column are taken in, as its first rows advise. */
export type CellKind =
	| { readonly kind: 'number' }
	| { readonly kind: 'time'; readonly order: DateOrder; readonly zoned: boolean }
	| { readonly kind: 'text' };

const decoder = new TextDecoder();

/** One column as it fills. */
export interface CsvColumn {
	/** Takes the cell that lies in `bytes` from `from` up to `to`. */
	push(bytes: Uint8Array, from: number, to: number, line: number): void;
	readonly strays: Strays;
	finish(): SourceColumn;
}

/** Cells that are not what the column holds. */
export class Strays {
	count = 0;
	#line = 0;
	#example = '';

	/** Whether a cell that could not be read is one; a text that says "nothing" is not. */
	see(bytes: Uint8Array, from: number, to: number, line: number): void {
		const text = decoder.decode(bytes.subarray(from, to));
		if (isMissing(text)) return;
		if (this.count++ > 0) return;
		this.#line = line;
		this.#example = text.slice(0, 40);
	}

	note(column: string): FileNote {
		return { kind: 'strays', column, count: this.count, line: this.#line, example: this.#example };
	}
}

export function csvColumn(name: string, kind: CellKind, point: number): CsvColumn {
	if (kind.kind === 'text') return new TextColumn(name);
	return new NumberColumn(name, kind, point);
}

class TextColumn implements CsvColumn {
	readonly strays = new Strays();
	readonly #name: string;
	readonly #texts = new ByteTexts();
	readonly #codes = growingCodes();

	constructor(name: string) {
		this.#name = name;
	}
	push(bytes: Uint8Array, from: number, to: number): void {
		this.#codes.push(from >= to ? -1 : this.#texts.add(bytes, from, to));
	}
	finish(): SourceColumn {
		return { name: this.#name, store: 'text', codes: this.#codes.view(), texts: this.#texts };
	}
}

class NumberColumn implements CsvColumn {
	readonly strays = new Strays();
	readonly #name: string;
	readonly #kind: Exclude<CellKind, { kind: 'text' }>;
	readonly #point: number;
	readonly #values = growingFloats();

	constructor(name: string, kind: Exclude<CellKind, { kind: 'text' }>, point: number) {
		this.#name = name;
		this.#kind = kind;
		this.#point = point;
	}
	push(bytes: Uint8Array, from: number, to: number, line: number): void {
		if (from >= to) return this.#values.push(NaN);
		const kind = this.#kind;
		const value =
			kind.kind === 'number' ? parseNumber(bytes, from, to, this.#point) : timeOf(bytes, from, to, kind);
		if (Number.isNaN(value)) this.strays.see(bytes, from, to, line);
		this.#values.push(value);
	}
	finish(): SourceColumn {
		const values = this.#values.view();
		if (this.#kind.kind === 'number') return { name: this.#name, store: 'number', values };
		return { name: this.#name, store: 'time', values, zoned: this.#kind.zoned };
	}
}

function timeOf(
	bytes: Uint8Array,
	from: number,
	to: number,
	{ order, zoned }: Extract<CellKind, { kind: 'time' }>
): number {
	if (!zoned || bytes[to - 1] === 0x5a) {
		const fast = parseTimeBytes(bytes, from, zoned ? to - 1 : to, order);
		if (!Number.isNaN(fast)) return fast;
	}
	const time = parseTime(decoder.decode(bytes.subarray(from, to)), order);
	return time?.zoned === zoned ? time.at : NaN;
}
