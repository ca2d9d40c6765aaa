import type { LngLat } from '#lib/model/geometry.ts';
import type { TransitPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import type { Metres, Seconds } from '#lib/model/units.ts';
import { Plane } from '../city/plane.ts';
import { impossible } from './impossible.ts';
import { placeOnWay, type PlaceOnWay } from './place-on-way.ts';
import { rowOf, tripsOf, withTrips, type Trip } from './transit-trips.ts';

type StopAdd = ScenarioEditOf<'stop-add'>;

/** Trips whose way becomes this much longer than that of the nearest trip still come by: the other side of a street. */
const COMES_BY: Metres = 200;

/**
 * Public transport with one stop more on a line. Every trip of the line that comes by there halts once, where its way of
 * straight lines becomes least longer; the time between two stops is shared by their distances. Trips that turn back
 * before, or run another way, stay as they are. Throws INPUT_INVALID naming a line that is not there, or that no trip of
 * the service day is of.
 */
export function addStop(part: TransitPart, edit: StopAdd, index: number): TransitPart {
	const route = rowOf(part, 'line', edit, index);
	const stop = part.stops.key.length;
	const stops: TransitPart['stops'] = {
		key: [...part.stops.key, `new-${index}`],
		name: [...part.stops.name, edit.name ?? ''],
		lng: Float64Array.from([...part.stops.lng, edit.at[0]]),
		lat: Float64Array.from([...part.stops.lat, edit.at[1]])
	};
	const trips = tripsOf(part);
	const places = placesOf(
		trips.filter((trip) => trip.route === route),
		stops,
		edit.at
	);
	if (places.size === 0)
		throw impossible(index, {
			en: `The edit ${index + 1} adds a stop to the line “${part.routes.name[route]}”, no trip of which runs on ${part.day}: choose another line.`,
			zh: `第 ${index + 1} 项改动给线路“${part.routes.name[route]}”加站，但该线路 ${part.day} 没有班次，请换一条线路。`
		});
	const nearest = Math.min(...[...places.values()].map(({ longer }) => longer));
	const after = trips.map((trip) => {
		const place = trip.route === route ? places.get(wayOf(trip)) : undefined;
		return place && place.longer <= nearest + COMES_BY
			? halting(trip, place.before, stop, stops, edit)
			: trip;
	});
	return withTrips({ ...part, stops }, after);
}

const wayOf = (trip: Trip): string => trip.stop.join();

/** Where the place comes into each way that trips take. */
function placesOf(trips: readonly Trip[], stops: TransitPart['stops'], at: LngLat): Map<string, PlaceOnWay> {
	const places = new Map<string, PlaceOnWay>();
	for (const trip of trips) {
		const way = wayOf(trip);
		if (places.has(way)) continue;
		const line = trip.stop.map((row): LngLat => [stops.lng[row]!, stops.lat[row]!]);
		places.set(way, placeOnWay(line, at));
	}
	return places;
}

/** A trip that also halts at a stop, before its call of that index. */
function halting(
	trip: Trip,
	before: number,
	stop: number,
	stops: TransitPart['stops'],
	{ dwell, slower }: StopAdd
): Trip {
	const plane = new Plane(stops.lat[stop]!);
	const between = (a: number, b: number): Metres =>
		plane.distance(stops.lng[a]!, stops.lat[a]!, stops.lng[b]!, stops.lat[b]!);
	const [previous, next] = [trip.stop[before - 1], trip.stop[before]];
	const to = previous === undefined ? 0 : between(previous, stop);
	const on = next === undefined ? 0 : between(stop, next);
	let arrives: Seconds;
	let later: Seconds = 0;
	if (previous === undefined)
		arrives = trip.arrival[0]! - dwell - slower - on * pace(trip, between); // later calls stay as they are
	else if (next === undefined) arrives = trip.departure[before - 1]! + slower + to * pace(trip, between);
	else {
		const leaves = trip.departure[before - 1]!;
		const driving = trip.arrival[before]! - leaves + slower;
		arrives = leaves + (to + on === 0 ? 0 : (driving * to) / (to + on));
		later = slower + dwell;
	}
	const shifted = (times: readonly Seconds[], here: Seconds): Seconds[] =>
		[...times.slice(0, before), here, ...times.slice(before).map((time) => time + later)].map(Math.round);
	return {
		route: trip.route,
		stop: trip.stop.toSpliced(before, 0, stop),
		arrival: shifted(trip.arrival, arrives),
		departure: shifted(trip.departure, arrives + dwell)
	};
}

/** Seconds a metre of a trip, its halts included; 0 where its stops all lie at one place. */
function pace({ stop, arrival, departure }: Trip, between: (a: number, b: number) => Metres): number {
	let metres = 0;
	for (let call = 1; call < stop.length; call++) metres += between(stop[call - 1]!, stop[call]!);
	return metres === 0 ? 0 : (arrival.at(-1)! - departure[0]!) / metres;
}
