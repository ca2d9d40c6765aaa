/** What is usual between two values of a series, ms: the median; 0 when there are fewer than two. `at`: epoch ms, ascending. */
export function usualStep(at: readonly number[]): number {
	const steps = at
		.slice(1)
		.map((time, index) => time - at[index]!) // there is one before each of these
		.toSorted((a, b) => a - b);
	return steps[Math.floor(steps.length / 2)] ?? 0;
}

/** Distance up to which two values are joined by a line, ms: three times what is usual between them. */
export const usualGap = (at: readonly number[]): number => 3 * usualStep(at);
