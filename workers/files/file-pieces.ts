import type { Reading } from './table/source-table.ts';

const PIECE = 4 * 2 ** 20;

/** A file's bytes, some megabytes at a time; says how many have been read. Throws what ended the reading. */
export async function* filePieces(file: Blob, { signal, onBytes }: Reading): AsyncGenerator<ArrayBuffer> {
	for (let from = 0; from < file.size; from += PIECE) {
		signal?.throwIfAborted();
		const piece = await file.slice(from, from + PIECE).arrayBuffer();
		onBytes(Math.min(from + PIECE, file.size));
		yield piece;
	}
}
