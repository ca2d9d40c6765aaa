import { naturalBreaks } from './natural-breaks.ts';
import { roundBetween } from './round-between.ts';
import type { ValueClasses } from './value-classes.ts';

/** How values are cut into classes, as a view says it. */
export interface Classing {
	readonly method: 'quantile' | 'equal' | 'jenks' | 'manual';
	/** Classes at most; of `manual` the breaks decide. */
	readonly count: number;
	/** Bounds between classes, of `manual`. */
	readonly breaks?: readonly number[] | undefined;
}

/** What a view that says nothing gets. */
export const USUAL_CLASSING: Classing = { method: 'quantile', count: 5 };

/**
 * Classes of the values that are finite numbers. There are fewer than asked for when the values do not allow as many
 * different bounds. By quantiles and natural breaks no class is empty, and each bound is the roundest number that
 * leaves every value in its class; equal steps and one's own bounds may have empty classes.
 */
export function classify(values: ArrayLike<number>, { method, count, breaks = [] }: Classing): ValueClasses {
	if (method === 'manual') return { bounds: ascending(breaks) };
	const sorted = finite(values);
	const least = sorted[0];
	const greatest = sorted.at(-1);
	if (least === undefined || greatest === undefined || least === greatest) return { bounds: [] };
	if (method === 'equal')
		return {
			bounds: Array.from({ length: count - 1 }, (_, index) =>
				short(least + ((greatest - least) * (index + 1)) / count)
			)
		};
	const reached = method === 'jenks' ? naturalBreaks(sorted, count) : quantiles(sorted, count);
	return { bounds: reached.map((bound) => rounded(sorted, bound)) };
}

/**
 * Classes on both sides of zero, as far below it as above: the middle one holds zero and takes a ramp's neutral colour.
 * Cut by the sizes of the values whatever their sign; an odd number of them, three at least.
 */
export function classifyAround(values: ArrayLike<number>, classing: Classing): ValueClasses {
	const sizes = Float64Array.from(values, Math.abs);
	const sides = Math.max(2, Math.ceil(classing.count / 2));
	const breaks = classing.breaks?.map(Math.abs).filter((bound) => bound > 0);
	const { bounds } = classify(sizes, { ...classing, count: sides, breaks });
	// Values of one size are three classes yet: below zero, zero itself, above.
	const above = bounds.length > 0 ? bounds : ascending(sizes.filter((size) => size > 0).slice(0, 1));
	// A class holds its lower bound: below zero a value that reaches its bound must lie outwards of it, as above.
	return { bounds: [...above.toReversed().map((bound) => -bound * (1 - Number.EPSILON)), ...above] };
}

/** Equal values are never divided: where they fill more than their share, the other classes share the rest evenly. */
function quantiles(sorted: Float64Array, count: number): number[] {
	const bounds: number[] = [];
	let begin = 0;
	for (let left = count; left > 1; left--) {
		let end = begin + Math.max(1, Math.floor((sorted.length - begin) / left));
		while (end < sorted.length && sorted[end] === sorted[end - 1]) end++;
		if (end >= sorted.length) break;
		bounds.push(sorted[end] as number);
		begin = end;
	}
	return bounds;
}

/** The bound in as few digits as the gap below it allows. */
function rounded(sorted: Float64Array, bound: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] as number) < bound) low = middle + 1;
		else high = middle;
	}
	return roundBetween(sorted[low - 1] as number, bound);
}

const short = (value: number): number => Number(value.toPrecision(4));
const ascending = (bounds: ArrayLike<number>): number[] =>
	[...new Set(Array.from(bounds).filter(Number.isFinite))].sort((a, b) => a - b);

function finite(values: ArrayLike<number>): Float64Array {
	const numbers = Float64Array.from(values).filter(Number.isFinite);
	return numbers.sort();
}
