import type { Reading } from '../table/source-table.ts';

const PIECE = 4 * 2 ** 20;

/** A text file whose encoding turned out to be another than was thought. */
export class NotUtf8 extends Error {}

/** Encodings that the platform decodes and spreadsheets save. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** By the mark at the beginning; without one, UTF-8 until it proves wrong. */
export function markedEncoding(head: Uint8Array): Encoding {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	return 'utf-8';
}

/** Texts that are not UTF-8 are what Chinese spreadsheets save when they read as Chinese, else Western European. */
export function otherEncoding(bytes: Uint8Array): Encoding {
	try {
		const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes, { stream: true });
		const foreign = text.match(/[^\p{ASCII}]/gu) ?? [];
		const han = foreign.filter((letter) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(letter));
		if (han.length >= foreign.length * 0.8) return 'gb18030';
	} catch {
		return 'windows-1252'; // no text of GB 18030
	}
	return 'windows-1252';
}

/**
 * The file as UTF-8 bytes, piece by piece, each its own to change. Throws NotUtf8 when bytes that are said to be
 * UTF-8 are none.
 */
export async function* utf8Pieces(
	file: Blob,
	encoding: Encoding,
	{ signal, onBytes }: Reading
): AsyncGenerator<{ readonly bytes: Uint8Array; readonly last: boolean }> {
	const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
	for (let from = 0; from < file.size || from === 0; from += PIECE) {
		signal?.throwIfAborted();
		const to = Math.min(from + PIECE, file.size);
		const raw = new Uint8Array(await file.slice(from, to).arrayBuffer());
		const last = to >= file.size;
		onBytes(to);
		if (encoding === 'utf-8') {
			check(decoder, raw, last);
			const marked = from === 0 && raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf;
			yield { bytes: marked ? raw.subarray(3) : raw, last };
		} else yield { bytes: new TextEncoder().encode(decoder.decode(raw, { stream: !last })), last };
		if (last) return;
	}
}

function check(decoder: TextDecoder, bytes: Uint8Array, last: boolean): void {
	try {
		decoder.decode(bytes, { stream: !last });
	} catch (cause) {
		throw new NotUtf8('the bytes are not UTF-8', { cause });
	}
}
