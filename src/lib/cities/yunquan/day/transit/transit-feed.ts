import bindings from 'gtfs-realtime-bindings';
import { NOBODY } from '#lib/model/observation.ts';
import type { Seconds } from '#lib/model/units.ts';
import type { Line } from '../../transit/line.ts';
import { unit } from '../../geometry/dice.ts';
import { demandAt } from '../demand.ts';
import { jsonMessages, TENANT } from '../json-rows.ts';
import { isDue } from '../turns.ts';
import type { DayMessage, Feed, World } from '../world.ts';
import { outageAlert } from './outage-alert.ts';
import { tripsOfLines, type RunningTrip, type TripsOfLines } from './running-trips.ts';
import type { OnRun } from './trip-run.ts';

const { FeedMessage, FeedHeader, TripDescriptor, VehiclePosition } = bindings.transit_realtime;
type Entity = bindings.transit_realtime.IFeedEntity;

/** Seconds of the interval after which the whole feed is sent: not together with everything else. */
const TURN = 0.37;
/** Stops ahead that a trip update tells: the whole feed must fit into one packet of a large city too. */
const STOPS_TOLD = 6;

/**
 * Lines by their timetable as GTFS-Realtime: one full dataset with vehicle positions, trip updates and alerts. What
 * the adapter makes of it are the layers `{layer}-vehicles`, `{layer}-trips` and `{layer}-alerts`.
 */
export function transitFeed(
	layer: 'metro' | 'bus',
	lines: readonly Line[],
	seed: number,
	every: Seconds
): Feed {
	const trips = tripsOfLines(lines, seed);
	return {
		layer,
		every,
		layers: [
			{ id: `${layer}-vehicles`, interval: every, moves: true },
			{ id: `${layer}-trips`, interval: every, metrics: [{ name: 'delay', unit: 's' }] },
			{ id: `${layer}-alerts`, cls: 'event', interval: every }
		],
		*messages(world, step) {
			if (lines.length === 0 || !isDue(TURN, every, world.at, step)) return;
			const said = dataset(layer, trips, world);
			yield said;
			// Who hears the feed for the first time at night cannot know what is not in it.
			if (said.rows === 0)
				for (const kind of ['vehicles', 'trips'])
					yield* jsonMessages(`${layer}-${kind}`, [{ id: NOBODY, at: world.at, gone: true }]);
		}
	};
}

function dataset(layer: string, trips: TripsOfLines, world: World): DayMessage {
	const running = trips.running(world);
	const entity = running.flatMap((trip) => entitiesOf(trip, world));
	const alert = trips.fragile && outageAlert(trips.fragile, world);
	if (alert) entity.push(alert);
	return {
		topic: `city/${TENANT}/${layer}/as/gtfs-rt`,
		payload: FeedMessage.encode({
			header: {
				gtfsRealtimeVersion: '2.0',
				incrementality: FeedHeader.Incrementality.FULL_DATASET,
				timestamp: Math.floor(world.at / 1000)
			},
			entity
		}).finish(),
		rows: entity.length
	};
}

function entitiesOf(trip: RunningTrip, world: World): Entity[] {
	const { id, way, date, run } = trip;
	const reference = {
		tripId: id,
		routeId: way.line.id,
		directionId: way.direction,
		startDate: date
	};
	const timestamp = Math.floor(world.at / 1000);
	if (!run) {
		const over = world.at > trip.starts + way.lasts * 1000;
		const scheduleRelationship = TripDescriptor.ScheduleRelationship.CANCELED;
		return over
			? []
			: [
					{
						id: `trip ${id} ${date}`,
						tripUpdate: { trip: { ...reference, scheduleRelationship }, timestamp }
					}
				];
	}
	const on = run.at(world);
	if (!on) return [];
	const stopTimeUpdate = run.times(world).flatMap(({ arrival, departure, delay, leavesLate }, k) => {
		if (k < on.next || k >= on.next + STOPS_TOLD) return [];
		const stop = { stopSequence: k + 1, stopId: way.stops[k]!.stop.id };
		const leaves = { time: Math.round(departure / 1000), delay: leavesLate };
		// Where it stands, only its leaving is to come.
		return k === on.next && on.standing
			? [{ ...stop, departure: leaves }]
			: [{ ...stop, arrival: { time: Math.round(arrival / 1000), delay }, departure: leaves }];
	});
	const trips = { trip: reference, timestamp, stopTimeUpdate };
	return [
		{ id: `vehicle ${id} ${date}`, vehicle: vehicleOf(trip, on, world, reference, timestamp) },
		{ id: `trip ${id} ${date}`, tripUpdate: trips }
	];
}

function vehicleOf(
	{ id, way }: RunningTrip,
	{ metres, speed, next, standing }: OnRun,
	world: World,
	trip: bindings.transit_realtime.ITripDescriptor,
	timestamp: number
): bindings.transit_realtime.IVehiclePosition {
	const { position, heading } = way.at(metres);
	const { STOPPED_AT, IN_TRANSIT_TO } = VehiclePosition.VehicleStopStatus;
	return {
		trip,
		vehicle: { id, label: way.line.name.zh },
		position: { longitude: position[0], latitude: position[1], bearing: heading, speed },
		currentStopSequence: next + 1,
		stopId: way.stops[next]!.stop.id,
		currentStatus: standing ? STOPPED_AT : IN_TRANSIT_TO,
		timestamp,
		occupancyPercentage: fullnessOf(way.line, next / way.stops.length, world, id)
	};
}

/** Per cent of the places that are taken: fullest in the middle of the way and of the rush hour. */
function fullnessOf({ mode }: Line, along: number, world: World, id: string): number {
	const own = 0.7 + 0.6 * unit(world.seed + 432, id.length, Number(id.split('-')[1]));
	const middle = 0.35 + 2.6 * along * (1 - along);
	return Math.min(130, Math.round((mode === 'metro' ? 112 : 92) * demandAt(world) * middle * own));
}
