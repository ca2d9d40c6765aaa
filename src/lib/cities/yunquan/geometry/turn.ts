/**
 * Sine of a number of full turns. Sums and products only: `Math.sin` may differ in its last bit between
 * machines, and the city's bytes must not. Good to 1e-6.
 */
export function sineOfTurns(turns: number): number {
	let t = turns - Math.floor(turns);
	const sign = t >= 0.5 ? -1 : 1;
	if (t >= 0.5) t -= 0.5;
	if (t > 0.25) t = 0.5 - t;
	const x = t * 6.283185307179586;
	const s = x * x;
	return sign * x * (1 - (s / 6) * (1 - (s / 20) * (1 - (s / 42) * (1 - s / 72))));
}

export function cosineOfTurns(turns: number): number {
	return sineOfTurns(turns + 0.25);
}
