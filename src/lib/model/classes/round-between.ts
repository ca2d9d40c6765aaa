/** The number of fewest decimal digits above `low` and not above `high`. */
export function roundBetween(low: number, high: number): number {
	if (low < 0 && high >= 0) return 0;
	const gap = high - low;
	for (let power = Math.floor(Math.log10(gap)) + 1; power > -20; power--) {
		const found = Number((Math.floor(high / 10 ** power) * 10 ** power).toPrecision(15));
		if (found > low && found <= high) return found;
	}
	return high;
}
