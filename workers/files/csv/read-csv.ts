import { fileError } from '../file-error.ts';
import { filePieces } from '../file-pieces.ts';
import { distinctNames } from '../table/distinct-names.ts';
import type { FileNote, Reading, SourceTable } from '../table/source-table.ts';
import { csvColumn, type CsvColumn } from './csv-column.ts';
import { cellKind, decimalPoint, isHeader, saysDelimiter, sniffDelimiter } from './csv-head.ts';
import { csvRows, type CsvRow } from './csv-rows.ts';
import { Quotes, type RunOns } from './quotes.ts';
import { markedEncoding, otherEncoding, type Encoding } from './text-encoding.ts';
import { NotUtf8 } from './tidy-text.ts';

/** Rows by which columns are judged. */
const SAMPLE = 1000;
const HEAD = 2 ** 20;
/** A column with a greater part of cells that are not of its kind is read again as text. */
const STRAY_SHARE = 0.01;

/**
 * Reads CSV, TSV or any one-letter separation into typed columns, in pieces of some megabytes. Throws INPUT_INVALID
 * with the line of what is broken, or when there is no row.
 */
export async function readCsv(file: File, reading: Reading): Promise<SourceTable> {
	const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
	let encoding = markedEncoding(head);
	const asText = new Set<string>();
	for (;;) {
		try {
			const read = await readAs(file, head, encoding, asText, reading);
			if (read.again.length === 0) {
				const said: FileNote[] = encoding === 'utf-8' ? [] : [{ kind: 'encoding', encoding }];
				return { ...read.table, notes: [...said, ...read.table.notes] };
			}
			for (const name of read.again) asText.add(name);
		} catch (thrown) {
			if (!(thrown instanceof NotUtf8)) throw thrown;
			encoding = otherEncoding(await foreignPart(file, reading));
		}
	}
}

/** The part of a file that begins with its first byte that is not ASCII. */
async function foreignPart(file: File, reading: Reading): Promise<Uint8Array> {
	let before = 0;
	for await (const piece of filePieces(file, reading)) {
		const at = new Uint8Array(piece).findIndex((byte) => byte > 0x7f);
		if (at >= 0) return new Uint8Array(await file.slice(before + at, before + at + HEAD).arrayBuffer());
		before += piece.byteLength;
	}
	return new Uint8Array();
}

interface Read {
	readonly table: SourceTable;
	/** Columns that were taken for numbers or times and hold too much else. */
	readonly again: readonly string[];
}

async function readAs(
	file: File,
	head: Uint8Array,
	encoding: Encoding,
	asText: ReadonlySet<string>,
	reading: Reading
): Promise<Read> {
	const delimiter = sniffDelimiter(new TextDecoder(encoding).decode(head));
	const taker = new RowTaker(file.name, delimiter, asText);
	const quotes = new Quotes(delimiter);
	for await (const rows of csvRows(file, encoding, quotes, reading)) for (const row of rows) taker.take(row);
	return taker.finish(quotes.runOns);
}

/** Puts rows into columns; the first ones wait until there are enough of them to judge the columns by. */
class RowTaker {
	readonly #file: string;
	readonly #delimiter: string;
	readonly #asText: ReadonlySet<string>;
	#waiting: { readonly row: CsvRow; readonly line: number }[] | undefined = [];
	#columns: readonly CsvColumn[] = [];
	#names: readonly string[] = [];
	#lines = 0;
	#rows = 0;
	#long = 0;
	#firstLong = 0;
	#headerless = false;

	constructor(file: string, delimiter: string, asText: ReadonlySet<string>) {
		this.#file = file;
		this.#delimiter = delimiter;
		this.#asText = asText;
	}

	/** Takes the next row of the file. */
	take(row: CsvRow): void {
		const line = this.#lines + 1;
		this.#lines = line + breaksIn(row);
		if (row.length === 1 && row[0]?.trim() === '') return; // an empty line
		if (line === 1 && saysDelimiter(row, this.#delimiter)) return;
		if (!this.#waiting) return this.#put(row, line);
		this.#waiting.push({ row, line });
		if (this.#waiting.length > SAMPLE) this.#begin();
	}

	#put(row: CsvRow, line: number): void {
		const columns = this.#columns;
		if (row.length > columns.length && this.#long++ === 0) this.#firstLong = line;
		for (let index = 0; index < columns.length; index++)
			(columns[index] as CsvColumn).push(cell(row, index), line);
		this.#rows++;
	}

	/** Names and judges the columns by the rows that wait, and takes those in. */
	#begin(): void {
		const waiting = this.#waiting ?? [];
		this.#waiting = undefined;
		const first = waiting[0]?.row.map((text) => text.trim());
		if (!first) return;
		this.#headerless = !isHeader(first);
		this.#names = distinctNames(this.#headerless ? first.map(() => '') : first);
		const data = this.#headerless ? waiting : waiting.slice(1);
		const rows = data.map(({ row }) => row.map((text) => text.trim()));
		const point = decimalPoint(this.#delimiter, rows);
		this.#columns = this.#names.map((name, index) => {
			const cells = rows.map((row) => row[index] ?? '');
			return csvColumn(name, this.#asText.has(name) ? { kind: 'text' } : cellKind(name, cells, point));
		});
		for (const { row, line } of data) this.#put(row, line);
	}

	finish(runOns: RunOns): Read {
		if (this.#waiting) this.#begin();
		if (this.#rows === 0)
			throw fileError({
				file: this.#file,
				reason: 'noRows',
				problem: 'there is no row in it',
				cure: 'give a table whose first line names the columns'
			});
		const strays = this.#columns.flatMap((column, index) =>
			column.strays.count > 0 ? [{ name: this.#names[index] ?? '', strays: column.strays }] : []
		);
		const again = strays.filter(({ strays: { count } }) => count > this.#rows * STRAY_SHARE);
		const notes: FileNote[] = strays.map(({ name, strays: found }) => found.note(name));
		if (this.#long > 0) notes.push({ kind: 'longLines', count: this.#long, line: this.#firstLong });
		if (runOns.count > 0) notes.push({ kind: 'runOn', ...runOns });
		if (this.#headerless) notes.push({ kind: 'headerless' });
		const columns = again.length > 0 ? [] : this.#columns.map((column) => column.finish());
		return { table: { rows: this.#rows, columns, notes }, again: again.map(({ name }) => name) };
	}
}

/** A cell without the spaces around it, empty when the row is too short. */
const cell = (row: CsvRow, index: number): string => row[index]?.trim() ?? '';

/** Line breaks within the cells of a row. */
function breaksIn(row: CsvRow): number {
	let breaks = 0;
	for (const text of row)
		for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks++;
	return breaks;
}
