import type { Seconds } from '#lib/model/units.ts';
import { breathe } from '../../breathe.ts';
import type { Reached } from '../floating-catchment.ts';
import type { PointTimes } from '../point-times.ts';
import type { StreetNetwork } from '../street-network.ts';
import type { TravelSweep } from '../travel-sweep.ts';
import type { Changes } from './scan-profiles.ts';

/** What walks lead to stops: from points, and from other stops. */
export interface StopWalks {
	/** By stop: points that reach it, the nearest first, and the seconds they take. */
	readonly access: readonly Reached[];
	readonly changes: Changes;
}

export interface StopWalksInput {
	readonly network: StreetNetwork;
	readonly sweep: TravelSweep;
	readonly points: PointTimes;
	/** Place of the network by stop. */
	readonly places: readonly number[];
	/** Stops where anything halts: others need no walks. */
	readonly served: Uint8Array;
	/** Longest walk to a stop, or between two. */
	readonly longest: Seconds;
	/** What a change takes besides its walk. */
	readonly change: Seconds;
	readonly signal: AbortSignal;
}

/** One sweep a stop. */
export async function stopWalks(input: StopWalksInput): Promise<StopWalks> {
	const { network, sweep, points, places, served, longest, change, signal } = input;
	const access: Reached[] = [];
	const changes = {
		starts: new Int32Array(places.length + 1),
		from: [] as number[],
		seconds: [] as number[]
	};
	for (let stop = 0; stop < places.length; stop++) {
		await breathe(signal);
		const node = network.placeNode[places[stop]!]!;
		if (served[stop] === 0 || node < 0) access.push({ points: [], seconds: [] });
		else {
			sweep.run([{ node, seconds: network.placeSeconds[places[stop]!]! }], longest);
			access.push(nearestFirst(points.within(sweep, longest)));
			for (let other = 0; other < places.length; other++) {
				if (served[other] === 0) continue;
				const walk = other === stop ? 0 : secondsToPlace(network, sweep, places[other]!);
				if (walk > longest) continue;
				changes.from.push(other);
				changes.seconds.push(walk + change);
			}
		}
		changes.starts[stop + 1] = changes.from.length;
	}
	return {
		access,
		changes: {
			starts: changes.starts,
			from: Int32Array.from(changes.from),
			seconds: Float64Array.from(changes.seconds)
		}
	};
}

/** What the way from a place to the sources of a sweep takes. */
export function secondsToPlace(network: StreetNetwork, sweep: TravelSweep, place: number): Seconds {
	const node = network.placeNode[place]!;
	return node < 0 ? Infinity : sweep.seconds[node]! + network.placeSeconds[place]!;
}

function nearestFirst({ points, seconds }: Reached): Reached {
	const order = [...points.keys()].sort((a, b) => seconds[a]! - seconds[b]! || points[a]! - points[b]!);
	return { points: order.map((at) => points[at]!), seconds: order.map((at) => seconds[at]!) };
}
