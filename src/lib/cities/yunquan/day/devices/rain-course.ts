import type { Seconds } from '#lib/model/units.ts';
import type { World } from '../world.ts';

/** Seconds between two looks back, and how far back sewers remember. */
export const LOOK: Seconds = 20;
const MEMORY: Seconds = 3600;

const courses = new WeakMap<World, Float32Array>();
const DRY = new Float32Array(MEMORY / LOOK + 1);

/**
 * Rain of the last hour, mm/h, now first and then every `LOOK` seconds back. Made once for a world, however many
 * gauges ask.
 */
export function rainCourse(world: World): Float32Array {
	let course = courses.get(world);
	if (!course) courses.set(world, (course = looked(world)));
	return course;
}

function looked(world: World): Float32Array {
	const { at, weather } = world;
	// `rained` counts the hour minute by minute: when it is nothing, there is nothing to look for.
	if (weather.rain === 0 && weather.rained === 0) return DRY;
	return DRY.map((_, k) => (k === 0 ? weather.rain : world.weatherAt(at - k * LOOK * 1000).rain));
}
