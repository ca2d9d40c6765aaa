/** How values are cut into classes for a colour scale. */
export type ClassMethod = 'quantile' | 'equal' | 'log';

export interface Classification {
	/** Ascending, one more than there are classes; a class holds its lower break, the last one both. */
	readonly breaks: Float64Array;
	/** Values in each class. */
	readonly counts: Uint32Array;
	/** Values that are not numbers (and, by `log`, not above zero): drawn as "no value". */
	readonly missing: number;
}

/**
 * Breaks for at most `classes` classes. Fewer come back when the values do not allow as many
 * different breaks: no class is empty by construction of equal breaks.
 */
export function classify(values: ArrayLike<number>, method: ClassMethod, classes: number): Classification {
	const usable = Float64Array.from(values).filter(
		(value) => Number.isFinite(value) && (method !== 'log' || value > 0)
	);
	usable.sort();
	const breaks = Float64Array.from(distinct(breaksOf(usable, method, Math.max(1, Math.floor(classes)))));
	return { breaks, counts: countSorted(usable, breaks), missing: values.length - usable.length };
}

function breaksOf(sorted: Float64Array, method: ClassMethod, classes: number): number[] {
	if (sorted.length === 0) return [];
	const min = sorted[0] as number;
	const max = sorted[sorted.length - 1] as number;
	return Array.from({ length: classes + 1 }, (_, index) => {
		if (index === 0) return min;
		if (index === classes) return max;
		const share = index / classes;
		if (method === 'equal') return min + (max - min) * share;
		if (method === 'log') return min * (max / min) ** share;
		return sorted[Math.floor(sorted.length * share)] as number;
	});
}

/** The class of a value: −1 when it has none. */
export function classOf(value: number, breaks: ArrayLike<number>): number {
	const last = breaks.length - 1;
	if (!(value >= (breaks[0] as number) && value <= (breaks[last] as number))) return -1;
	let index = Math.max(0, last - 1);
	while (index > 0 && value < (breaks[index] as number)) index--;
	return index;
}

const distinct = (breaks: number[]) =>
	breaks.length > 0 && breaks[0] === breaks.at(-1)
		? breaks.slice(0, 2) // one value: one class from it to itself
		: breaks.filter((value, index) => index === 0 || value !== breaks[index - 1]);

function countSorted(sorted: Float64Array, breaks: Float64Array): Uint32Array {
	const counts = new Uint32Array(Math.max(0, breaks.length - 1));
	for (const value of sorted) {
		const index = classOf(value, breaks);
		counts[index] = (counts[index] as number) + 1;
	}
	return counts;
}
