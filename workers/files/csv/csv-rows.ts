import { CSVLoader } from '@loaders.gl/csv';
import { filePieces } from '../file-pieces.ts';
import type { Reading } from '../table/source-table.ts';
import type { Encoding } from './text-encoding.ts';

/** Text that gives no batch of rows, letters. */
const LONGEST_BATCH = 16 * 2 ** 20;
/** As much of the end of a text is looked at for an open quote, letters. */
const TAIL = 1 << 16;

/** A text file whose encoding turned out to be another than was thought. */
export class NotUtf8 extends Error {}
/** Rows are so long that they are to be asked for one by one. */
export class LongRows extends Error {}

/** How a file is cut into cells. */
export interface CsvFormat {
	readonly encoding: Encoding;
	readonly delimiter: string;
	/** Rows that are handed on together. */
	readonly batch: number;
}

/** Some rows of a file, of as many cells as each has; an empty line is one empty cell. */
export interface CsvBatch {
	readonly rows: readonly (readonly string[])[];
	/** The last of these rows opens a quote that nothing closes. */
	readonly quoteOpen: boolean;
}

/**
 * Rows of CSV as loaders.gl cuts them, in batches while the file is read piece by piece. Throws NotUtf8 when bytes that
 * are said to be UTF-8 are none, LongRows when a batch does not end.
 */
export async function* csvRows(file: Blob, format: CsvFormat, reading: Reading): AsyncGenerator<CsvBatch> {
	const { delimiter, batch } = format;
	const pieces = new Pieces(file, format, reading);
	const csv = {
		delimiter,
		newline: '\n',
		shape: 'array-row-table' as const,
		header: false as never, // it may be said, whatever its typing holds
		dynamicTyping: false,
		skipEmptyLines: false
	};
	try {
		let held: readonly string[][] | undefined;
		for await (const { data } of CSVLoader.parseInBatches(pieces.read(), {
			core: { batchSize: batch },
			csv
		})) {
			pieces.taken();
			if (held) yield { rows: held, quoteOpen: false };
			held = data as string[][]; // its typing, of that shape, leaves cells open
		}
		if (pieces.failure) throw pieces.failure;
		if (pieces.gaveUp && batch > 1) throw new LongRows('a batch of rows does not end');
		if (!held) return;
		const last = held.at(-1)?.at(-1) ?? '';
		yield { rows: held, quoteOpen: pieces.gaveUp || opensQuote(last, pieces.tail, delimiter) };
	} finally {
		pieces.stop();
	}
}

/**
 * Whether a quote of the last cell is open when the text ends: the loader takes what follows it as the cell and says
 * nothing. `tail` is the end of the text.
 */
function opensQuote(cell: string, tail: string, delimiter: string): boolean {
	// Nothing but quotes: as many as there are, are open and closed by turns.
	if (/^"*$/.test(cell)) return (/"*$/.exec(tail)?.[0].length ?? 0) % 2 === 1;
	if (cell.length < tail.length) return tail.endsWith(`"${cell}`);
	// Without its quote in sight: a cell that holds what ends others had one.
	return cell.endsWith(tail) && (cell.includes('\n') || cell.includes(delimiter));
}

/** A file piece by piece, as the loader wants it: what fails ends it and is kept, for the loader would wait for ever. */
class Pieces {
	failure: unknown;
	/** It ended before its end: no batch came of what was read. */
	gaveUp = false;
	/** The end of what was read. */
	tail = '';
	readonly #file: Blob;
	readonly #format: CsvFormat;
	readonly #reading: Reading;
	/** Letters since a batch was taken. */
	#since = 0;
	#stopped = false;

	constructor(file: Blob, format: CsvFormat, reading: Reading) {
		this.#file = file;
		this.#format = format;
		this.#reading = reading;
	}

	taken(): void {
		this.#since = 0;
	}

	stop(): void {
		this.#stopped = true;
	}

	async *read(): AsyncGenerator<ArrayBuffer> {
		const encoder = new TextEncoder();
		try {
			for await (const text of this.#texts()) {
				if (this.#since > LONGEST_BATCH) {
					this.gaveUp = true;
					return;
				}
				this.tail = text.length < TAIL ? (this.tail + text).slice(-TAIL) : text.slice(-TAIL);
				this.#since += text.length;
				yield encoder.encode(text).buffer;
				if (this.#stopped) return;
			}
		} catch (thrown) {
			this.failure = thrown;
		}
	}

	/** The text as the loader needs it, cut where nothing that belongs together is. */
	async *#texts(): AsyncGenerator<string> {
		const { encoding, delimiter } = this.#format;
		const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
		const tidy = tidier(delimiter);
		let rest = '';
		for await (const piece of filePieces(this.#file, this.#reading)) {
			const text = rest + decoded(decoder, piece);
			const end = endOfWords(text);
			rest = text.slice(end);
			yield tidy(text.slice(0, end));
		}
		const last = (rest + decoded(decoder)).replace(/ +$/, '');
		if (last !== '') yield tidy(last);
	}
}

/** Where the blanks and quotes begin that a text ends in. */
function endOfWords(text: string): number {
	let end = text.length;
	while (end > 0 && ' \t\r\n"'.includes(text[end - 1]!)) end--;
	return end;
}

function decoded(decoder: TextDecoder, piece?: ArrayBuffer): string {
	try {
		return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
	} catch (cause) {
		throw new NotUtf8('the bytes are not UTF-8', { cause });
	}
}

/**
 * Lines end in line feeds alone, and no space stands between a quote and what ends its cell: else the loader takes the
 * quote as a letter. Of what is quoted it takes spaces beside delimiters, and nothing else.
 */
function tidier(delimiter: string): (text: string) => string {
	const before = new RegExp(`(^|[${delimiter}\\n]) +"`, 'g');
	const after = new RegExp(`" +(?=[${delimiter}\\n])`, 'g');
	return (text) => {
		const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
		return lines.includes('"') ? lines.replace(before, '$1"').replace(after, '"') : lines;
	};
}
