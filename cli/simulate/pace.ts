import type { Simulation } from '#lib/cities/yunquan/day/simulation.ts';
import type { EpochMs, Seconds } from '#lib/model/units.ts';

/** How fast devices speak: how many times as often as they would by themselves, and how long a step is. */
export interface Pace {
	readonly times: number;
	readonly step: Seconds;
}

/** As the devices are. */
export const NATURAL: Pace = { times: 1, step: 1 };
/** Seconds that are counted to know the natural rate. */
const COUNTED = 30;
/** The fastest devices speak every two seconds by themselves: a step must not be longer than their interval. */
const FASTEST: Seconds = 2;
const SHORTEST: Seconds = 0.05;

/** The pace at which so many observations a second come at that hour of the city's day. */
export function paceFor(simulation: Simulation, at: EpochMs, perSecond: number): Pace {
	let rows = 0;
	// What was before: journeys that are driven ahead would not know what is yet to happen.
	for (let second = COUNTED - 1; second >= 0; second--)
		for (const message of simulation.messages(at - second * 1000, 1, [])) rows += message.rows;
	const times = perSecond / (rows / COUNTED);
	return { times, step: Math.min(1, Math.max(SHORTEST, FASTEST / times)) };
}
