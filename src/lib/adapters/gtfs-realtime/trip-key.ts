import type bindings from 'gtfs-realtime-bindings';
import type { Entity } from './read-feed.ts';

/**
 * What a trip is called: its id, and its start time where one id runs often. The same trip of every day is one thing, so
 * that a city does not come to know more of them each day; `laterRuns` are those that would be there twice.
 */
export function tripKey(
	trip: bindings.transit_realtime.ITripDescriptor | null | undefined
): string | undefined {
	if (!trip?.tripId) return undefined;
	return [trip.tripId, trip.startTime].filter(Boolean).join('@');
}

/** Of a feed that has one trip of two days the entities of the later day: it follows when the earlier one has ended. */
export function laterRuns(entities: readonly Entity[]): ReadonlySet<Entity> {
	const earliest = new Map<string, string>();
	const runs = entities.flatMap((entity) => {
		const { row, trip } = tripOf(entity);
		const key = tripKey(trip);
		return key !== undefined && trip?.startDate
			? [{ entity, of: `${row} ${key}`, date: trip.startDate }]
			: [];
	});
	for (const { of, date } of runs) {
		const known = earliest.get(of);
		if (known === undefined || date < known) earliest.set(of, date);
	}
	return new Set(runs.filter(({ of, date }) => date !== earliest.get(of)).map(({ entity }) => entity));
}

/** The trip that gives a row its name. */
function tripOf({ tripUpdate, vehicle }: Entity) {
	if (tripUpdate) return { row: 'trip', trip: tripUpdate.trip };
	return { row: 'vehicle', trip: vehicle?.vehicle?.id ? undefined : vehicle?.trip };
}
