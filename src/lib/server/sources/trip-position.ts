import { QUALITY, VEHICLE_STATUS } from '#lib/model/wire/fields.ts';
import { bearingBetween, metresBetween } from './geodesy.ts';
import type { SampleRows } from './replay-source.ts';
import type { Timetable } from './timetable.ts';

/** Times of one trip's stops, seconds of its service day, index 0 = first stop. */
export interface TripTimes {
	readonly arrival: (stop: number) => number;
	readonly departure: (stop: number) => number;
	/** Times come from a realtime feed, not from the timetable alone. */
	readonly realtime: boolean;
}

/** The stop last reached at `seconds` (0 … stops − 1), by halving. */
export function lastStopReached(times: TripTimes, stops: number, seconds: number): number {
	let low = 0;
	let high = stops - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (times.arrival(middle) <= seconds) low = middle;
		else high = middle - 1;
	}
	return low;
}

/**
 * Adds where the trip is: standing at a stop between arrival and departure, else at even speed along
 * its shape between two stops (no braking: a timetable does not know it); straight without a shape.
 */
export function addTripPosition(
	timetable: Timetable,
	trip: number,
	times: TripTimes,
	seconds: number,
	rows: SampleRows
): void {
	const { trips, stopTimes, stops } = timetable;
	const count = trips.stops[trip]!;
	const first = trips.first[trip]!;
	const reached = lastStopReached(times, count, seconds);
	const moving = reached + 1 < count && seconds > times.departure(reached);
	const next = Math.min(reached + 1, count - 1);
	const [from, to] = [times.departure(reached), times.arrival(next)];
	const part = moving && to > from ? (seconds - from) / (to - from) : 0;
	const distFrom = stopTimes.dist[first + reached]!;
	const along = stopTimes.dist[first + next]! - distFrom;
	const quality = times.realtime ? 0 : QUALITY.estimated;
	const status = moving ? VEHICLE_STATUS.moving : VEHICLE_STATUS.stopped;

	const shape = trips.shape[trip]!;
	if (shape >= 0 && timetable.shapes.count[shape]! > 1) {
		const speed = moving && to > from ? Math.max(0, along) / (to - from) : 0;
		addOnShape(timetable, shape, distFrom + part * along, (lng, lat, heading) =>
			rows.add(trip, lng, lat, speed, heading, status, quality)
		);
		return;
	}
	const [a, b] = [stopTimes.stop[first + reached]!, stopTimes.stop[first + next]!];
	const [lng0, lat0, lng1, lat1] = [stops.lng[a]!, stops.lat[a]!, stops.lng[b]!, stops.lat[b]!];
	const speed = moving && to > from ? metresBetween(lng0, lat0, lng1, lat1) / (to - from) : 0;
	const heading = bearingBetween(lng0, lat0, lng1, lat1);
	rows.add(trip, lng0 + part * (lng1 - lng0), lat0 + part * (lat1 - lat0), speed, heading, status, quality);
}

/** Position and direction at a distance along a shape. */
function addOnShape(
	{ shapes, shapePoints }: Timetable,
	shape: number,
	dist: number,
	add: (lng: number, lat: number, heading: number) => void
): void {
	const { lng, lat, dist: at } = shapePoints;
	let low = shapes.first[shape]!;
	let high = low + shapes.count[shape]! - 1;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (at[middle]! <= dist) low = middle;
		else high = middle;
	}
	const length = at[high]! - at[low]!;
	const part = length > 0 ? Math.min(1, Math.max(0, (dist - at[low]!) / length)) : 0;
	add(
		lng[low]! + part * (lng[high]! - lng[low]!),
		lat[low]! + part * (lat[high]! - lat[low]!),
		bearingBetween(lng[low]!, lat[low]!, lng[high]!, lat[high]!)
	);
}
