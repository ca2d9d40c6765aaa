import { fileError } from '../file-error.ts';
import type { FileNote, Reading, SourceTable } from '../table/source-table.ts';
import { CellSplitter } from './cell-splitter.ts';
import { markedEncoding, NotUtf8, otherEncoding, utf8Pieces, type Encoding } from './csv-bytes.ts';
import { csvColumn, type CsvColumn } from './csv-column.ts';
import { cellKind, columnNames, isHeader, sniffDelimiter, usesDecimalComma } from './csv-head.ts';

/** Rows by which columns are judged. */
const SAMPLE = 1000;
/** A row longer than this has lost its closing quote, bytes. */
const LONGEST_ROW = 16 * 2 ** 20;
/** A column with a greater part of cells that are not of its kind is read again as text. */
const STRAY_SHARE = 0.01;

const decoder = new TextDecoder();

/**
 * Reads CSV, TSV or any one-byte separation straight into typed columns, in pieces of some megabytes. Throws
 * INPUT_INVALID with the line of what is broken, INPUT_EMPTY when there is no row.
 */
export async function readCsv(file: File, reading: Reading): Promise<SourceTable> {
	const head = new Uint8Array(await file.slice(0, 1 << 20).arrayBuffer());
	let encoding = markedEncoding(head);
	const asText = new Set<string>();
	for (;;) {
		try {
			const read = await readAs(file, encoding, asText, reading);
			if (read.again.length === 0) {
				const said: FileNote[] = encoding === 'utf-8' ? [] : [{ kind: 'encoding', encoding }];
				return { ...read.table, notes: [...said, ...read.table.notes] };
			}
			for (const name of read.again) asText.add(name);
		} catch (thrown) {
			if (!(thrown instanceof NotUtf8)) throw thrown;
			encoding = otherEncoding(head);
		}
	}
}

interface Read {
	readonly table: SourceTable;
	/** Columns that were taken for numbers or times and hold too much else. */
	readonly again: readonly string[];
}

async function readAs(
	file: File,
	encoding: Encoding,
	asText: ReadonlySet<string>,
	reading: Reading
): Promise<Read> {
	const rows = new RowTaker(file.name, asText);
	let rest = new Uint8Array(0);
	for await (const { bytes, last } of utf8Pieces(file, encoding, reading)) {
		const all = rest.length === 0 ? bytes : joined(rest, bytes);
		rest = all.slice(rows.take(all, last));
		if (rest.length > LONGEST_ROW) throw rows.unclosed();
	}
	return rows.finish();
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
	const all = new Uint8Array(first.length + second.length);
	all.set(first);
	all.set(second, first.length);
	return all;
}

/** Puts rows into columns. The first rows are split twice: once to judge the columns by them. */
class RowTaker {
	readonly #file: string;
	readonly #asText: ReadonlySet<string>;
	#splitter: CellSplitter | undefined;
	#columns: readonly CsvColumn[] = [];
	#names: readonly string[] = [];
	#rows = 0;
	#long = 0;
	#firstLong = 0;
	#headerless = false;

	constructor(file: string, asText: ReadonlySet<string>) {
		this.#file = file;
		this.#asText = asText;
	}

	/** Takes all whole rows; where the rest begins. */
	take(bytes: Uint8Array, last: boolean): number {
		let at = 0;
		if (!this.#splitter) {
			const begun = this.#begin(bytes, last);
			if (begun < 0) return 0;
			at = begun;
		}
		const splitter = this.#splitter as CellSplitter; // `begin` made it
		const columns = this.#columns;
		while (at < bytes.length) {
			const line = splitter.lines + 1;
			const next = splitter.next(bytes, at, bytes.length, last);
			if (next < 0) {
				if (last) throw this.unclosed();
				break;
			}
			at = next;
			const { count, starts, ends } = splitter;
			if (count === 1 && starts[0] === ends[0]) continue; // an empty line
			if (count > columns.length && this.#long++ === 0) this.#firstLong = line;
			for (let index = 0; index < columns.length; index++) {
				const column = columns[index] as CsvColumn;
				if (index < count) column.push(bytes, starts[index] as number, ends[index] as number, line);
				else column.push(bytes, 0, 0, line);
			}
			this.#rows++;
		}
		return Math.min(at, bytes.length);
	}

	/** Names and judges the columns; where the first row of data begins, −1 when even the first line is not whole. */
	#begin(bytes: Uint8Array, last: boolean): number {
		if (bytes.length === 0) throw emptyFile(this.#file);
		const delimiter = sniffDelimiter(decoder.decode(bytes.subarray(0, 1 << 16)));
		const ahead = new CellSplitter(delimiter);
		const sample: string[][] = [];
		// What is split for the sample is split again for the columns: doubled quotes must still be there.
		const copy = bytes.slice(0, 1 << 20);
		const whole = last && copy.length === bytes.length;
		let firstEnd = 0;
		for (let at = 0; at < copy.length && sample.length <= SAMPLE;) {
			const next = ahead.next(copy, at, copy.length, whole);
			if (next < 0) break;
			if (sample.length === 0) firstEnd = next;
			const cells = Array.from({ length: ahead.count }, (_, cell) =>
				decoder.decode(copy.subarray(ahead.starts[cell], ahead.ends[cell]))
			);
			if (cells.length > 1 || cells[0] !== '') sample.push(cells);
			at = next;
		}
		const [first] = sample;
		if (!first) {
			if (last) throw ahead.quoteOpen ? this.unclosed() : emptyFile(this.#file);
			return -1;
		}
		this.#headerless = !isHeader(first);
		this.#names = columnNames(this.#headerless ? first.map(() => '') : first);
		const rows = this.#headerless ? sample : sample.slice(1);
		const point = usesDecimalComma(delimiter, rows) ? ',' : '.';
		this.#columns = this.#names.map((name, index) => {
			const cells = rows.map((row) => row[index] ?? '');
			const kind = this.#asText.has(name) ? ({ kind: 'text' } as const) : cellKind(name, cells, point);
			return csvColumn(name, kind, point.charCodeAt(0));
		});
		this.#splitter = new CellSplitter(delimiter);
		if (this.#headerless) return 0;
		this.#splitter.lines = 1;
		return firstEnd;
	}

	finish(): Read {
		if (this.#rows === 0) throw emptyFile(this.#file);
		const strays = this.#columns.flatMap((column, index) =>
			column.strays.count > 0 ? [{ name: this.#names[index] ?? '', strays: column.strays }] : []
		);
		const again = strays.filter(({ strays: { count } }) => count > this.#rows * STRAY_SHARE);
		const notes: FileNote[] = strays.map(({ name, strays: found }) => found.note(name));
		if (this.#long > 0) notes.push({ kind: 'longLines', count: this.#long, line: this.#firstLong });
		if (this.#headerless) notes.push({ kind: 'headerless' });
		const columns = again.length > 0 ? [] : this.#columns.map((column) => column.finish());
		return { table: { rows: this.#rows, columns, notes }, again: again.map(({ name }) => name) };
	}

	unclosed() {
		const line = (this.#splitter?.lines ?? 0) + 1;
		return fileError({
			file: this.#file,
			place: `line ${line}`,
			reason: 'quoteOpen',
			problem: 'a quote that opens in this row is never closed',
			cure: 'close it, or double the quotes that are part of the text'
		});
	}
}

const emptyFile = (file: string) =>
	fileError({
		file,
		reason: 'noRows',
		problem: 'there is no row in it',
		cure: 'give a table whose first line names the columns'
	});
