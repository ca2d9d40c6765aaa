import type { ImportContext, Stage } from '../import-context.ts';
import { GrowingFloat64, GrowingInt32 } from '../../bake/growing.ts';
import { gtfsSeconds, interpolateTimes } from './gtfs-time.ts';
import { rowReader, type GtfsZip } from './gtfs-zip.ts';
import { orderBy, type Shapes } from './read-shapes.ts';
import type { Stops } from './read-stops.ts';
import type { TripRows } from './read-trips.ts';
import { distancesAlong, stopsAlongShape } from './stops-along-shape.ts';

/** Stop times by trip and sequence, and for each kept trip its row and where its stop times are. */
export interface StopTimes {
	readonly stop: Uint32Array;
	readonly arrival: Int32Array;
	readonly departure: Int32Array;
	readonly dist: Float32Array;
	/** Rows of `TripRows` that are kept, with first and count into the arrays above. */
	readonly trips: readonly { readonly row: number; readonly first: number; readonly count: number }[];
}

/** A stop beside its shape by more than this is worth a note, metres. */
const BESIDE = 500;

export async function readStopTimes(
	{ tally, signal }: ImportContext,
	zip: GtfsZip,
	trips: TripRows,
	stops: Stops,
	shapes: Shapes,
	stage: Stage
): Promise<StopTimes> {
	const table = (await zip.open('stop_times'))!;
	const read = rowReader(
		`${zip.path}/stop_times.txt`,
		table,
		['trip_id', 'stop_id', 'stop_sequence', 'arrival_time', 'departure_time'],
		[]
	);
	const [trip, stop] = [new GrowingInt32(), new GrowingInt32()];
	const [sequence, arrival, departure] = [new GrowingFloat64(), new GrowingFloat64(), new GrowingFloat64()];
	let line = 1;
	let lastId = '';
	let lastTrip: number | undefined;
	for await (const batch of table.rows) {
		signal.throwIfAborted();
		for (const row of batch) {
			line++;
			const at = line;
			const id = read(row, 'trip_id');
			if (id !== lastId || lastTrip === undefined) [lastId, lastTrip] = [id, trips.index.get(id)];
			const stopAt = stops.index.get(read(row, 'stop_id'));
			const order = Number(read(row, 'stop_sequence') || NaN);
			if (lastTrip === undefined) {
				const reason = trips.rejected.has(id) ? 'its trip was rejected' : 'its trip is not in trips.txt';
				tally.reject('stop_times', reason, () => `line ${at}: ${id}`);
				continue;
			}
			if (stopAt === undefined) {
				tally.reject(
					'stop_times',
					'its stop is unknown or has no position',
					() => `line ${at}: ${read(row, 'stop_id')}`
				);
				continue;
			}
			if (!Number.isFinite(order)) {
				tally.reject('stop_times', 'no stop_sequence', () => `line ${at}`);
				continue;
			}
			trip.push(lastTrip);
			stop.push(stopAt);
			sequence.push(order);
			arrival.push(gtfsSeconds(read(row, 'arrival_time')));
			departure.push(gtfsSeconds(read(row, 'departure_time')));
		}
		stage.update(line - 1, line - 1);
	}
	return assemble(tally, trips, stops, shapes, {
		trip: trip.view(),
		stop: stop.view(),
		sequence: sequence.view(),
		arrival: arrival.view(),
		departure: departure.view()
	});
}

interface Raw {
	readonly trip: Int32Array;
	readonly stop: Int32Array;
	readonly sequence: Float64Array;
	readonly arrival: Float64Array;
	readonly departure: Float64Array;
}

function assemble(
	tally: ImportContext['tally'],
	trips: TripRows,
	stops: Stops,
	shapes: Shapes,
	raw: Raw
): StopTimes {
	const order = orderBy(raw.trip, raw.sequence);
	const total = order.length;
	const [stop, arrival, departure, dist] = [
		new Uint32Array(total),
		new Int32Array(total),
		new Int32Array(total),
		new Float32Array(total)
	];
	const kept: { row: number; first: number; count: number }[] = [];
	const distances = patternDistances(tally, trips, stops, shapes);
	const seen = new Uint8Array(trips.ids.length);
	let end = 0;
	for (let at = 0; at < total;) {
		const from = at;
		const row = raw.trip[order[from]!]!;
		while (at < total && raw.trip[order[at]!] === row) at++;
		const count = at - from;
		seen[row] = 1;
		const own = order.subarray(from, at);
		const places = Int32Array.from(own, (index) => raw.stop[index]!);
		const along = distances(row, places);
		const arrivals = Float64Array.from(own, (index) => raw.arrival[index]!);
		const departures = Float64Array.from(own, (index) => raw.departure[index]!);
		let missing = 0;
		for (let step = 0; step < count; step++)
			if (Number.isNaN(arrivals[step]!) && Number.isNaN(departures[step]!)) missing++;
		if (!interpolateTimes(arrivals, departures, along)) {
			tally.reject('trips', 'none of its stops has a time', `trip ${trips.ids[row]}`);
			tally.reject('stop_times', 'none of its trip’s stops has a time', `trip ${trips.ids[row]}`, count);
			continue;
		}
		if (missing > 0) {
			tally.estimate('stop_times', missing);
			tally.note('stop_times', 'no time: interpolated by distance', `trip ${trips.ids[row]}`, missing);
		}
		noteBackwards(tally, arrivals, departures, `trip ${trips.ids[row]}`);
		kept.push({ row, first: end, count });
		for (let step = 0; step < count; step++, end++) {
			stop[end] = places[step]!;
			arrival[end] = arrivals[step]!;
			departure[end] = departures[step]!;
			dist[end] = along[step]!;
		}
		tally.keep('trips');
		tally.keep('stop_times', count);
		if (count < 2) tally.note('trips', 'stops once only: never on the way', `trip ${trips.ids[row]}`);
	}
	for (let row = 0; row < seen.length; row++)
		if (seen[row] === 0) tally.reject('trips', 'it has no stop times', `trip ${trips.ids[row]}`);
	return {
		stop: stop.subarray(0, end),
		arrival: arrival.subarray(0, end),
		departure: departure.subarray(0, end),
		dist: dist.subarray(0, end),
		trips: kept
	};
}

function noteBackwards(
	tally: ImportContext['tally'],
	arrivals: Float64Array,
	departures: Float64Array,
	label: string
): void {
	for (let at = 0; at < arrivals.length; at++) {
		if (departures[at]! < arrivals[at]! || (at > 0 && arrivals[at]! < departures[at - 1]!)) {
			tally.note('stop_times', 'times run backwards within the trip: kept as given', label);
			return;
		}
	}
}

/** Distances of a trip's stops, computed once for each shape and list of stops. */
function patternDistances(
	tally: ImportContext['tally'],
	trips: TripRows,
	stops: Stops,
	shapes: Shapes
): (row: number, places: Int32Array) => Float64Array {
	const known = new Map<string, Float64Array>();
	return (row, places) => {
		const shape = trips.shape[row]!;
		const key = `${shape}:${places.join()}`;
		let along = known.get(key);
		if (along) return along;
		const positions = new Float64Array(places.length * 2);
		for (const [at, place] of places.entries()) {
			positions[at * 2] = stops.positions[place * 2]!;
			positions[at * 2 + 1] = stops.positions[place * 2 + 1]!;
		}
		if (shape < 0) along = distancesAlong(positions);
		else {
			const first = shapes.first[shape]!;
			const count = shapes.count[shape]!;
			const found = stopsAlongShape(
				positions,
				shapes.positions.subarray(first * 2, (first + count) * 2),
				shapes.along.subarray(first, first + count)
			);
			along = found.along;
			if (found.farthest > BESIDE)
				tally.note(
					'shapes',
					`a stop lies more than ${BESIDE} m beside the shape`,
					`shape ${shapes.ids[shape]}: ${Math.round(found.farthest)} m`
				);
		}
		known.set(key, along);
		return along;
	};
}
