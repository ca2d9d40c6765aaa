import { createHash } from 'node:crypto';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LETTERS = 16;

/** JSON that is the same for equal values: keys of every object in the order of their code units, no blanks. */
export const canonicalJson = (value: unknown): string =>
	JSON.stringify(value, (_, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner
	);

/** 64 hexadecimal digits. */
export const sha256Of = (bytes: Uint8Array | string): string =>
	createHash('sha256').update(bytes).digest('hex');

/** Id of what is frozen: the first 16 of the 43 letters and digits of its SHA-256 to the base 62. */
export function briefingIdOf(frozen: unknown): string {
	let rest = BigInt(`0x${sha256Of(canonicalJson(frozen))}`);
	let letters = '';
	while (letters.length < 43) {
		letters = LETTERS[Number(rest % 62n)]! + letters; // 62 of them
		rest /= 62n;
	}
	return letters.slice(0, ID_LETTERS);
}
