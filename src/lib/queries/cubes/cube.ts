/**
 * What one brush needs, in typed arrays only: for every other view the counts of its bins by fine bin
 * of the brushed one, summed up along the brushed axis. Any brush is then the difference of two
 * slices, whatever the number of rows (Moritz, Howe, Heer: Falcon, CHI 2019).
 */
export interface Cube {
	/** The brushed view. */
	readonly active: string;
	/** Fine bins of the brushed view, the one without a value last. */
	readonly steps: number;
	readonly views: readonly CubeView[];
	/** Rows that pass every other filter, by fine bin, summed up: length steps + 1. */
	readonly selected: Uint32Array;
}

export interface CubeView {
	readonly id: string;
	readonly bins: number;
	/** Row-major (steps + 1) × bins: row s counts the fine bins before s. */
	readonly sums: Uint32Array;
}

/** A stretch of fine bins: `from` included, `to` not. */
export type Stretch = readonly [from: number, to: number];

export interface CubeCounts {
	/** Rows that pass the brush and every other filter. */
	readonly selected: number;
	/** Counts by view, in the order of `cube.views`; the bin without a value last. */
	readonly counts: readonly Uint32Array[];
}

/** Counts of every other view when the brushed one is held to these stretches: microseconds. */
export function sliceCube(cube: Cube, stretches: readonly Stretch[]): CubeCounts {
	let selected = 0;
	for (const [from, to] of stretches)
		selected += (cube.selected[to] as number) - (cube.selected[from] as number);
	const counts = cube.views.map(({ bins, sums }) => {
		const out = new Uint32Array(bins);
		for (const [from, to] of stretches) {
			const low = from * bins;
			const high = to * bins;
			for (let bin = 0; bin < bins; bin++)
				out[bin] = (out[bin] as number) + (sums[high + bin] as number) - (sums[low + bin] as number);
		}
		return out;
	});
	return { selected, counts };
}

/** Turns counts by step, shifted by one row, into sums, in place. */
export function sumUp(sums: Uint32Array, bins: number): void {
	for (let index = bins; index < sums.length; index++)
		sums[index] = (sums[index] as number) + (sums[index - bins] as number);
}
