import bindings from 'gtfs-realtime-bindings';
import { AppError } from '#lib/model/errors.ts';
import type { Degrees, EpochMs, MetresPerSecond } from '#lib/model/units.ts';
import { epochMs, own } from './proto-values.ts';

/** What names a trip in a feed. */
export interface TripReference {
	readonly tripId: string;
	readonly routeId?: string;
	/** Service day, `yyyymmdd`. */
	readonly startDate?: string;
	/** `HH:MM:SS` after the service day's start. */
	readonly startTime?: string;
}

export interface TripUpdateRow {
	readonly kind: 'trip-update';
	readonly entityId: string;
	readonly at: EpochMs;
	readonly trip: TripReference;
	readonly cancelled: boolean;
	/** Predictions in the feed's order; a time is absolute, a delay is seconds behind the timetable. */
	readonly stops: readonly StopPrediction[];
}

export interface StopPrediction {
	readonly stopId?: string;
	readonly sequence?: number;
	readonly arrival?: Prediction;
	readonly departure?: Prediction;
	readonly skipped: boolean;
}
export interface Prediction {
	readonly at?: EpochMs;
	/** Seconds. */
	readonly delay?: number;
}

export interface VehicleRow {
	readonly kind: 'vehicle';
	readonly entityId: string;
	/** When the vehicle measured it; the feed's own time when it does not say. */
	readonly at: EpochMs;
	readonly trip?: TripReference;
	readonly vehicleId?: string;
	/** Absent in feeds that only say stops (New York's subway). */
	readonly position?: {
		readonly lng: Degrees;
		readonly lat: Degrees;
		readonly heading?: Degrees;
		readonly speed?: MetresPerSecond;
	};
	readonly stopId?: string;
	readonly status: 'incoming' | 'stopped' | 'moving';
}

export interface AlertRow {
	readonly kind: 'alert';
	readonly entityId: string;
	readonly at: EpochMs;
	readonly header: string;
	readonly routes: readonly string[];
	readonly stops: readonly string[];
	readonly trips: readonly TripReference[];
}

export type RealtimeRow = TripUpdateRow | VehicleRow | AlertRow;
export interface Rejected {
	readonly entityId: string;
	readonly reason: string;
}
export interface RealtimeFeed {
	/** The feed's own time. */
	readonly at: EpochMs;
	readonly rows: readonly RealtimeRow[];
	readonly rejected: readonly Rejected[];
}

const { FeedMessage, VehiclePosition, TripDescriptor, TripUpdate } = bindings.transit_realtime;
type Entity = bindings.transit_realtime.IFeedEntity;

/**
 * GTFS-Realtime bytes (protocol buffers, versions 1.0 and 2.0) as rows. One bad entity joins `rejected`;
 * bytes that are no feed at all throw INPUT_UNREADABLE. Extensions (NYCT) are skipped by the format.
 */
export function decode(bytes: Uint8Array, receivedAt: EpochMs): RealtimeFeed {
	const feed = readFeed(bytes);
	const at = epochMs(feed.header.timestamp) ?? receivedAt;
	const rows: RealtimeRow[] = [];
	const rejected: Rejected[] = [];
	for (const entity of feed.entity) {
		const found = rows.length;
		const reject = (reason: string) => rejected.push({ entityId: entity.id, reason });
		if (entity.isDeleted) {
			reject('deleted entity in a full dataset');
			continue;
		}
		if (entity.tripUpdate) take(tripUpdate(entity, at), rows, reject);
		if (entity.vehicle) take(vehicle(entity, at), rows, reject);
		if (entity.alert) rows.push(alert(entity, at));
		if (rows.length === found && !entity.tripUpdate && !entity.vehicle)
			reject('neither trip update, vehicle nor alert');
	}
	return { at, rows, rejected };
}

function readFeed(bytes: Uint8Array) {
	try {
		return FeedMessage.decode(bytes);
	} catch (cause) {
		throw new AppError(
			'INPUT_UNREADABLE',
			{ message: 'Not a GTFS-Realtime feed: its protocol buffers cannot be read.', bytes: bytes.length },
			{ cause }
		);
	}
}

function take(row: RealtimeRow | string, rows: RealtimeRow[], reject: (reason: string) => void) {
	if (typeof row === 'string') reject(row);
	else rows.push(row);
}

function tripUpdate(entity: Entity, feedAt: EpochMs): TripUpdateRow | string {
	const update = entity.tripUpdate!; // asked by the caller
	const trip = reference(update.trip);
	if (!trip) return 'trip update without trip id';
	return {
		kind: 'trip-update',
		entityId: entity.id,
		at: epochMs(update.timestamp) ?? feedAt,
		trip,
		cancelled: update.trip.scheduleRelationship === TripDescriptor.ScheduleRelationship.CANCELED,
		stops: (update.stopTimeUpdate ?? []).map((stop) => {
			const arrival = prediction(stop.arrival);
			const departure = prediction(stop.departure);
			return {
				...(stop.stopId ? { stopId: stop.stopId } : {}),
				...(own(stop, 'stopSequence') ? { sequence: stop.stopSequence! } : {}),
				...(arrival ? { arrival } : {}),
				...(departure ? { departure } : {}),
				skipped: stop.scheduleRelationship === TripUpdate.StopTimeUpdate.ScheduleRelationship.SKIPPED
			};
		})
	};
}

function prediction(event: bindings.transit_realtime.TripUpdate.IStopTimeEvent | null | undefined) {
	if (!event) return undefined;
	const at = epochMs(event.time);
	const delay = own(event, 'delay') ? event.delay! : undefined;
	if (at === undefined && delay === undefined) return undefined;
	return { ...(at === undefined ? {} : { at }), ...(delay === undefined ? {} : { delay }) };
}

function vehicle(entity: Entity, feedAt: EpochMs): VehicleRow | string {
	const found = entity.vehicle!; // asked by the caller
	const trip = reference(found.trip);
	const { position } = found;
	if (!trip && !found.vehicle?.id && !entity.id) return 'vehicle without any id';
	if (!position && !found.stopId) return 'vehicle without position and stop';
	if (position && !(Math.abs(position.longitude) <= 180 && Math.abs(position.latitude) <= 90))
		return `position ${position.longitude}, ${position.latitude} out of range`;
	const Status = VehiclePosition.VehicleStopStatus;
	const status =
		found.currentStatus === Status.INCOMING_AT
			? 'incoming'
			: found.currentStatus === Status.STOPPED_AT
				? 'stopped'
				: 'moving';
	return {
		kind: 'vehicle',
		entityId: entity.id,
		at: epochMs(found.timestamp) ?? feedAt,
		...(trip ? { trip } : {}),
		...(found.vehicle?.id ? { vehicleId: found.vehicle.id } : {}),
		...(position
			? {
					position: {
						lng: position.longitude,
						lat: position.latitude,
						...(own(position, 'bearing') ? { heading: position.bearing! } : {}),
						...(own(position, 'speed') ? { speed: position.speed! } : {})
					}
				}
			: {}),
		...(found.stopId ? { stopId: found.stopId } : {}),
		status
	};
}

function alert(entity: Entity, at: EpochMs): AlertRow {
	const { headerText, informedEntity } = entity.alert!; // asked by the caller
	const informed = informedEntity ?? [];
	const texts = headerText?.translation ?? [];
	return {
		kind: 'alert',
		entityId: entity.id,
		at,
		header: (texts.find((text) => !text.language || text.language === 'en') ?? texts[0])?.text ?? '',
		routes: informed.flatMap((one) => (one.routeId ? [one.routeId] : [])),
		stops: informed.flatMap((one) => (one.stopId ? [one.stopId] : [])),
		trips: informed.flatMap((one) => reference(one.trip) ?? [])
	};
}

function reference(
	trip: bindings.transit_realtime.ITripDescriptor | null | undefined
): TripReference | undefined {
	if (!trip?.tripId) return undefined;
	return {
		tripId: trip.tripId,
		...(trip.routeId ? { routeId: trip.routeId } : {}),
		...(trip.startDate ? { startDate: trip.startDate } : {}),
		...(trip.startTime ? { startTime: trip.startTime } : {})
	};
}
