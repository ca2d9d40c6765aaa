import { unit } from '../geometry/dice.ts';

/** Positions of the lattice's lines along one axis, metres, ascending; landmarks by their names. */
export interface Axis {
	readonly at: readonly number[];
	/** Line number of each landmark. */
	readonly line: Readonly<Record<string, number>>;
}

/** A line that must be where it is, and how far apart the lines after it stand. */
export interface Landmark {
	readonly name: string;
	readonly at: number;
	/** Metres between lines from here to the next landmark; Infinity for a band that stays whole. */
	readonly spacing: number;
}

/** Fills the gaps between landmarks with lines about `spacing` apart, never quite evenly. */
export function axisOf(seed: number, landmarks: readonly Landmark[]): Axis {
	const at: number[] = [];
	const line: Record<string, number> = {};
	landmarks.forEach(({ name, at: start, spacing }, index) => {
		line[name] = at.length;
		at.push(start);
		const next = landmarks[index + 1];
		if (!next) return;
		const gap = next.at - start;
		const steps = Math.max(1, Math.round(gap / spacing));
		for (let step = 1; step < steps; step++) {
			const shake = (unit(seed, index, step) - 0.5) * 0.24;
			at.push(Math.round(start + (gap * (step + shake)) / steps));
		}
	});
	return { at, line };
}
