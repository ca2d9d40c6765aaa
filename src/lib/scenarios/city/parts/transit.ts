import type { CityManifest, DatasetOf } from '#lib/model/city.ts';
import type { TransitPart } from '#lib/model/scenario/city-parts.ts';
import type { ReadPackFile } from '../city-reader.ts';
import { PackTable } from '../pack-table.ts';
import { chooseServiceDay, runsOn, type Services } from './service-day.ts';

/** One timetable of a pack, as its files have it. */
interface Timetable {
	readonly id: string;
	readonly stops: { readonly key: string[]; readonly name: string[]; readonly station: Uint32Array } & Where;
	readonly routes: TransitPart['routes'];
	readonly services: Services;
	readonly trips: Record<'route' | 'service' | 'first' | 'count', Uint32Array>;
	readonly calls: {
		readonly stop: Uint32Array;
		readonly arrival: Int32Array;
		readonly departure: Int32Array;
	};
}
interface Where {
	readonly lng: Float64Array;
	readonly lat: Float64Array;
}

/**
 * Reads all timetables as the trips of one service day. Platforms are their station: a change within it is no way.
 * Routes and stops are keyed `dataset/route_id` and `dataset/stop_id` (of the station where there is one). A pack
 * without timetables has no lines. Throws INPUT_EMPTY naming a file that the pack should have and has not.
 */
export async function readTransit(manifest: CityManifest, read: ReadPackFile): Promise<TransitPart> {
	const datasets = manifest.datasets.filter((dataset) => dataset.kind === 'transit');
	const tables = await Promise.all(datasets.map((dataset) => readTimetable(dataset, read)));
	const day = chooseServiceDay(tables.map(({ services, trips }) => ({ services, trips: trips.service })));
	return joinTimetables(tables, day);
}

async function readTimetable(dataset: DatasetOf<'transit'>, read: ReadPackFile): Promise<Timetable> {
	const table = (name: string) => {
		const file = `${dataset.file}/${name}.arrow`;
		return PackTable.read(read, file, {
			zh: `时刻表 ${dataset.id} 缺少文件 ${file}，请重新导入。`,
			en: `The timetable ${dataset.id} lacks its file ${file}: import the city again.`
		});
	};
	const [stops, routes, services, exceptions, trips, calls] = await Promise.all(
		['stops', 'routes', 'services', 'service_exceptions', 'trips', 'stop_times'].map(table) as Six<PackTable>
	);
	const whole = (from: PackTable, name: string) => from.numbers(name, Float64Array);
	const [shortName, longName] = [routes.texts('short_name'), routes.texts('long_name')];
	const keyed = (ids: readonly (string | null)[]) => ids.map((id) => `${dataset.id}/${id ?? ''}`);
	return {
		id: dataset.id,
		stops: {
			key: keyed(stops.texts('stop_id')),
			name: stops.texts('name').map((name) => name ?? ''),
			lng: whole(stops, 'lng'),
			lat: whole(stops, 'lat'),
			station: stationsOf(stops)
		},
		routes: {
			key: keyed(routes.texts('route_id')),
			name: longName.map((name, route) => name || (shortName[route] ?? ''))
		},
		services: {
			days: whole(services, 'days'),
			start: whole(services, 'start'),
			end: whole(services, 'end'),
			exceptions: {
				service: whole(exceptions, 'service'),
				date: whole(exceptions, 'date'),
				added: whole(exceptions, 'added')
			}
		},
		trips: {
			route: Uint32Array.from(whole(trips, 'route')),
			service: Uint32Array.from(whole(trips, 'service')),
			first: Uint32Array.from(whole(trips, 'first')),
			count: Uint32Array.from(whole(trips, 'count'))
		},
		calls: {
			stop: Uint32Array.from(whole(calls, 'stop')),
			arrival: Int32Array.from(whole(calls, 'arrival')),
			departure: Int32Array.from(whole(calls, 'departure'))
		}
	};
}
type Six<T> = [Promise<T>, Promise<T>, Promise<T>, Promise<T>, Promise<T>, Promise<T>];

/** Row of the station of each stop; its own where it belongs to none that is there. */
function stationsOf(stops: PackTable): Uint32Array {
	const [ids, parents] = [stops.texts('stop_id'), stops.texts('parent')];
	const rows = new Map(ids.map((id, row) => [id, row]));
	return Uint32Array.from(ids, (_, row) => (parents[row] ? rows.get(parents[row]) : undefined) ?? row);
}

function joinTimetables(tables: readonly Timetable[], day: string): TransitPart {
	const stops = { key: [] as string[], name: [] as string[], lng: [] as number[], lat: [] as number[] };
	const routes = { key: [] as string[], name: [] as string[] };
	const trips: { readonly table: Timetable; readonly trip: number; readonly stops: Map<number, number> }[] =
		[];
	const firstRoute = new Map<Timetable, number>();
	for (const table of tables) {
		firstRoute.set(table, routes.key.length);
		routes.key.push(...table.routes.key);
		routes.name.push(...table.routes.name);
		const rowOf = new Map<number, number>();
		for (const station of new Set(table.stops.station)) {
			rowOf.set(station, stops.key.length);
			stops.key.push(table.stops.key[station]!);
			stops.name.push(table.stops.name[station]!);
			stops.lng.push(table.stops.lng[station]!);
			stops.lat.push(table.stops.lat[station]!);
		}
		const runs = runsOn(table.services, day);
		table.trips.service.forEach((service, trip) => {
			if (runs[service] === 1 && table.trips.count[trip]! > 1) trips.push({ table, trip, stops: rowOf });
		});
	}
	// Sorting keeps the order of the files among equals.
	trips.sort((a, b) => firstDeparture(a.table, a.trip) - firstDeparture(b.table, b.trip));
	const starts = new Uint32Array(trips.length + 1);
	trips.forEach(({ table, trip }, row) => (starts[row + 1] = starts[row]! + table.trips.count[trip]!));
	const total = starts[trips.length]!;
	const calls = {
		stop: new Uint32Array(total),
		arrival: new Int32Array(total),
		departure: new Int32Array(total)
	};
	trips.forEach(({ table, trip, stops: rowOf }, row) => {
		const [first, count] = [table.trips.first[trip]!, table.trips.count[trip]!];
		for (let call = 0; call < count; call++)
			calls.stop[starts[row]! + call] = rowOf.get(table.stops.station[table.calls.stop[first + call]!]!)!;
		calls.arrival.set(table.calls.arrival.subarray(first, first + count), starts[row]);
		calls.departure.set(table.calls.departure.subarray(first, first + count), starts[row]);
	});
	return {
		stops: { ...stops, lng: Float64Array.from(stops.lng), lat: Float64Array.from(stops.lat) },
		routes,
		trips: {
			route: Uint32Array.from(trips, ({ table, trip }) => firstRoute.get(table)! + table.trips.route[trip]!),
			starts
		},
		calls,
		day
	};
}

function firstDeparture({ trips, calls }: Timetable, trip: number): number {
	return calls.departure[trips.first[trip]!]!;
}
