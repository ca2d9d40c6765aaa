import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { AppError } from '#lib/model/errors.ts';

/**
 * JSON that is the same text for the same data: keys in order of their code units, what is undefined left out, −0 as 0.
 * Throws INTERNAL naming the path of what JSON cannot say: a number that is none, a typed array, a function.
 */
export function canonicalJson(value: unknown): string {
	return write(value, '');
}

/** SHA-256 of the canonical JSON, hex. `crypto.subtle` is missing on pages over plain http. */
export function digestOf(value: unknown): string {
	return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

function write(value: unknown, path: string): string {
	switch (typeof value) {
		case 'string':
		case 'boolean':
			return JSON.stringify(value);
		case 'number':
			if (Number.isFinite(value)) return JSON.stringify(value);
			throw unsayable(path, String(value));
		case 'object':
			if (value === null) return 'null';
			if (Array.isArray(value))
				return isPlain(value)
					? JSON.stringify(value)
					: `[${value.map((item, index) => write(item, `${path}[${index}]`)).join(',')}]`;
			if (Object.getPrototypeOf(value) === Object.prototype) return writeObject(value, path);
			throw unsayable(path, Object.prototype.toString.call(value));
		default:
			throw unsayable(path, typeof value);
	}
}

/** Whether JSON says every item as it is: the engine then writes a column of a hundred thousand at once. */
function isPlain(list: readonly unknown[]): boolean {
	for (const item of list) {
		if (typeof item === 'number' ? Number.isFinite(item) : typeof item === 'string' || item === null)
			continue;
		return false;
	}
	return true;
}

function writeObject(value: object, path: string): string {
	const entries = Object.entries(value).filter(([, item]) => item !== undefined);
	entries.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${write(item, `${path}.${key}`)}`).join(',')}}`;
}

const unsayable = (path: string, what: string) =>
	new AppError('INTERNAL', {
		path,
		message: `JSON cannot say ${what}, which stands at ${path || 'the top'}.`
	});
