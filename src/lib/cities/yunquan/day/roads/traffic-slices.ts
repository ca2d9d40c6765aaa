import type { EpochMs } from '#lib/model/units.ts';
import type { World } from '../world.ts';
import type { Traffic, TrafficState } from './traffic.ts';

/** Drivers meet the traffic of the slice in which they enter a carriageway. */
const SLICE = 120_000;
/** Longer than any journey. */
const KEPT = 40;

/** Traffic by slices of time, kept while journeys may ask for it. The same instant gives the same slice. */
export function trafficSlices(traffic: Traffic): (world: World, at: EpochMs) => TrafficState {
	const kept = new Map<string, TrafficState>();
	return (world, at) => {
		const slice = Math.floor(at / SLICE) * SLICE;
		const then = world.worldAt(slice);
		const key = `${slice} ${then.incidents.map(({ name, since, strength }) => `${name} ${since} ${strength}`).join(' ')}`;
		let state = kept.get(key);
		if (!state) {
			state = traffic.stateAt(then);
			kept.set(key, state);
			if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
		}
		return state;
	};
}
