import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { AppError } from '#lib/model/errors.ts';

/** Unpacked bytes of one file; more is a recording, not a message. */
const MOST_BYTES = 1024 ** 3;

/** The bytes of a file, of standard input for `-`, unpacked when they are gzip. */
export function readMessage(file: string): Uint8Array {
	const bytes = readBytes(file);
	if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
	try {
		return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
	} catch (cause) {
		throw new AppError(
			'INPUT_UNREADABLE',
			{ file, message: `${file}: it cannot be unpacked as gzip.` },
			{ cause }
		);
	}
}

function readBytes(file: string): Uint8Array {
	try {
		// 0 is standard input.
		return readFileSync(file === '-' ? 0 : file);
	} catch (cause) {
		const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
		const problem = PROBLEMS.get(code) ?? `it cannot be read (${code}).`;
		throw new AppError('INPUT_UNREADABLE', { file, message: `${file}: ${problem}` }, { cause });
	}
}

const PROBLEMS = new Map([
	['ENOENT', 'there is no such file; check the path given.'],
	['EISDIR', 'this is a folder; name a file in it.'],
	['EACCES', 'reading it is not allowed.'],
	['ERR_FS_FILE_TOO_LARGE', 'it is larger than 2 GB; name a smaller part of it.']
]);
