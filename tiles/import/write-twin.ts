import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Writes the `.gz` twin of a file that is complete; what the server sends whoever takes gzip. */
export async function writeTwin(file: string): Promise<void> {
	await pipeline(createReadStream(file), createGzip(), createWriteStream(`${file}.gz`));
}
