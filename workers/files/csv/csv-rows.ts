import { CSVLoader } from '@loaders.gl/csv';
import type { Reading } from '../table/source-table.ts';
import { tidyText, type CsvText } from './tidy-text.ts';

/** Text that gives no batch of rows, letters. */
const LONGEST_BATCH = 16 * 2 ** 20;
/** As much of the end of a text is looked at for an open quote, letters. */
const TAIL = 1 << 16;

/** Rows are so long that they are to be asked for one by one. */
export class LongRows extends Error {}

/** How a file is cut into cells. */
export interface CsvFormat extends CsvText {
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
			for await (const text of tidyText(this.#file, this.#format, this.#reading)) {
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
}
