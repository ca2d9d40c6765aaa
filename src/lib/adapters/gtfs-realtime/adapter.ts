import bindings from 'gtfs-realtime-bindings';
import type { Adapter } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { Collector } from '../support/collector.ts';
import { alertEvent } from './alert-event.ts';
import { feedTime, type FeedTime } from './feed-time.ts';
import { recall } from './memory.ts';
import { Present } from './present.ts';
import { readFeed, type Entity } from './read-feed.ts';
import { laterRuns } from './trip-key.ts';
import { tripObservation } from './trip-observation.ts';
import { vehicleObservation } from './vehicle-observation.ts';

const { DIFFERENTIAL } = bindings.transit_realtime.FeedHeader.Incrementality;

/**
 * GTFS-Realtime 1.0 and 2.0. With `memory`, vehicles, trips and alerts that a full dataset no longer has are
 * said gone; a feed that could not be read whole, or is older than the one before, ends nothing.
 */
export const gtfsRealtime: Adapter = {
	id: 'gtfs-rt',
	ownLayers: true,
	about: 'GTFS-Realtime: vehicle positions, trip updates and service alerts (protocol buffers).',
	decode(bytes, receivedAt, options = {}) {
		const found = new Collector();
		for (const kind of ['trip-update', 'vehicle', 'alert']) found.count(kind, 0);
		const { header, entities, rejected, whole } = readFeed(bytes);
		for (const { place, reason } of rejected) found.reject(place, reason);
		if (!header && entities.length === 0) return found.decoded(options.memory);
		const time = feedTime(header?.timestamp, { at: receivedAt }, receivedAt);
		if (time.quality !== undefined)
			found.reject('header', 'the time of the feed is ahead of ours; our time of receipt is used instead');
		const before = recall(options.memory);
		const present = new Present(before);
		const differential = header?.incrementality === DIFFERENTIAL;
		const deleted = new Set<string>();
		const later = laterRuns(entities);
		if (later.size > 0) found.count('later-day', later.size);
		for (const entity of entities) {
			if (later.has(entity)) continue;
			if (entity.isDeleted && differential) deleted.add(entity.id);
			else takeEntity(found, present, entity, time, receivedAt);
		}
		if (deleted.size > 0) found.count('deleted', deleted.size);
		const late = time.at < before.at;
		if (late) found.reject('header', 'the feed is older than the one before it; it ends nothing');
		const complete = whole && !late && !differential;
		const ends = complete ? present.endMissing(time.at) : present.keep(deleted, time.at);
		for (const row of ends) found.add(row, row.kind === 'event' ? `alert ${row.id}` : `entity ${row.entity}`);
		return found.decoded(present.memory(time.at));
	}
};

function takeEntity(
	found: Collector,
	present: Present,
	entity: Entity,
	time: FeedTime,
	receivedAt: EpochMs
): void {
	const place = `entity ${entity.id}`;
	if (entity.isDeleted) return found.reject(place, 'it is marked deleted, but the feed is a full dataset');
	if (!entity.tripUpdate && !entity.vehicle && !entity.alert)
		return found.reject(place, 'it says neither trip update, vehicle nor alert');
	if (entity.tripUpdate) {
		found.count('trip-update');
		const row = tripObservation(entity, time, receivedAt);
		if (found.add(row, place)) present.saw(entity.id, row);
	}
	if (entity.vehicle) {
		found.count('vehicle');
		const row = vehicleObservation(entity, time, receivedAt);
		if (found.add(row, place)) present.saw(entity.id, row);
	}
	if (entity.alert) {
		found.count('alert');
		const event = present.sawAlert(alertEvent(entity, time.at));
		found.add(event, place);
	}
}
