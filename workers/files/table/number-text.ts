const ZERO = 0x30;
const MINUS = 0x2d;
const PLUS = 0x2b;
/** Powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** Integers below have every value exact. */
const EXACT = 2 ** 53;
const decoder = new TextDecoder();

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-', '--', '\\n', '#n/a', '无', '缺失']);

/** Texts that say that there is no value. */
export const isMissing = (text: string): boolean => MISSING.has(text.toLowerCase());

export const isNumberText = (text: string): boolean => NUMBER.test(text);

/** The number that a text says, NaN when it says none. */
export const numberOf = (text: string): number => (NUMBER.test(text) ? Number(text) : NaN);

/**
 * The number in bytes from `from` up to `to`; NaN when it is none. `point` is the byte of the decimal mark. Digits
 * that a double holds exactly are read here, the result is the nearest double either way.
 */
export function parseNumber(bytes: Uint8Array, from: number, to: number, point: number): number {
	let at = from;
	const sign = bytes[at];
	if (sign === MINUS || sign === PLUS) at++;
	const start = at;
	let mantissa = 0;
	let decimals = -1;
	for (; at < to; at++) {
		const digit = (bytes[at] as number) - ZERO;
		if (digit >= 0 && digit <= 9) {
			mantissa = mantissa * 10 + digit;
			if (decimals >= 0) decimals++;
		} else if (bytes[at] === point && decimals < 0) decimals = 0;
		else return slowNumber(bytes, from, to, point);
	}
	const digits = at - start - (decimals >= 0 ? 1 : 0);
	if (digits === 0) return NaN;
	if (mantissa >= EXACT || decimals > 22) return slowNumber(bytes, from, to, point);
	const value = decimals > 0 ? mantissa / (POWERS[decimals] as number) : mantissa;
	return sign === MINUS ? -value : value;
}

function slowNumber(bytes: Uint8Array, from: number, to: number, point: number): number {
	if (to - from > 64) return NaN;
	const text = decoder.decode(bytes.subarray(from, to));
	return numberOf(point === 0x2c ? text.replace(',', '.') : text);
}
