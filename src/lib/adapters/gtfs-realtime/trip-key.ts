import type bindings from 'gtfs-realtime-bindings';

/** What tells a trip from the same trip of another day or run: its id, start date and start time, as far as said. */
export function tripKey(
	trip: bindings.transit_realtime.ITripDescriptor | null | undefined
): string | undefined {
	if (!trip?.tripId) return undefined;
	return [trip.tripId, trip.startDate, trip.startTime].filter(Boolean).join('@');
}
