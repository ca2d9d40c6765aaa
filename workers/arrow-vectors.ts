import { Dictionary, Float32, Float64, Int32, Utf8, Vector, makeData } from 'apache-arrow';

/**
 * Vectors of plain values. Arrow's own builders (`vectorFromArray`) compile functions, which a page's content policy
 * forbids.
 */

/** Numbers as they are, in single precision where they come in it; NaN as NULL. */
export function numberVector(values: Float32Array | ArrayLike<number>): Vector {
	const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
	let nullCount = 0;
	for (let row = 0; row < values.length; row++)
		if (Number.isNaN(values[row])) nullCount++;
		else nullBitmap[row >> 3]! |= 1 << (row & 7);
	const nulls = nullCount > 0 ? { nullCount, nullBitmap } : {};
	return values instanceof Float32Array
		? new Vector([makeData({ type: new Float32(), data: values.slice(), ...nulls })])
		: new Vector([makeData({ type: new Float64(), data: Float64Array.from(values), ...nulls })]);
}

/** Codes as texts, by a dictionary of those that these rows have; below 0 as NULL. */
export function codeVector(codes: ArrayLike<number>, labels: readonly string[]): Vector {
	const known = new Map<number, number>();
	const keys = new Int32Array(codes.length);
	const nullBitmap = new Uint8Array(Math.ceil(codes.length / 8));
	let nullCount = 0;
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row]!;
		if (code < 0) {
			nullCount++;
			continue;
		}
		nullBitmap[row >> 3]! |= 1 << (row & 7);
		let key = known.get(code);
		if (key === undefined) known.set(code, (key = known.size));
		keys[row] = key;
	}
	const dictionary = words(Array.from(known.keys(), (code) => labels[code] ?? ''));
	const nulls = nullCount > 0 ? { nullCount, nullBitmap } : {};
	return new Vector([
		makeData({ type: new Dictionary(new Utf8(), new Int32()), data: keys, dictionary, ...nulls })
	]);
}

/** Texts; null as NULL. */
export function textVector(values: readonly (string | null)[]): Vector {
	const codeOf = new Map<string, number>();
	const codes = values.map((value) => {
		if (value === null) return -1;
		const known = codeOf.get(value);
		if (known !== undefined) return known;
		codeOf.set(value, codeOf.size);
		return codeOf.size - 1;
	});
	return codeVector(codes, [...codeOf.keys()]);
}

/** Texts one after the other. */
function words(texts: readonly string[]): Vector<Utf8> {
	const encoder = new TextEncoder();
	const parts = texts.map((text) => encoder.encode(text));
	const valueOffsets = new Int32Array(texts.length + 1);
	parts.forEach((part, index) => (valueOffsets[index + 1] = (valueOffsets[index] ?? 0) + part.length));
	const data = new Uint8Array(valueOffsets.at(-1) ?? 0);
	parts.forEach((part, index) => data.set(part, valueOffsets[index]));
	return new Vector([makeData({ type: new Utf8(), length: texts.length, valueOffsets, data })]);
}
