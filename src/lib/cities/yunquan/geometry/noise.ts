import { unit } from './dice.ts';

/** Smooth value noise in [−1, 1] with features about one unit of x and y wide. */
export function noise(seed: number, x: number, y: number): number {
	const [column, row] = [Math.floor(x), Math.floor(y)];
	const [u, v] = [ease(x - column), ease(y - row)];
	const at = (dx: number, dy: number) => unit(seed, column + dx, row + dy);
	const south = at(0, 0) + u * (at(1, 0) - at(0, 0));
	const north = at(0, 1) + u * (at(1, 1) - at(0, 1));
	return 2 * (south + v * (north - south)) - 1;
}

/** Noise with `octaves` finer and fainter copies of itself, in about [−1, 1]. */
export function layeredNoise(seed: number, x: number, y: number, octaves: number): number {
	let [sum, weight, total, scale] = [0, 1, 0, 1];
	for (let octave = 0; octave < octaves; octave++) {
		sum += weight * noise(seed + octave, x * scale, y * scale);
		total += weight;
		weight /= 2;
		scale *= 2;
	}
	return sum / total;
}

/** 0 below 0, 1 above 1, and smooth between. */
export function ease(t: number): number {
	const clamped = t < 0 ? 0 : t > 1 ? 1 : t;
	return clamped * clamped * (3 - 2 * clamped);
}
