import type { Prediction, RealtimeFeed, TripUpdateRow } from '#lib/adapters/gtfs-realtime/decode.ts';
import { dayNumber, weekdayOf, type CityZone } from './city-zone.ts';
import type { Timetable } from './timetable.ts';
import type { TripTimes } from './trip-position.ts';

/** What recorded trip updates say about a timetable of perhaps another year. */
export interface RealtimeCorrections {
	/** Trip updates read; each is matched or unmatched. */
	readonly updates: number;
	readonly matched: number;
	readonly unmatched: number;
	/** Corrected times by trip row. */
	readonly times: ReadonlyMap<number, TripTimes>;
	readonly cancelled: ReadonlySet<number>;
}

/** A prediction further from the timetable is of another train, not a delay. */
const MAX_DELAY = 2 * 3600;
/** A late train makes up time, but no run takes less than this part of its scheduled time. */
const FASTEST_RUN = 0.6;

/**
 * Matches updates with trips that run on the same weekday: by the whole id, else by New York's rule (the
 * id after the first `_`: origin time in 1/100 minutes, route, direction, path), where the feed may give only
 * its beginning; of several the one that serves most of the predicted stops. A delay holds from its stop
 * to the next prediction, the first one also before it. Later feeds win.
 */
export function matchRealtime(
	timetable: Timetable,
	zone: CityZone,
	feeds: readonly RealtimeFeed[]
): RealtimeCorrections {
	const find = tripFinder(timetable);
	const times = new Map<number, TripTimes>();
	const cancelled = new Set<number>();
	let updates = 0;
	let matched = 0;
	for (const feed of [...feeds].sort((a, b) => a.at - b.at))
		for (const update of feed.rows) {
			if (update.kind !== 'trip-update') continue;
			updates++;
			const day = serviceDay(update, zone);
			const trip = find(update, weekdayOf(day));
			if (trip === undefined) continue;
			matched++;
			if (update.cancelled) cancelled.add(trip);
			const corrected = correctedTimes(timetable, trip, update, zone.serviceDayStart(day));
			if (corrected) times.set(trip, corrected);
		}
	return { updates, matched, unmatched: updates - matched, times, cancelled };
}

const serviceDay = (update: TripUpdateRow, zone: CityZone) =>
	update.trip.startDate ? dayNumber(update.trip.startDate) : Math.floor(zone.toLocal(update.at) / 86_400_000);

/** The trip an update means on a weekday, if any. */
function tripFinder(timetable: Timetable): (update: TripUpdateRow, weekday: number) => number | undefined {
	const { trips, stopTimes, stops } = timetable;
	const byId = new Map<string, number>();
	const suffixes: { readonly suffix: string; readonly trip: number }[] = [];
	for (let trip = 0; trip < trips.count; trip++) {
		const id = trips.id(trip);
		byId.set(id, trip);
		const suffix = /_(\d{6}_.+)$/.exec(id)?.[1];
		if (suffix) suffixes.push({ suffix, trip });
	}
	suffixes.sort((a, b) => (a.suffix < b.suffix ? -1 : a.suffix > b.suffix ? 1 : a.trip - b.trip));

	const served = (trip: number, update: TripUpdateRow) => {
		const ids = new Set<string>();
		const first = trips.first[trip]!;
		for (let i = 0; i < trips.stops[trip]!; i++) ids.add(stops.id(stopTimes.stop[first + i]!));
		return update.stops.filter(({ stopId }) => stopId !== undefined && ids.has(stopId)).length;
	};

	return (update, weekday) => {
		const { tripId } = update.trip;
		const whole = byId.get(tripId);
		if (whole !== undefined) return whole;
		if (!/^\d{6}_/.test(tripId)) return undefined;
		let low = 0;
		for (let high = suffixes.length; low < high;) {
			const middle = (low + high) >> 1;
			if (suffixes[middle]!.suffix < tripId) low = middle + 1;
			else high = middle;
		}
		let best: { trip: number; score: number } | undefined;
		for (let i = low; suffixes[i]?.suffix.startsWith(tripId); i++) {
			const { trip, suffix } = suffixes[i]!;
			if (!timetable.runsOnWeekday(trips.service[trip]!, weekday)) continue;
			const score = (suffix === tripId ? 1000 : 0) + served(trip, update);
			if (!best || score > best.score) best = { trip, score };
		}
		return best?.trip;
	};
}

/** Times with the delays of the predicted stops, never running backwards; undefined without a usable prediction. */
function correctedTimes(
	{ trips, stopTimes, stops }: Timetable,
	trip: number,
	update: TripUpdateRow,
	dayStart: number
): TripTimes | undefined {
	const first = trips.first[trip]!;
	const count = trips.stops[trip]!;
	const delays = new Float64Array(count).fill(NaN);
	const delayOf = (prediction: Prediction | undefined, scheduled: number) => {
		const delay =
			prediction?.delay ??
			(prediction?.at === undefined ? NaN : (prediction.at - dayStart) / 1000 - scheduled);
		return Math.abs(delay) <= MAX_DELAY ? delay : NaN;
	};
	let from = 0;
	for (const stop of update.stops) {
		for (let i = from; i < count; i++) {
			const row = first + i;
			const same =
				stop.stopId !== undefined ? stops.id(stopTimes.stop[row]!) === stop.stopId : stop.sequence === i + 1;
			if (!same) continue;
			const arrival = delayOf(stop.arrival, stopTimes.arrival[row]!);
			delays[i] = Number.isNaN(arrival) ? delayOf(stop.departure, stopTimes.departure[row]!) : arrival;
			from = i + 1;
			break;
		}
	}
	let delay = delays.find((value) => !Number.isNaN(value));
	if (delay === undefined) return undefined;
	const arrivals = new Float64Array(count);
	const departures = new Float64Array(count);
	let latest = -Infinity;
	for (let i = 0; i < count; i++) {
		if (!Number.isNaN(delays[i])) delay = delays[i]!;
		const run = i > 0 ? stopTimes.arrival[first + i]! - stopTimes.departure[first + i - 1]! : 0;
		latest = arrivals[i] = Math.max(latest + FASTEST_RUN * run, stopTimes.arrival[first + i]! + delay);
		latest = departures[i] = Math.max(latest, stopTimes.departure[first + i]! + delay);
	}
	return { arrival: (i) => arrivals[i]!, departure: (i) => departures[i]!, realtime: true };
}
