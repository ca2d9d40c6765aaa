import { DataType, Type, type Dictionary, type Table, type Vector } from 'apache-arrow';
import type { Categories } from '#lib/queries/cubes/category-bins.ts';

/** A column as charts and cubes read it: numbers (NaN = no value) or categories (−1 = no value). */
export type Column =
	{ readonly kind: 'number'; readonly values: Float64Array } | ({ readonly kind: 'category' } & Categories);

/** The columns of a table that charts can use; texts without a dictionary stay in DuckDB only. */
export function usableColumns(table: Table): Map<string, Column> {
	const columns = new Map<string, Column>();
	for (const field of table.schema.fields) {
		const vector = table.getChild(field.name);
		const column = vector && readColumn(vector);
		if (column) columns.set(field.name, column);
	}
	return columns;
}

/** A vector as one contiguous column, or undefined when it is neither number, yes/no nor category. */
export function readColumn(vector: Vector): Column | undefined {
	const { type } = vector;
	if (DataType.isDictionary(type)) return readDictionary(vector as Vector<Dictionary>); // by the check
	if (DataType.isBool(type))
		return {
			kind: 'category',
			codes: readCodes(vector, (value) => (value ? 1 : 0)),
			labels: ['false', 'true']
		};
	if (DataType.isInt(type) || DataType.isFloat(type) || type.typeId === Type.Decimal)
		return { kind: 'number', values: readNumbers(vector) };
	return undefined;
}

/** Texts (or anything else) as categories in order of first appearance. */
export function encodeTexts(vector: Vector): Categories {
	const codeOf = new Map<string, number>();
	const codes = readCodes(vector, (value) => {
		const text = String(value);
		const known = codeOf.get(text);
		if (known !== undefined) return known;
		codeOf.set(text, codeOf.size);
		return codeOf.size - 1;
	});
	return { codes, labels: [...codeOf.keys()] };
}

export function readNumbers(vector: Vector): Float64Array {
	const out = new Float64Array(vector.length);
	let row = 0;
	for (const data of vector.data) {
		const { values } = data as { values: ArrayLike<number | bigint> }; // numeric data have plain values
		if (data.nullCount === 0 && !(values instanceof BigInt64Array) && !(values instanceof BigUint64Array)) {
			for (let i = 0; i < data.length; i++) out[row + i] = values[i] as number;
		} else for (let i = 0; i < data.length; i++) out[row + i] = data.getValid(i) ? Number(values[i]) : NaN;
		row += data.length;
	}
	return out;
}

function readDictionary(vector: Vector<Dictionary>): Column {
	// Batches of one stream may carry different dictionaries: codes are joined by text.
	const codeOf = new Map<string, number>();
	const codes = new Int32Array(vector.length);
	let row = 0;
	for (const data of vector.data) {
		const texts = data.dictionary;
		const joined = new Int32Array(texts?.length ?? 0);
		for (let index = 0; index < joined.length; index++) {
			const text = texts?.get(index) as string | null;
			if (text === null) {
				joined[index] = -1;
				continue;
			}
			if (!codeOf.has(text)) codeOf.set(text, codeOf.size);
			joined[index] = codeOf.get(text) as number;
		}
		const indices = data.values as ArrayLike<number>; // dictionary data hold their keys as values
		for (let i = 0; i < data.length; i++)
			codes[row + i] = data.getValid(i) ? (joined[Number(indices[i])] as number) : -1;
		row += data.length;
	}
	return { kind: 'category', codes, labels: [...codeOf.keys()] };
}

function readCodes(vector: Vector, codeOf: (value: unknown) => number): Int32Array {
	const codes = new Int32Array(vector.length);
	for (let row = 0; row < codes.length; row++) {
		const value: unknown = vector.get(row);
		codes[row] = value === null || value === undefined ? -1 : codeOf(value);
	}
	return codes;
}
