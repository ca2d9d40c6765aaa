import { CSVLoader } from '@loaders.gl/csv';
import { fileError } from '../file-error.ts';
import type { Reading } from '../table/source-table.ts';
import type { Quotes } from './quotes.ts';
import type { Encoding } from './text-encoding.ts';
import { tidyText } from './tidy-text.ts';

const ROWS_AT_ONCE = 256;
/** Letters that a cell or a row may have: the loader begins anew with each piece of one that it has not whole. */
const LONGEST = 16 * 2 ** 20;

/** A row of as many cells as it has; an empty line is one empty cell. */
export type CsvRow = readonly string[];

/**
 * Rows of CSV as loaders.gl cuts them, in batches while the file is read piece by piece; `quotes`, fresh, learn what
 * its quotes are. Throws NotUtf8 when bytes that are said to be UTF-8 are none, INPUT_INVALID with the line of a quote
 * that is never closed.
 */
export async function* csvRows(
	file: File,
	encoding: Encoding,
	quotes: Quotes,
	reading: Reading
): AsyncGenerator<readonly CsvRow[]> {
	const csv = {
		delimiter: quotes.delimiter,
		newline: '\n',
		shape: 'array-row-table' as const,
		header: false as never, // it may be said, whatever its typing holds
		dynamicTyping: false,
		skipEmptyLines: false
	};
	let failure: unknown;
	let stopped = false;

	/** What fails ends the text and is kept, for the loader would wait for ever. */
	async function* pieces(): AsyncGenerator<ArrayBuffer> {
		const encoder = new TextEncoder();
		try {
			for await (const text of bounded(file, tidyText(file, encoding, quotes, reading), quotes)) {
				yield encoder.encode(text).buffer;
				if (stopped) return;
			}
			if (quotes.open) throw quoteOpen(file, quotes.open.line);
		} catch (thrown) {
			failure = thrown;
		}
	}

	try {
		for await (const { data } of CSVLoader.parseInBatches(pieces(), {
			core: { batchSize: ROWS_AT_ONCE },
			csv
		})) {
			if (failure) break;
			yield data as CsvRow[]; // its typing, of that shape, leaves cells open
		}
		if (failure) throw failure;
	} finally {
		stopped = true;
	}
}

/** The same pieces, until a row is longer than is read. */
async function* bounded(file: File, texts: AsyncIterable<string>, quotes: Quotes): AsyncGenerator<string> {
	let letters = 0;
	let long: number | undefined;
	for await (const text of texts) {
		const { open } = quotes;
		if (long !== undefined) {
			// Whether the cell was long, or its quote is never closed, is known where it closes.
			if (!open || open.line !== long) throw rowLong(file, long);
			continue;
		}
		const end = text.lastIndexOf('\n');
		letters = end < 0 ? letters + text.length : text.length - end;
		if (open && open.letters > LONGEST) long = open.line;
		else if (!open && letters > LONGEST) throw rowLong(file, quotes.line);
		else yield text;
	}
}

const rowLong = (file: File, line: number) =>
	fileError({
		file: file.name,
		place: `line ${line}`,
		reason: 'rowLong',
		problem: `a row begins here that is longer than ${LONGEST / 2 ** 20} MB`,
		cure: 'check that the file is a table, or give it as Parquet or GeoJSON'
	});

const quoteOpen = (file: File, line: number) =>
	fileError({
		file: file.name,
		place: `line ${line}`,
		reason: 'quoteOpen',
		problem: 'a quote that opens in this row is never closed',
		cure: 'close it, or double the quotes that are part of the text'
	});
