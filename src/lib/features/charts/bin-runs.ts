/** A run of neighbouring bars, both ends included; in a cycle `to` may lie before `from`. */
export interface BinRun {
	readonly from: number;
	readonly to: number;
}

/** Bars as runs of neighbours, in the order of their beginnings. Of a cycle of `count` bars the last is the first's neighbour. */
export function binRuns(bins: readonly number[], count: number, cycle: boolean): BinRun[] {
	const chosen = new Set(bins.filter((bin) => bin < count));
	if (cycle && chosen.size === count) return [{ from: 0, to: count - 1 }];
	const next = (bin: number) => (cycle ? (bin + 1) % count : bin + 1);
	const before = (bin: number) => (cycle ? (bin + count - 1) % count : bin - 1);
	return [...chosen]
		.filter((bin) => !chosen.has(before(bin)))
		.sort((a, b) => a - b)
		.map((from) => {
			let to = from;
			while (chosen.has(next(to))) to = next(to);
			return { from, to };
		});
}
