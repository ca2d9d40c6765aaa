import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Suffix of files that are not whole yet; those that a crash left are removed at the next start. */
export const UNFINISHED = '.tmp';

/** Makes what was written to a file, or a folder's entries, survive a power cut. */
export function syncPath(path: string): void {
	const file = openSync(path, 'r');
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

/** Gives `<path>.tmp`, already written, its name: afterwards the file is whole and on disk. */
export function publishFile(path: string): void {
	syncPath(path + UNFINISHED);
	renameSync(path + UNFINISHED, path);
	syncPath(dirname(path));
}

/** Replaces a file as a whole: a reader, or a crash, sees the old or the new one. */
export function replaceFile(path: string, bytes: Uint8Array | string): void {
	mkdirSync(dirname(path), { recursive: true });
	const file = openSync(path + UNFINISHED, 'w');
	try {
		const whole = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
		let written = 0;
		while (written < whole.byteLength) written += writeSync(file, whole, written);
	} finally {
		closeSync(file);
	}
	publishFile(path);
}
