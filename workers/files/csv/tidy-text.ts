import { filePieces } from '../file-pieces.ts';
import type { Reading } from '../table/source-table.ts';
import type { Encoding } from './text-encoding.ts';

/** A text file whose encoding turned out to be another than was thought. */
export class NotUtf8 extends Error {}

/** How a text is written. */
export interface CsvText {
	readonly encoding: Encoding;
	readonly delimiter: string;
}

/**
 * The text of a file piece by piece as loaders.gl needs it, cut where nothing that belongs together is: lines end in line
 * feeds alone, and no space stands between a quote and what ends its cell, else the quote is taken for a letter. Of what
 * is quoted that takes spaces beside delimiters, and nothing else. Throws NotUtf8 when bytes that are said to be UTF-8
 * are none.
 */
export async function* tidyText(
	file: Blob,
	{ encoding, delimiter }: CsvText,
	reading: Reading
): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
	const tidy = tidier(delimiter);
	let [before, rest] = ['\n', ''];
	for await (const piece of filePieces(file, reading)) {
		const text = rest + decoded(decoder, piece);
		const end = endOfWords(text);
		rest = text.slice(end);
		if (end === 0) continue;
		yield tidy(before + text.slice(0, end)).slice(1);
		before = text[end - 1]!;
	}
	const last = (rest + decoded(decoder)).replace(/ +$/, '');
	if (last !== '') yield tidy(before + last).slice(1);
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

function tidier(delimiter: string): (text: string) => string {
	const before = new RegExp(`([${delimiter}\\n]) +"`, 'g');
	const after = new RegExp(`" +(?=[${delimiter}\\n])`, 'g');
	return (text) => {
		const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
		return lines.includes('"') ? lines.replace(before, '$1"').replace(after, '"') : lines;
	};
}
