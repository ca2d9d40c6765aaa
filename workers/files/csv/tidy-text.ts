import { filePieces } from '../file-pieces.ts';
import type { Reading } from '../table/source-table.ts';
import type { Quotes } from './quotes.ts';
import type { Encoding } from './text-encoding.ts';

/** A text file whose encoding turned out to be another than was thought. */
export class NotUtf8 extends Error {}

/**
 * The text of a file piece by piece as loaders.gl needs it, cut where nothing that belongs together is: lines end in line
 * feeds alone, and quotes are tidied. Throws NotUtf8 when bytes that are said to be UTF-8 are none.
 */
export async function* tidyText(
	file: Blob,
	encoding: Encoding,
	quotes: Quotes,
	reading: Reading
): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
	const tidy = (text: string) => quotes.tidy(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
	let rest = '';
	for await (const piece of filePieces(file, reading)) {
		const text = rest + decoded(decoder, piece);
		const end = endOfWords(text);
		rest = text.slice(end);
		if (end > 0) yield tidy(text.slice(0, end));
	}
	const last = rest + decoded(decoder);
	if (last !== '') yield tidy(last);
}

/** Where the blanks and quotes begin that a text ends in. */
function endOfWords(text: string): number {
	let end = text.length;
	while (end > 0 && /[\s"]/.test(text[end - 1]!)) end--;
	return end;
}

function decoded(decoder: TextDecoder, piece?: ArrayBuffer): string {
	try {
		return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
	} catch (cause) {
		throw new NotUtf8('the bytes are not UTF-8', { cause });
	}
}
