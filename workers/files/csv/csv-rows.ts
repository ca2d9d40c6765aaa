import { CSVLoader } from '@loaders.gl/csv';
import { filePieces } from '../file-pieces.ts';
import type { Reading } from '../table/source-table.ts';
import type { Encoding } from './text-encoding.ts';

/** Rows that are handed on together. */
const BATCH = 256;
/** Without a batch in so many bytes, a row has lost its closing quote. */
const LONGEST_BATCH = 16 * 2 ** 20;

/** A text file whose encoding turned out to be another than was thought. */
export class NotUtf8 extends Error {}

/** How a file is cut into cells. */
export interface CsvFormat {
	readonly encoding: Encoding;
	readonly delimiter: string;
	readonly newline: '\n' | '\r';
}

/** Some rows of a file, of as many cells as each has; an empty line is one empty cell. */
export interface CsvBatch {
	readonly rows: readonly (readonly string[])[];
	/** The last of these rows opens a quote that nothing closes. */
	readonly quoteOpen: boolean;
}

/**
 * Rows of CSV as loaders.gl cuts them, in batches while the file is read piece by piece. Throws NotUtf8 when bytes that
 * are said to be UTF-8 are none.
 */
export async function* csvRows(file: Blob, format: CsvFormat, reading: Reading): AsyncGenerator<CsvBatch> {
	const pieces = new Pieces(file, format.encoding, reading);
	const { encoding, delimiter, newline } = format;
	const csv = {
		encoding,
		delimiter,
		newline,
		shape: 'array-row-table' as const,
		header: false as never, // it may be said, whatever its typing holds
		dynamicTyping: false,
		skipEmptyLines: false
	};
	const options = { core: { batchSize: BATCH }, csv };
	try {
		let held: readonly string[][] | undefined;
		for await (const { data } of CSVLoader.parseInBatches(pieces.read(), options)) {
			pieces.taken();
			if (held) yield { rows: held, quoteOpen: false };
			held = data as string[][]; // its typing, of that shape, leaves cells open
		}
		if (pieces.failure) throw pieces.failure;
		if (held) yield { rows: held, quoteOpen: pieces.gaveUp || opensQuote(held, pieces.tail()) };
	} finally {
		pieces.stop();
	}
}

/**
 * Whether a quote of the last cell is open when the text ends: the loader takes what follows it as the cell and says
 * nothing. `tail` is the end of the text, or all of it.
 */
function opensQuote(rows: readonly (readonly string[])[], tail: string): boolean {
	const cell = rows.at(-1)?.at(-1) ?? '';
	// Nothing but quotes: as many as there are, are open and closed by turns.
	if (/^"*$/.test(cell)) return (/"*$/.exec(tail)?.[0].length ?? 0) % 2 === 1;
	const open = `"${cell}`;
	return tail.length < open.length ? open.endsWith(tail) : tail.endsWith(open);
}

/** A file piece by piece, as the loader wants it: what fails ends it and is kept, for the loader would wait for ever. */
class Pieces {
	failure: unknown;
	/** It ended before its end: a row became too long to be one. */
	gaveUp = false;
	readonly #file: Blob;
	readonly #encoding: Encoding;
	readonly #reading: Reading;
	#last = new ArrayBuffer(0);
	/** Bytes since a batch was taken. */
	#since = 0;
	#stopped = false;

	constructor(file: Blob, encoding: Encoding, reading: Reading) {
		this.#file = file;
		this.#encoding = encoding;
		this.#reading = reading;
	}

	taken(): void {
		this.#since = 0;
	}

	stop(): void {
		this.#stopped = true;
	}

	/** The end of what was read, as text. */
	tail(): string {
		return new TextDecoder(this.#encoding).decode(this.#last);
	}

	async *read(): AsyncGenerator<ArrayBuffer> {
		const decoder = this.#encoding === 'utf-8' ? new TextDecoder('utf-8', { fatal: true }) : undefined;
		try {
			let read = 0;
			for await (const piece of filePieces(this.#file, this.#reading)) {
				read += piece.byteLength;
				if (decoder) check(decoder, piece, read === this.#file.size);
				this.#last = piece;
				yield piece;
				this.#since += piece.byteLength;
				this.gaveUp = this.#since > LONGEST_BATCH;
				if (this.gaveUp || this.#stopped) return;
			}
		} catch (thrown) {
			this.failure = thrown;
		}
	}
}

function check(decoder: TextDecoder, bytes: ArrayBuffer, last: boolean): void {
	try {
		decoder.decode(bytes, { stream: !last });
	} catch (cause) {
		throw new NotUtf8('the bytes are not UTF-8', { cause });
	}
}
