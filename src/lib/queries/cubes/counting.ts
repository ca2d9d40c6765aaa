import type { Failing } from './filter-bits.ts';

/**
 * The loops over rows, apart so that each sees one kind of array only: that keeps them at a few nanoseconds a
 * row. A row keeps one bit for each filter that it fails; `heeded` says which of them count. Rows [from, to) are
 * read; `sign` −1 takes rows out again.
 */
export interface CountedRows {
	readonly failing: Failing;
	readonly from: number;
	readonly to: number;
	readonly sign: 1 | -1;
}

export function countPassing({ failing, from, to }: CountedRows): number {
	let passing = 0;
	for (let row = from; row < to; row++) if (failing[row] === 0) passing++;
	return passing;
}

/** Adds rows to the coarse bins of a view. */
export function countBins(
	out: Uint32Array,
	{ failing, from, to, sign }: CountedRows,
	heeded: number,
	fine: Uint16Array,
	shift: number
): void {
	for (let row = from; row < to; row++) {
		if (((failing[row] as number) & heeded) !== 0) continue;
		const bin = (fine[row] as number) >> shift;
		out[bin] = (out[bin] as number) + sign;
	}
}

/** Adds each row to the entry after its step: summing up then makes entry s the rows before step s. */
export function countSteps(
	out: Uint32Array,
	{ failing, from, to, sign }: CountedRows,
	heeded: number,
	fine: Uint16Array
): void {
	for (let row = from; row < to; row++) {
		if (((failing[row] as number) & heeded) !== 0) continue;
		const step = (fine[row] as number) + 1;
		out[step] = (out[step] as number) + sign;
	}
}

/** Adds each row to the entry of its step (shifted by one, as `countSteps`) and its bin in another view. */
export function countPairs(
	out: Uint32Array,
	{ failing, from, to, sign }: CountedRows,
	heeded: number,
	active: Uint16Array,
	passive: { readonly fine: Uint16Array; readonly shift: number; readonly bins: number }
): void {
	const { fine, shift, bins } = passive;
	for (let row = from; row < to; row++) {
		if (((failing[row] as number) & heeded) !== 0) continue;
		const entry = ((active[row] as number) + 1) * bins + ((fine[row] as number) >> shift);
		out[entry] = (out[entry] as number) + sign;
	}
}
