import type { Seconds } from '#lib/model/units.ts';
import type { World } from '../world.ts';
import { clamp } from './course.ts';
import { LOOK, rainCourse } from './rain-course.ts';

/** How a sewer answers rain. */
export interface SewerHabit {
	/** Per cent of fill that 1 mm/h of steady rain makes. */
	readonly gain: number;
	/** Until the first water of the catchment arrives. */
	readonly lag: Seconds;
	/** Time constant of the catchment as a linear reservoir. */
	readonly slow: Seconds;
	/** Per cent in dry weather. */
	readonly dry: number;
}

/** A full sewer pushes up into its shafts: per cent beyond which the streets take the water. */
const BRIM = 130;

/**
 * Fill of a sewer, per cent of its pipe: now, and every `LOOK` seconds back. A linear reservoir behind a lag: the
 * convolution of the rain's course with an exponential, so never a state that must be kept.
 */
export function sewerFills({ gain, lag, slow, dry }: SewerHabit, world: World): Float32Array {
	const rain = rainCourse(world);
	const late = Math.round(lag / LOOK);
	const fading = Math.exp(-LOOK / slow);
	const fills = new Float32Array(rain.length);
	let felt = 0;
	for (let k = rain.length - 1; k >= 0; k--) {
		felt = felt * fading + (rain[k + late] ?? 0) * (1 - fading);
		fills[k] = clamp(dry + gain * felt, 0, BRIM);
	}
	return fills;
}

export function sewerFill(habit: SewerHabit, world: World): number {
	return sewerFills(habit, world)[0]!;
}
