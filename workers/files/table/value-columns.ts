import { ByteTexts } from './byte-texts.ts';
import type { SourceColumn } from './source-table.ts';

/**
 * Columns from values as JSON, DBF or Parquet have them. A column of numbers alone is a column of numbers, of Dates
 * alone one of times; anything else becomes text, objects as JSON.
 */
export class ValueColumns {
	readonly #byName = new Map<string, unknown[]>();
	#rows = 0;

	get rows(): number {
		return this.#rows;
	}

	/** One row; what other rows have and it has not is missing. */
	push(values: Readonly<Record<string, unknown>>): void {
		for (const name in values) {
			const value = values[name];
			if (value === null || value === undefined || value === '') continue;
			let column = this.#byName.get(name);
			if (!column) this.#byName.set(name, (column = []));
			column[this.#rows] = value;
		}
		this.#rows++;
	}

	finish(): SourceColumn[] {
		return [...this.#byName].map(([name, values]) => valueColumn(name, values, this.#rows));
	}
}

/** A column of `rows` values; null, undefined and absent ones are missing. */
export function valueColumn(name: string, values: ArrayLike<unknown>, rows: number): SourceColumn {
	let [numbers, dates, others] = [0, 0, 0];
	for (let row = 0; row < rows; row++) {
		const value = values[row];
		if (value === null || value === undefined) continue;
		if (typeof value === 'number' || typeof value === 'bigint') numbers++;
		else if (value instanceof Date) dates++;
		else others++;
	}
	if (numbers > 0 && dates + others === 0)
		return {
			name,
			store: 'number',
			values: filled(values, rows, (value) => Number(value))
		};
	if (dates > 0 && numbers + others === 0)
		return {
			name,
			store: 'time',
			zoned: true,
			values: filled(values, rows, (value) => (value as Date).getTime())
		};
	const texts = new ByteTexts();
	const known = new Map<unknown, number>();
	const codes = new Int32Array(rows).fill(-1);
	for (let row = 0; row < rows; row++) {
		const value = values[row];
		if (value === null || value === undefined) continue;
		let code = known.get(value);
		if (code === undefined) {
			code = texts.add(textOf(value));
			if (typeof value !== 'object') known.set(value, code);
		}
		codes[row] = code;
	}
	return { name, store: 'text', codes, texts };
}

function filled(values: ArrayLike<unknown>, rows: number, read: (value: unknown) => number): Float64Array {
	const out = new Float64Array(rows).fill(NaN);
	for (let row = 0; row < rows; row++) {
		const value = values[row];
		if (value !== null && value !== undefined) out[row] = read(value);
	}
	return out;
}

function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value instanceof Date) return value.toISOString();
	if (typeof value !== 'object' || value === null) return String(value);
	return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner));
}
