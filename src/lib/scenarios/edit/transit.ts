import type { TransitPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit, ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import type { Seconds } from '#lib/model/units.ts';
import { Plane } from '../city/plane.ts';
import { addStop } from './add-stop.ts';
import { rowOf, tripsOf, withTrips, type Trip } from './transit-trips.ts';

type Line = ScenarioEditOf<'line-add'>;

/**
 * Public transport after edits. A new line is written out as trips both ways: its stops are its own, a walk away from
 * others, and the way between two is the straight line. What is removed keeps its row, without trips or calls. What an
 * added stop makes of a line, `addStop` says.
 * Throws INPUT_INVALID naming a line or stop that is not there.
 */
export function editTransit(part: TransitPart, edits: readonly ScenarioEdit[]): TransitPart {
	let after = part;
	edits.forEach((edit, index) => {
		if (edit.kind === 'line-add') after = addLine(after, edit, index);
		if (edit.kind === 'line-remove') after = removeLine(after, rowOf(after, 'line', edit, index));
		if (edit.kind === 'stop-add') after = addStop(after, edit, index);
		if (edit.kind === 'stop-remove') after = removeStop(after, rowOf(after, 'stop', edit, index));
	});
	return after;
}

function addLine(part: TransitPart, line: Line, index: number): TransitPart {
	const firstStop = part.stops.key.length;
	const route = part.routes.key.length;
	const rows = line.stops.map((_, stop) => firstStop + stop);
	const forward = secondsAlong(line);
	const whole = forward.at(-1)!;
	const backward = forward.map((seconds) => whole - seconds).reverse();
	const trips = departures(line).flatMap((at): Trip[] => [
		trip(route, rows, forward, at),
		trip(route, rows.toReversed(), backward, at)
	]);
	return withTrips(
		{
			...part,
			stops: {
				key: [...part.stops.key, ...rows.map((_, stop) => `new-${index}-${stop + 1}`)],
				name: [...part.stops.name, ...rows.map((_, stop) => `${line.name} ${stop + 1}`)],
				lng: Float64Array.from([...part.stops.lng, ...line.stops.map(([lng]) => lng)]),
				lat: Float64Array.from([...part.stops.lat, ...line.stops.map(([, lat]) => lat)])
			},
			routes: { key: [...part.routes.key, `new-${index}`], name: [...part.routes.name, line.name] }
		},
		[...tripsOf(part), ...trips]
	);
}

/** Seconds after the first stop at which each is reached. */
function secondsAlong({ stops, speed }: Line): Seconds[] {
	const plane = new Plane(stops[0]![1]);
	let metres = 0;
	return stops.map(([lng, lat], stop) => {
		const [lngBefore, latBefore] = stops[Math.max(0, stop - 1)]!;
		metres += plane.distance(lngBefore, latBefore, lng, lat);
		return Math.round((metres / speed) * 3.6);
	});
}

/** Seconds after midnight of each departure; a line that ends before it begins runs past midnight. */
function departures({ from, to, headway }: Line): Seconds[] {
	const last = (to < from ? to + 24 : to) * 3600;
	const count = Math.floor((last - from * 3600) / (headway * 60) + 1e-9) + 1;
	return Array.from({ length: count }, (_, trip) => Math.round(from * 3600 + trip * headway * 60));
}

function trip(route: number, stop: readonly number[], along: readonly Seconds[], at: Seconds): Trip {
	const times = along.map((seconds) => at + seconds);
	return { route, stop, arrival: times, departure: times };
}

function removeLine(part: TransitPart, route: number): TransitPart {
	return withTrips(
		part,
		tripsOf(part).filter((each) => each.route !== route)
	);
}

function removeStop(part: TransitPart, stop: number): TransitPart {
	const passing = tripsOf(part).map((each): Trip => {
		const halts = [...each.stop.keys()].filter((call) => each.stop[call] !== stop);
		if (halts.length === each.stop.length) return each;
		const kept = (values: readonly number[]) => halts.map((call) => values[call]!);
		return {
			route: each.route,
			stop: kept(each.stop),
			arrival: kept(each.arrival),
			departure: kept(each.departure)
		};
	});
	return withTrips(
		part,
		passing.filter((each) => each.stop.length > 1)
	);
}
