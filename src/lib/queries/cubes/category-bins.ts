import type { Bins } from './bins.ts';

/** A column of texts as numbers: `codes[row]` indexes `labels`; −1 is no value. */
export interface Categories {
	readonly codes: Int32Array;
	readonly labels: readonly string[];
}

/**
 * One bin for each of the `top` most frequent categories (ties by text), then, when there are more,
 * one for all others. Every row is in exactly one bin.
 */
export function binCategories({ codes, labels }: Categories, top = 12): Bins {
	const frequency = new Uint32Array(labels.length);
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row] as number;
		if (code >= 0) frequency[code] = (frequency[code] as number) + 1;
	}
	const order = labels
		.map((label, code) => ({ label, code, rows: frequency[code] as number }))
		.filter(({ rows }) => rows > 0)
		.sort((a, b) => b.rows - a.rows || (a.label < b.label ? -1 : 1));
	const shown = order.slice(0, top);
	const rest = order.length > shown.length;
	const count = shown.length + (rest ? 1 : 0);

	const binOfCode = new Uint16Array(labels.length).fill(shown.length);
	shown.forEach(({ code }, bin) => (binOfCode[code] = bin));
	const fine = new Uint16Array(codes.length);
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row] as number;
		fine[row] = code < 0 ? count : (binOfCode[code] as number);
	}
	return {
		fine,
		shift: 0,
		count,
		labels: shown.map(({ label }) => label),
		...(rest ? { others: shown.length } : {})
	};
}
