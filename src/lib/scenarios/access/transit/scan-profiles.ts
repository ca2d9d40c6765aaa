import type { Seconds } from '#lib/model/units.ts';
import type { Connections } from './connections.ts';
import { Profile } from './profile.ts';

/** Walks between stops, by the stop that they lead to: those to stop n are from `starts[n]` to `starts[n + 1]`. */
export interface Changes {
	readonly starts: Int32Array;
	readonly from: Int32Array;
	/** The walk and the time that a change needs; above 0, so that one change does not lead back to itself. */
	readonly seconds: Float64Array;
}

export interface ProfileScan {
	readonly connections: Connections;
	readonly trips: number;
	readonly changes: Changes;
	/** By stop: walk from it to the aim; Infinity: too far. */
	readonly egress: Float64Array;
	/** Journeys that take longer from their first departure are of no use. */
	readonly horizon: Seconds;
}

/**
 * By stop, for every time at which it can be left, when one is at the aim: all of it in one pass over the rides, from the
 * last to the first (profile connection scan; Dibbelt, Pajor, Strasser and Wagner 2018, “Connection Scan Algorithm”).
 * A ride is followed by staying, by walking to the aim, or by one walk to another stop; changes are not counted.
 */
export function scanProfiles({ connections, trips, changes, egress, horizon }: ProfileScan): Profile[] {
	const boarding = Array.from(egress, () => new Profile());
	const alighting = Array.from(egress, () => new Profile());
	const staying = new Float64Array(trips).fill(Infinity);
	const { trip, fromStop, departure, toStop, arrival } = connections;
	for (let ride = 0; ride < trip.length; ride++) {
		const [from, to, leaves, arrives] = [fromStop[ride]!, toStop[ride]!, departure[ride]!, arrival[ride]!];
		const aim = Math.min(staying[trip[ride]!]!, arrives + egress[to]!, alighting[to]!.arrival(arrives));
		if (aim - leaves > horizon || aim === Infinity) continue;
		staying[trip[ride]!] = aim;
		if (!boarding[from]!.add(leaves, aim)) continue;
		for (let walk = changes.starts[from]!; walk < changes.starts[from + 1]!; walk++)
			alighting[changes.from[walk]!]!.add(leaves - changes.seconds[walk]!, aim);
	}
	return boarding;
}
