import type { Seconds } from '#lib/model/units.ts';
import { LOOK, rainCourse } from '../devices/rain-course.ts';
import type { World } from '../world.ts';

/** Rain that hinders traffic as much as rain can, mm/h. */
const HEAVY = 60;
/** Gaps widen car by car and queues grow behind the junctions: the roads' capacity follows the rain so slowly. */
const FOLLOWS: Seconds = 900;

/** What rain takes from the roads, shares of what they have on a dry day. */
export interface RainOnRoads {
	/** Of the free speed: who sees the rain slows down. */
	readonly speed: number;
	/** Of the capacity. */
	readonly capacity: number;
}

/** A function of the rain's course of the last hour alone. */
export function rainOnRoads(world: World): RainOnRoads {
	const course = rainCourse(world);
	const fading = Math.exp(-LOOK / FOLLOWS);
	let felt = 0;
	for (let k = course.length - 1; k >= 0; k--) felt = felt * fading + course[k]! * (1 - fading);
	return { speed: 0.19 * wet(world.weather.rain), capacity: 0.4 * wet(felt) };
}

const wet = (rain: number): number => Math.min(1, rain / HEAVY);
