import type { TransitPart } from '#lib/model/scenario/city-parts.ts';
import type { Seconds } from '#lib/model/units.ts';
import { impossible } from './impossible.ts';

/** One trip with its calls: rows of stops, seconds after midnight of the service day. */
export interface Trip {
	/** Row of routes. */
	readonly route: number;
	readonly stop: readonly number[];
	readonly arrival: readonly Seconds[];
	readonly departure: readonly Seconds[];
}

/** A line or a stop of a timetable, as edits name it. */
type Named = { readonly dataset: string } & ({ readonly route: string } | { readonly stop: string });

/** Row of a line or a stop. Throws INPUT_INVALID naming it when it is not there; `edit` is the edit's place. */
export function rowOf(
	{ routes, stops }: TransitPart,
	what: 'line' | 'stop',
	named: Named,
	edit: number
): number {
	const key = `${named.dataset}/${'route' in named ? named.route : named.stop}`;
	const row = (what === 'line' ? routes : stops).key.indexOf(key);
	if (row >= 0) return row;
	throw impossible(edit, {
		en: `The edit ${edit + 1} names the ${what} “${key}”, which is not in the timetables: choose another ${what}.`,
		zh: `第 ${edit + 1} 项改动指向的${what === 'line' ? '线路' : '站点'}“${key}”不在时刻表里，请另选。`
	});
}

/** The trips of the service day, one by one. */
export function tripsOf({ trips, calls }: TransitPart): Trip[] {
	return Array.from(trips.route, (route, row) => {
		const [from, to] = [trips.starts[row]!, trips.starts[row + 1]!];
		return {
			route,
			stop: [...calls.stop.subarray(from, to)],
			arrival: [...calls.arrival.subarray(from, to)],
			departure: [...calls.departure.subarray(from, to)]
		};
	});
}

/** Public transport with these trips alone, by first departure. */
export function withTrips(part: TransitPart, unsorted: readonly Trip[]): TransitPart {
	const trips = unsorted.toSorted((a, b) => a.departure[0]! - b.departure[0]!);
	const starts = new Uint32Array(trips.length + 1);
	trips.forEach(({ stop }, row) => (starts[row + 1] = starts[row]! + stop.length));
	return {
		...part,
		trips: { route: Uint32Array.from(trips, ({ route }) => route), starts },
		calls: {
			stop: Uint32Array.from(trips.flatMap(({ stop }) => stop)),
			arrival: Int32Array.from(trips.flatMap(({ arrival }) => arrival)),
			departure: Int32Array.from(trips.flatMap(({ departure }) => departure))
		}
	};
}
