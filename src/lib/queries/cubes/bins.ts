/** Bars that stand for values, side by side, each of 2^shift fine bins. */
export interface Axis {
	readonly shift: number;
	/** Coarse bins that stand for values; bin number `count` is the one without a value. */
	readonly count: number;
	/** Fine edges in the column's unit, `(count << shift) + 1` of them; absent for categories. */
	readonly edges?: Float64Array;
	/** Text of each coarse bin of a category. */
	readonly labels?: readonly string[];
	/** The coarse bin that gathers categories past the most frequent ones. */
	readonly others?: number;
}

/**
 * A column cut into bins, one number a row. Bins have two levels: `count` coarse ones that a chart
 * draws, each of 2^shift fine ones at which a brush moves (about a pixel). Rows without a value are in
 * the last bin of both levels: missing data are shown, never dropped.
 */
export interface Bins extends Axis {
	/** Fine bin of each row; `count << shift` when the row has no value. */
	readonly fine: Uint16Array;
	/** Of heat cells: the two axes whose bars cross in them. Cell = bar of y × x.count + bar of x. */
	readonly x?: Axis;
	readonly y?: Axis;
}

/** Fine bins an axis should have at least: a brush then moves in steps of about a pixel. */
export const BRUSH_STEPS = 960;

/** Fine bins including the one of rows without a value. */
export const fineCount = (bins: Pick<Bins, 'count' | 'shift'>): number => (bins.count << bins.shift) + 1;

/** The smallest shift that gives `count` bins at least `BRUSH_STEPS` steps. */
export function brushShift(count: number): number {
	let shift = 0;
	while (count << shift < BRUSH_STEPS) shift++;
	return shift;
}

/** Each coarse bin's edges divided evenly into 2^shift parts. */
export function refineEdges(edges: Float64Array, shift: number): Float64Array {
	const parts = 1 << shift;
	const count = edges.length - 1;
	const fine = new Float64Array(count * parts + 1);
	for (let bin = 0; bin < count; bin++) {
		const from = edges[bin] as number;
		const width = (edges[bin + 1] as number) - from;
		for (let part = 0; part < parts; part++) fine[bin * parts + part] = from + (width * part) / parts;
	}
	fine[count * parts] = edges[count] as number;
	return fine;
}

/** Writes the bins of values [from, to) to the same places of `out`. */
export type EdgeBinner = (values: ArrayLike<number>, out: Uint16Array, from: number, to: number) => void;

/**
 * Finds bins: the last whose lower edge is not above the value, so that counts equal those of
 * `edge <= value and value < next edge` exactly. Not-a-number and values outside the edges get the
 * last bin, `edges.length - 1`.
 */
export function edgeBinner(edges: Float64Array): EdgeBinner {
	const count = edges.length - 1;
	const first = edges[0] as number;
	const last = edges[count] as number;
	// Edges may be uneven (months, days of 23 hours): a table says where to start looking.
	const cells = Math.max(1, count * 4);
	const scale = cells / (last - first);
	const start = new Uint16Array(cells + 1);
	for (let cell = 0, bin = 0; cell <= cells; cell++) {
		while (bin + 1 < count && (edges[bin + 1] as number) <= first + cell / scale) bin++;
		start[cell] = bin;
	}
	return (values, out, from, to) => {
		for (let row = from; row < to; row++) {
			const value = values[row] as number;
			if (!(value >= first && value < last)) {
				out[row] = count;
				continue;
			}
			let bin = start[((value - first) * scale) | 0] as number;
			while (value >= (edges[bin + 1] as number)) bin++;
			while (value < (edges[bin] as number)) bin--;
			out[row] = bin;
		}
	};
}

/** The bin of each value; see `edgeBinner`. */
export function binByEdges(values: ArrayLike<number>, edges: Float64Array): Uint16Array {
	const bins = new Uint16Array(values.length);
	edgeBinner(edges)(values, bins, 0, bins.length);
	return bins;
}

/** Smallest and largest finite value, or undefined when there is none. */
export function extent(values: ArrayLike<number>): readonly [min: number, max: number] | undefined {
	let min = Infinity;
	let max = -Infinity;
	for (let row = 0; row < values.length; row++) {
		const value = values[row] as number;
		if (value < min && value > -Infinity) min = value;
		if (value > max && value < Infinity) max = value;
	}
	return min <= max ? [min, max] : undefined;
}
