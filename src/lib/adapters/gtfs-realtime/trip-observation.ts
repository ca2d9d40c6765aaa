import bindings from 'gtfs-realtime-bindings';
import type { Observation } from '#lib/model/observation.ts';
import type { EpochMs, Seconds } from '#lib/model/units.ts';
import { feedTime, type FeedTime } from './feed-time.ts';
import { epochMs, own } from './proto-values.ts';
import type { Entity } from './read-feed.ts';
import { tripKey } from './trip-key.ts';

type TripUpdate = bindings.transit_realtime.ITripUpdate;
type StopTime = bindings.transit_realtime.TripUpdate.IStopTimeUpdate;
const { ScheduleRelationship } = bindings.transit_realtime.TripDescriptor;
const StopRelationship = bindings.transit_realtime.TripUpdate.StopTimeUpdate.ScheduleRelationship;

/** A trip update as one row: how late the trip will be at its next stop, when the feed says a delay. */
export function tripObservation(entity: Entity, feedAt: FeedTime, receivedAt: EpochMs): Observation {
	const update = entity.tripUpdate!; // asked by the caller
	const time = feedTime(update.timestamp, feedAt, receivedAt);
	const delay = nextDelay(update, time.at);
	return {
		kind: 'observation',
		layer: 'trips',
		entity: tripKey(update.trip) ?? entity.id,
		...time,
		status: statusOf(update),
		...(delay === undefined ? {} : { values: { delay }, units: { delay: 's' } }),
		...(update.trip?.routeId ? { title: update.trip.routeId } : {})
	};
}

function statusOf({ trip }: TripUpdate): string {
	switch (trip?.scheduleRelationship) {
		case ScheduleRelationship.CANCELED:
		case ScheduleRelationship.DELETED:
			return 'cancelled';
		case ScheduleRelationship.ADDED:
		case ScheduleRelationship.NEW:
			return 'added';
		case ScheduleRelationship.UNSCHEDULED:
			return 'unscheduled';
		default:
			return 'scheduled';
	}
}

/** The first stop not yet passed that says a delay; else what the feed says of the whole trip. */
function nextDelay(update: TripUpdate, at: EpochMs): Seconds | undefined {
	for (const stop of update.stopTimeUpdate ?? []) {
		if (stop.scheduleRelationship === StopRelationship.SKIPPED) continue;
		const left = epochMs(stop.departure?.time) ?? epochMs(stop.arrival?.time);
		const delay = left !== undefined && left < at ? undefined : delayOf(stop);
		if (delay !== undefined) return delay;
	}
	return own(update, 'delay') ? update.delay! : undefined;
}

function delayOf({ arrival, departure }: StopTime): Seconds | undefined {
	if (arrival && own(arrival, 'delay')) return arrival.delay!;
	return departure && own(departure, 'delay') ? departure.delay! : undefined;
}
