import type { ImportContext } from '../import-context.ts';
import { GrowingInt32 } from '../../bake/growing.ts';
import { rowReader, type GtfsZip } from './gtfs-zip.ts';

export interface Routes {
	readonly ids: readonly string[];
	readonly shortNames: readonly string[];
	readonly longNames: readonly string[];
	readonly types: readonly number[];
	/** RRGGBB. */
	readonly colours: readonly (string | undefined)[];
	readonly index: ReadonlyMap<string, number>;
}

export async function readRoutes({ tally }: ImportContext, zip: GtfsZip): Promise<Routes> {
	const table = (await zip.open('routes'))!;
	const read = rowReader(
		`${zip.path}/routes.txt`,
		table,
		['route_id', 'route_type'],
		['route_short_name', 'route_long_name', 'route_color']
	);
	const routes = {
		ids: [] as string[],
		shortNames: [] as string[],
		longNames: [] as string[],
		types: [] as number[],
		colours: [] as (string | undefined)[]
	};
	const index = new Map<string, number>();
	let line = 1;
	for await (const batch of table.rows) {
		for (const row of batch) {
			line++;
			const id = read(row, 'route_id');
			const type = Number(read(row, 'route_type'));
			if (id === '' || index.has(id) || !Number.isInteger(type)) {
				tally.reject('routes', 'no route_id, given twice, or no route_type', `line ${line}: ${id}`);
				continue;
			}
			index.set(id, routes.ids.length);
			routes.ids.push(id);
			routes.shortNames.push(read(row, 'route_short_name') || read(row, 'route_long_name') || id);
			routes.longNames.push(read(row, 'route_long_name'));
			routes.types.push(type);
			const colour = read(row, 'route_color').replace(/^#/, '').toUpperCase();
			routes.colours.push(/^[0-9A-F]{6}$/.test(colour) ? colour : undefined);
			tally.keep('routes');
		}
	}
	return { ...routes, index };
}

/** Trips as read; whether one is kept is known when its stop times are. */
export interface TripRows {
	readonly ids: string[];
	readonly headsigns: (string | undefined)[];
	readonly route: Int32Array;
	readonly service: Int32Array;
	readonly direction: Int32Array;
	/** −1 = none. */
	readonly shape: Int32Array;
	readonly index: ReadonlyMap<string, number>;
	/** Ids of trips rejected here: their stop times are rejected for that, not as unknown. */
	readonly rejected: ReadonlySet<string>;
}

export async function readTrips(
	{ tally, signal }: ImportContext,
	zip: GtfsZip,
	routes: ReadonlyMap<string, number>,
	services: ReadonlyMap<string, number>,
	shapes: ReadonlyMap<string, number>
): Promise<TripRows> {
	const table = (await zip.open('trips'))!;
	const read = rowReader(
		`${zip.path}/trips.txt`,
		table,
		['trip_id', 'route_id', 'service_id'],
		['trip_headsign', 'direction_id', 'shape_id']
	);
	const ids: string[] = [];
	const headsigns: (string | undefined)[] = [];
	const [route, service, direction, shape] = [
		new GrowingInt32(),
		new GrowingInt32(),
		new GrowingInt32(),
		new GrowingInt32()
	];
	const index = new Map<string, number>();
	const rejected = new Set<string>();
	let line = 1;
	for await (const batch of table.rows) {
		signal.throwIfAborted();
		for (const row of batch) {
			line++;
			const id = read(row, 'trip_id');
			const routeAt = routes.get(read(row, 'route_id'));
			const serviceAt = services.get(read(row, 'service_id'));
			const problem =
				id === ''
					? 'no trip_id'
					: index.has(id)
						? 'trip_id given twice'
						: routeAt === undefined
							? 'its route is not in routes.txt'
							: serviceAt === undefined
								? 'its service is in neither calendar.txt nor calendar_dates.txt'
								: undefined;
			if (problem !== undefined || routeAt === undefined || serviceAt === undefined) {
				tally.reject('trips', problem ?? '', `line ${line}: ${id}`);
				if (!index.has(id)) rejected.add(id);
				continue;
			}
			const shapeId = read(row, 'shape_id');
			const shapeAt = shapeId === '' ? -1 : (shapes.get(shapeId) ?? -1);
			if (shapeId !== '' && shapeAt < 0)
				tally.note('trips', 'its shape is missing: drawn stop to stop', `trip ${id}: ${shapeId}`);
			index.set(id, ids.length);
			ids.push(id);
			headsigns.push(read(row, 'trip_headsign') || undefined);
			route.push(routeAt);
			service.push(serviceAt);
			direction.push(read(row, 'direction_id') === '1' ? 1 : 0);
			shape.push(shapeAt);
		}
	}
	return {
		ids,
		headsigns,
		route: route.view(),
		service: service.view(),
		direction: direction.view(),
		shape: shape.view(),
		index,
		rejected
	};
}
