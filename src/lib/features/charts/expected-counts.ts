/**
 * What each bar would count if the rows that are counted were spread over the bars as all rows are; undefined while all
 * rows are counted. Both have one entry a bar, the last one for rows without a value.
 */
export function expectedCounts(all: Uint32Array, now: Uint32Array): Float64Array | undefined {
	const [whole, part] = [sum(all), sum(now)];
	if (whole === part || whole === 0 || part === 0) return undefined;
	return Float64Array.from(all, (count) => (count / whole) * part);
}

/** How far a count lies over, or under, what was to be expected, as a part of that; undefined when nothing was. */
export const overExpected = (count: number, expected: number): number | undefined =>
	expected > 0 ? count / expected - 1 : undefined;

/** The greatest count that a scale is for: the bar of all others together says nothing about one category. */
export function scaleTop(counts: Uint32Array, others: number | undefined): number {
	return counts.reduce((most, count, bar) => (bar === others ? most : Math.max(most, count)), 0) || 1;
}

const sum = (counts: Uint32Array): number => counts.reduce((total, count) => total + count, 0);
