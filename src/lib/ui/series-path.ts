/** A measured series as it is drawn: never a line over a gap. */
export interface SeriesShape {
	/** Index ranges [first, last] of values that follow each other without a gap. */
	readonly runs: readonly (readonly [first: number, last: number])[];
	/** Round marks of the value axis, ascending; the axis reaches from the first to the last. */
	readonly marks: readonly number[];
}

/** `gap`: two values further apart in time than this are not joined. `limit`: a line that the axis has room for. */
export function seriesShape(
	at: ArrayLike<number>,
	value: ArrayLike<number>,
	gap: number,
	limit?: number
): SeriesShape {
	const runs: [number, number][] = [];
	let low = limit ?? Infinity;
	let high = limit ?? -Infinity;
	for (let index = 0; index < at.length; index++) {
		const last = runs.at(-1);
		if (last && (at[index] as number) - (at[last[1]] as number) <= gap) last[1] = index;
		else runs.push([index, index]);
		low = Math.min(low, value[index] as number);
		high = Math.max(high, value[index] as number);
	}
	return { runs, marks: at.length === 0 ? [] : axisMarks(low, high, 4) };
}

/** Round marks that enclose both ends, about `most` steps; one value gets room on both sides. */
export function axisMarks(low: number, high: number, most: number): number[] {
	const span = high > low ? high - low : Math.max(Math.abs(high), 1) * 0.1;
	const raw = span / most;
	const size = 10 ** Math.floor(Math.log10(raw));
	const step = ([1, 2, 5, 10].find((factor) => factor * size >= raw * 0.999) ?? 10) * size;
	const first = Math.floor((high > low ? low : low - span / 2) / step);
	const last = Math.ceil((high > low ? high : high + span / 2) / step);
	return Array.from({ length: last - first + 1 }, (_, index) =>
		Number(((first + index) * step).toPrecision(12))
	);
}
