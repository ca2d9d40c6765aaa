/**
 * More different values than this are thinned evenly first, the least and the greatest kept: the classes are then
 * optimal for what was kept.
 */
export const MOST_DISTINCT = 5000;

/**
 * Lower bounds of `count` classes whose values lie as near to their class means as they can: the least sum of squared
 * distances (W. D. Fisher 1958, known as Jenks' natural breaks). Exact up to `MOST_DISTINCT` different values. Each
 * bound is a value that occurs; with fewer different values than classes every value has its own.
 */
export function naturalBreaks(sorted: Float64Array, count: number): number[] {
	const { values, weights } = distinctOf(sorted);
	const classes = Math.min(count, values.length);
	if (classes < 2) return [];
	const cost = costOf(values, weights);
	const size = values.length;
	// best[i]: least cost of the first i values in so many classes; starts[k][i]: where the last class of these begins.
	let best = Float64Array.from({ length: size + 1 }, (_, end) => cost(0, end));
	const starts: Int32Array[] = [];
	for (let made = 2; made <= classes; made++) {
		const next = new Float64Array(size + 1).fill(Infinity);
		const start = new Int32Array(size + 1);
		divide(best, next, start, cost, { from: made, to: size, low: made - 1, high: size - 1 });
		starts.push(start);
		best = next;
	}
	const bounds: number[] = [];
	for (let made = classes, end = size; made > 1; made--) {
		end = (starts[made - 2] as Int32Array)[end] as number;
		bounds.unshift(values[end] as number);
	}
	return bounds;
}

interface Stretch {
	/** Ends to be answered. */
	readonly from: number;
	readonly to: number;
	/** Where their last class may begin. */
	readonly low: number;
	readonly high: number;
}

/** The best beginning of the last class never moves back as the end moves on: halving needs n log n costs. */
function divide(
	before: Float64Array,
	next: Float64Array,
	start: Int32Array,
	cost: (from: number, to: number) => number,
	{ from, to, low, high }: Stretch
): void {
	if (from > to) return;
	const end = (from + to) >> 1;
	let found = low;
	for (let begin = low; begin <= Math.min(high, end - 1); begin++) {
		const sum = (before[begin] as number) + cost(begin, end);
		if (sum >= (next[end] as number)) continue;
		next[end] = sum;
		found = begin;
	}
	start[end] = found;
	divide(before, next, start, cost, { from, to: end - 1, low, high: found });
	divide(before, next, start, cost, { from: end + 1, to, low: found, high });
}

/** Sum of squared distances from their mean of values `from` up to, not including, `to`. */
function costOf(values: Float64Array, weights: Float64Array): (from: number, to: number) => number {
	const sums = new Float64Array(values.length + 1);
	const squares = new Float64Array(values.length + 1);
	const heads = new Float64Array(values.length + 1);
	// Around the middle value, so that large numbers close to each other keep their digits.
	const origin = values[values.length >> 1] as number;
	for (let index = 0; index < values.length; index++) {
		const value = (values[index] as number) - origin;
		const weight = weights[index] as number;
		heads[index + 1] = (heads[index] as number) + weight;
		sums[index + 1] = (sums[index] as number) + weight * value;
		squares[index + 1] = (squares[index] as number) + weight * value * value;
	}
	return (from, to) => {
		if (to - from < 2) return 0;
		const sum = (sums[to] as number) - (sums[from] as number);
		const weight = (heads[to] as number) - (heads[from] as number);
		return Math.max(0, (squares[to] as number) - (squares[from] as number) - (sum * sum) / weight);
	};
}

function distinctOf(sorted: Float64Array): { values: Float64Array; weights: Float64Array } {
	const values: number[] = [];
	const weights: number[] = [];
	for (const value of sorted)
		if (values.at(-1) === value) weights[weights.length - 1] = (weights.at(-1) as number) + 1;
		else {
			values.push(value);
			weights.push(1);
		}
	if (values.length <= MOST_DISTINCT)
		return { values: Float64Array.from(values), weights: Float64Array.from(weights) };
	const kept = Array.from({ length: MOST_DISTINCT }, (_, index) =>
		Math.round((index * (values.length - 1)) / (MOST_DISTINCT - 1))
	);
	return {
		values: Float64Array.from(kept, (index) => values[index] as number),
		weights: Float64Array.from(kept, (index) => weights[index] as number)
	};
}
