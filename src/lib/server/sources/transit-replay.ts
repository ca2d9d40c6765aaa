import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '#lib/adapters/gtfs-realtime/decode.ts';
import type { DatasetOf } from '#lib/model/city.ts';
import { DAY_MS } from './city-zone.ts';
import { matchRealtime } from './realtime-corrections.ts';
import { SampleRows, type EntityFacts, type ReplaySource } from './replay-source.ts';
import { RunningSet } from './running-set.ts';
import { ShiftedClock } from './shifted-clock.ts';
import { readTimetable } from './timetable.ts';
import { addTripPosition, lastStopReached, type TripTimes } from './trip-position.ts';

interface ServiceDay {
	readonly startsAt: number;
	readonly running: RunningSet;
}

/** Trains by timetable on a shifted clock, corrected by the dataset's GTFS-Realtime captures. */
export function openTransitReplay(
	packDir: string,
	city: string,
	dataset: DatasetOf<'transit'>
): ReplaySource {
	const timetable = readTimetable(join(packDir, dataset.file));
	const { trips, stopTimes, stops, routes } = timetable;
	const clock = new ShiftedClock(dataset.timezone, dataset.service);
	const realtime = matchRealtime(
		timetable,
		clock.zone,
		dataset.realtime.map(({ file, at }) => decode(readFileSync(join(packDir, file)), at))
	);

	const timesOf = (trip: number): TripTimes => {
		const known = realtime.times.get(trip);
		if (known) return known;
		const first = trips.first[trip]!;
		return {
			arrival: (stop) => stopTimes.arrival[first + stop]!,
			departure: (stop) => stopTimes.departure[first + stop]!,
			realtime: false
		};
	};

	const openDay = (day: number): ServiceDay => {
		const services = timetable.servicesOn(day);
		const items: number[] = [];
		for (let trip = 0; trip < trips.count; trip++)
			if (services.has(trips.service[trip]!) && trips.stops[trip]! > 1 && !realtime.cancelled.has(trip))
				items.push(trip);
		const start = (trip: number) => timesOf(trip).departure(0);
		const end = (trip: number) => timesOf(trip).arrival(trips.stops[trip]! - 1);
		return { startsAt: clock.zone.serviceDayStart(day), running: new RunningSet(items, start, end) };
	};

	const open = (): ReplaySource => {
		const rows = new SampleRows();
		const days = new Map<number, ServiceDay>();
		let corrected = 0;

		/** The service days of which trips may run: yesterday's go on after midnight. */
		const daysAt = (dataAt: number): readonly ServiceDay[] => {
			const today = Math.floor(clock.zone.toLocal(dataAt) / DAY_MS);
			for (const day of days.keys()) if (day !== today && day !== today - 1) days.delete(day);
			return [today - 1, today].map((day) => {
				const open = days.get(day) ?? openDay(day);
				days.set(day, open);
				return open;
			});
		};

		return {
			layer: dataset.id,
			capacity: trips.count,
			attribution: dataset.attribution ?? '',
			sample(at) {
				const dataAt = clock.dataAt(at);
				rows.clear();
				corrected = 0;
				for (const { startsAt, running } of daysAt(dataAt)) {
					const seconds = (dataAt - startsAt) / 1000;
					for (const trip of running.at(seconds)) {
						const times = timesOf(trip);
						if (times.realtime) corrected++;
						addTripPosition(timetable, trip, times, seconds, rows);
					}
				}
				return rows;
			},
			entity(trip) {
				const route = trips.route[trip]!;
				const colour = routes.colour(route);
				const name = routes.shortName(route) || routes.longName(route);
				const headsign = trips.headsign(trip);
				return {
					urn: `urn:ngsi-ld:Vehicle:${city}:${dataset.id}:${trips.id(trip)}`,
					title: headsign ? `${name} → ${headsign}` : name,
					...(colour ? { colour } : {})
				};
			},
			describe(trip, at): EntityFacts {
				const dataAt = clock.dataAt(at);
				const route = trips.route[trip]!;
				const facts = [
					{
						key: 'route',
						value: [routes.shortName(route), routes.longName(route)].filter(Boolean).join(' · ')
					},
					{ key: 'headsign', value: trips.headsign(trip) ?? '' },
					{ key: 'trip', value: trips.id(trip) }
				];
				const times = timesOf(trip);
				const count = trips.stops[trip]!;
				const day = daysAt(dataAt).find(({ startsAt }) => {
					const seconds = (dataAt - startsAt) / 1000;
					return seconds >= times.departure(0) && seconds <= times.arrival(count - 1);
				});
				if (day) {
					const seconds = (dataAt - day.startsAt) / 1000;
					const next = Math.min(lastStopReached(times, count, seconds) + 1, count - 1);
					const row = trips.first[trip]! + next;
					facts.push({ key: 'nextStop', value: stops.name(stopTimes.stop[row]!) });
					facts.push({
						key: 'nextStopIn',
						value: String(Math.max(0, Math.round(times.arrival(next) - seconds)))
					});
					if (times.realtime)
						facts.push({
							key: 'delay',
							value: String(Math.round(times.arrival(next) - stopTimes.arrival[row]!))
						});
				}
				facts.push({ key: 'basis', value: times.realtime ? 'realtime' : 'timetable' });
				return { facts: facts.filter(({ value }) => value !== ''), dataAt };
			},
			trueDateShift: (at) => clock.dataAt(at) - at,
			counts: () => ({
				running: rows.count,
				realtimeTrips: realtime.updates,
				realtimeMatched: realtime.matched,
				realtimeUnmatched: realtime.unmatched,
				realtimeCorrected: corrected
			}),
			fork: open
		};
	};
	return open();
}
