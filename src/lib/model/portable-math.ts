/**
 * Functions that engines compute differently in the last digit (Node 24 and Chromium do), here from `+ − × ÷ √` alone,
 * which IEEE 754 says to the bit: what is computed with them has the same bytes everywhere. Right to about one unit in
 * the last place; angles, radians, up to a million.
 */

/** ln 2 and π/2 in parts: the first with trailing zeros, so that whole multiples of it are exact. */
const LN2 = [0.6931471803691238, 1.9082149292705877e-10] as const;
const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21] as const;

const bits = new DataView(new ArrayBuffer(8));

/** Exact; `exponent` from −1022 to 1023. */
function powerOfTwo(exponent: number): number {
	bits.setUint32(0, (exponent + 1023) << 20);
	bits.setUint32(4, 0);
	return bits.getFloat64(0);
}

export function exp(x: number): number {
	if (Number.isNaN(x)) return NaN;
	if (x > 709.8) return Infinity;
	if (x < -745.2) return 0;
	const k = Math.round(x / Math.LN2);
	const r = x - k * LN2[0] - k * LN2[1];
	let sum = 0;
	for (let n = 14; n >= 1; n--) sum = ((1 + sum) * r) / n;
	// Beyond the range of one power of two on both sides: in two steps.
	const half = Math.trunc(k / 2);
	return (1 + sum) * powerOfTwo(half) * powerOfTwo(k - half);
}

/** Natural. */
export function log(x: number): number {
	if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x === Infinity ? x : NaN;
	if (x < powerOfTwo(-1022)) return log(x * powerOfTwo(54)) - 54 * LN2[0] - 54 * LN2[1];
	bits.setFloat64(0, x);
	let exponent = (bits.getUint32(0) >>> 20) - 1023;
	let mantissa = x / powerOfTwo(exponent);
	if (mantissa > Math.SQRT2) {
		mantissa /= 2;
		exponent++;
	}
	const s = (mantissa - 1) / (mantissa + 1);
	const square = s * s;
	let sum = 0;
	for (let n = 25; n >= 3; n -= 2) sum = (1 / n + sum) * square;
	return exponent * LN2[0] + (exponent * LN2[1] + 2 * s * sum + 2 * s);
}

export function sin(x: number): number {
	const { turn, rest } = quarters(x);
	const value = turn % 2 === 0 ? sinNear(rest) : cosNear(rest);
	return turn < 2 ? value : -value;
}

export function cos(x: number): number {
	const { turn, rest } = quarters(x);
	const value = turn % 2 === 0 ? cosNear(rest) : sinNear(rest);
	return turn === 0 || turn === 3 ? value : -value;
}

export function tan(x: number): number {
	return sin(x) / cos(x);
}

/** −π … π. */
export function atan2(y: number, x: number): number {
	if (x === 0 && y === 0) return 0;
	const [long, short] = [Math.max(Math.abs(x), Math.abs(y)), Math.min(Math.abs(x), Math.abs(y))];
	const flat = short === long ? Math.PI / 4 : atanToOne(short / long);
	const steep = Math.abs(y) > Math.abs(x) ? Math.PI / 2 - flat : flat;
	const angle = x < 0 ? Math.PI - steep : steep;
	return y < 0 ? -angle : angle;
}

/** NaN outside of −1 … 1. */
export function asin(x: number): number {
	return atan2(x, Math.sqrt((1 - x) * (1 + x)));
}

/** Whole quarter turns, 0 … 3, and the rest, −π/4 … π/4. */
function quarters(x: number): { readonly turn: number; readonly rest: number } {
	const n = Math.round(x / (Math.PI / 2));
	return { turn: ((n % 4) + 4) % 4, rest: x - n * HALF_PI[0] - n * HALF_PI[1] - n * HALF_PI[2] };
}

/** Taylor's series, from the last term that counts below π/4. */
function sinNear(x: number): number {
	const square = x * x;
	let sum = 0;
	for (let n = 18; n >= 2; n -= 2) sum = ((1 + sum) * -square) / (n * (n + 1));
	return x + x * sum;
}

function cosNear(x: number): number {
	const square = x * x;
	let sum = 0;
	for (let n = 19; n >= 1; n -= 2) sum = ((1 + sum) * -square) / (n * (n + 1));
	return 1 + sum;
}

/** Arcus tangent of 0 … 1: half the angle twice, then the series. */
function atanToOne(x: number): number {
	const half = x / (1 + Math.sqrt(1 + x * x));
	const quarter = half / (1 + Math.sqrt(1 + half * half));
	const square = quarter * quarter;
	let sum = 0;
	for (let n = 25; n >= 3; n -= 2) sum = -(1 / n + sum) * square;
	return 4 * (quarter + quarter * sum);
}
