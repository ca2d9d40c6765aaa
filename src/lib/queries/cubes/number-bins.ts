import { binByEdges, brushShift, extent, refineEdges, type Bins } from './bins.ts';

/** Cuts numbers into about `target` bins with round edges. Whole numbers of a small range get a bin each. */
export function binNumbers(values: ArrayLike<number>, target = 40): Bins {
	const range = extent(values);
	const whole = range !== undefined && range[1] - range[0] < target && allWhole(values);
	const edges = whole ? wholeEdges(range) : roundEdges(range ?? [0, 1], target);
	const shift = whole ? 0 : brushShift(edges.length - 1);
	const fine = refineEdges(edges, shift);
	return { fine: binByEdges(values, fine), shift, count: edges.length - 1, edges: fine };
}

/** Edges at multiples of 1, 2 or 5 times a power of ten, from below the least value to above the greatest. */
export function roundEdges([min, max]: readonly [number, number], target: number): Float64Array {
	const rough = max > min ? (max - min) / target : Math.abs(max) / 10 || 1;
	const power = Math.floor(Math.log10(rough));
	const factor = [1, 2, 5, 10].find((candidate) => candidate * 10 ** power >= rough * 0.999_999) ?? 10;
	// Multiples of whole numbers, and division instead of ×0.1, keep edges such as 0.3 the number one writes.
	const edge = (k: number) => (power < 0 ? (k * factor) / 10 ** -power : k * factor * 10 ** power);
	const step = edge(1);
	let from = Math.floor(min / step);
	while (edge(from) > min) from--;
	let to = Math.floor(max / step) + 1;
	while (edge(to) <= max) to++;
	return Float64Array.from({ length: to - from + 1 }, (_, index) => edge(from + index));
}

/** An edge at each whole number, from at or below the least value to above the greatest. */
export function wholeEdges([min, max]: readonly [number, number]): Float64Array {
	const from = Math.floor(min);
	return Float64Array.from({ length: Math.floor(max) - from + 2 }, (_, index) => from + index);
}

export function allWhole(values: ArrayLike<number>): boolean {
	for (let row = 0; row < values.length; row++) {
		const value = values[row] as number;
		if (Number.isFinite(value) && !Number.isInteger(value)) return false;
	}
	return true;
}
