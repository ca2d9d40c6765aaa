import type { TransitPart } from '#lib/model/scenario/city-parts.ts';
import type { Seconds } from '#lib/model/units.ts';

/** Rides from one stop to the next, in columns, the last to leave first. Seconds after midnight of the service day. */
export interface Connections {
	readonly trip: Uint32Array;
	readonly fromStop: Uint32Array;
	readonly departure: Int32Array;
	readonly toStop: Uint32Array;
	readonly arrival: Int32Array;
}

/** Rides that leave no earlier than `from` and arrive no later than `until`. */
export function connectionsBetween(
	{ trips, calls }: Pick<TransitPart, 'trips' | 'calls'>,
	from: Seconds,
	until: Seconds
): Connections {
	const rides: { readonly trip: number; readonly call: number }[] = [];
	for (let trip = 0; trip < trips.route.length; trip++)
		for (let call = trips.starts[trip]!; call < trips.starts[trip + 1]! - 1; call++)
			if (calls.departure[call]! >= from && calls.arrival[call + 1]! <= until) rides.push({ trip, call });
	// Of one trip the later call comes first even when both leave at the same second.
	rides.sort((a, b) => calls.departure[b.call]! - calls.departure[a.call]! || b.call - a.call);
	return {
		trip: Uint32Array.from(rides, ({ trip }) => trip),
		fromStop: Uint32Array.from(rides, ({ call }) => calls.stop[call]!),
		departure: Int32Array.from(rides, ({ call }) => calls.departure[call]!),
		toStop: Uint32Array.from(rides, ({ call }) => calls.stop[call + 1]!),
		arrival: Int32Array.from(rides, ({ call }) => calls.arrival[call + 1]!)
	};
}
