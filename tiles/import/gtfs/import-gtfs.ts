import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { numberColumn, textColumn, writeArrow } from '../arrow-columns.ts';
import { cityTime } from '../city-time.ts';
import type { ImportContext } from '../import-context.ts';
import { inputError } from '../input-error.ts';
import { openSource } from '../source-file.ts';
import { isoDate } from './gtfs-time.ts';
import { openGtfs, rowReader, type GtfsZip } from './gtfs-zip.ts';
import { copyRealtime } from './import-realtime.ts';
import { readServices } from './read-services.ts';
import { readShapes } from './read-shapes.ts';
import { readStops } from './read-stops.ts';
import { readStopTimes } from './read-stop-times.ts';
import { readRoutes, readTrips } from './read-trips.ts';

/** Time zone of the feed's first agency: what the city's is taken to be when nobody says. */
export async function gtfsTimezone(path: string): Promise<string | undefined> {
	const zip = await openGtfs(await openSource(path));
	try {
		return await agencyTimezone(zip);
	} finally {
		zip.close();
	}
}

/** Imports a timetable as `transit/<name>/*.arrow` with stop distances along the shapes. */
export async function importGtfs(
	context: ImportContext,
	name: string,
	path: string,
	captures: readonly string[]
): Promise<void> {
	const { tally } = context;
	for (const kind of ['routes', 'stops', 'trips', 'stop_times', 'shapes']) tally.expect(kind);
	const zip = await openGtfs(await openSource(path));
	try {
		const before = tally.read('stop_times');
		const stage = context.progress.stage(`timetable ${name}`, 0);
		const timezone = (await agencyTimezone(zip)) ?? context.timezone;
		cityTime(`${path}/agency.txt`, timezone);
		const stops = await readStops(context, zip);
		const routes = await readRoutes(context, zip);
		const services = await readServices(context, zip);
		const shapes = await readShapes(context, zip);
		const trips = await readTrips(context, zip, routes.index, services.index, shapes.index);
		const times = await readStopTimes(context, zip, trips, stops, shapes, stage);
		if (zip.has('frequencies'))
			tally.note('trips', 'frequencies.txt is not expanded: its trips run once, at their own times', path);
		if (times.trips.length === 0)
			throw inputError({
				file: path,
				place: 'stop_times.txt',
				problem: 'no trip has a stop time',
				cure: 'get the complete feed from its publisher'
			});
		if (!services.span)
			throw inputError({
				file: path,
				place: 'calendar.txt',
				problem: 'no service runs on any day',
				cure: 'get a feed whose calendar has dates'
			});

		const folder = join(context.out, 'transit', name);
		await mkdir(folder, { recursive: true });
		const write = (table: string, columns: Parameters<typeof writeArrow>[1]) =>
			writeArrow(join(folder, `${table}.arrow`), columns);
		await write('stops', {
			stop_id: text(stops.ids),
			name: text(stops.names),
			lng: numberColumn(every(stops.positions, 0)),
			lat: numberColumn(every(stops.positions, 1)),
			parent: textColumn(stops.ids.length, (row) => stops.parents[row], true)
		});
		await write('routes', {
			route_id: text(routes.ids),
			short_name: text(routes.shortNames),
			long_name: text(routes.longNames),
			type: numberColumn(Int32Array.from(routes.types)),
			colour: textColumn(routes.ids.length, (row) => routes.colours[row], true)
		});
		await write('services', {
			service_id: text(services.ids),
			days: numberColumn(Uint8Array.from(services.days)),
			start: numberColumn(Int32Array.from(services.start)),
			end: numberColumn(Int32Array.from(services.end))
		});
		await write('service_exceptions', {
			service: numberColumn(Uint32Array.from(services.exceptions.service)),
			date: numberColumn(Int32Array.from(services.exceptions.date)),
			added: numberColumn(Uint8Array.from(services.exceptions.added))
		});
		const kept = times.trips;
		await write('trips', {
			trip_id: textColumn(kept.length, (row) => trips.ids[kept[row]!.row], false),
			route: numberColumn(Uint32Array.from(kept, ({ row }) => trips.route[row]!)),
			service: numberColumn(Uint32Array.from(kept, ({ row }) => trips.service[row]!)),
			headsign: textColumn(kept.length, (row) => trips.headsigns[kept[row]!.row], true),
			direction: numberColumn(Uint8Array.from(kept, ({ row }) => trips.direction[row]!)),
			shape: numberColumn(Int32Array.from(kept, ({ row }) => trips.shape[row]!)),
			first: numberColumn(Uint32Array.from(kept, ({ first }) => first)),
			count: numberColumn(Uint32Array.from(kept, ({ count }) => count))
		});
		await write('stop_times', {
			stop: numberColumn(times.stop),
			arrival: numberColumn(times.arrival),
			departure: numberColumn(times.departure),
			dist: numberColumn(times.dist)
		});
		await write('shapes', {
			shape_id: text(shapes.ids),
			first: numberColumn(shapes.first),
			count: numberColumn(shapes.count)
		});
		await write('shape_points', {
			lng: numberColumn(every(shapes.positions, 0)),
			lat: numberColumn(every(shapes.positions, 1)),
			dist: numberColumn(Float32Array.from(shapes.along))
		});
		const realtime = await copyRealtime(context, name, captures);
		stage.update(0, tally.read('stop_times') - before);
		stage.end();
		const attribution = context.attribution(name);
		context.datasets.push({
			kind: 'transit',
			id: name,
			title: context.title(name),
			file: `transit/${name}`,
			rows: kept.length,
			...(attribution === undefined ? {} : { attribution }),
			timezone,
			service: { from: isoDate(services.span[0]), to: isoDate(services.span[1]) },
			realtime
		});
	} finally {
		zip.close();
	}
}

async function agencyTimezone(zip: GtfsZip): Promise<string | undefined> {
	const table = await zip.open('agency');
	if (!table) return undefined;
	const read = rowReader(`${zip.path}/agency.txt`, table, [], ['agency_timezone']);
	for await (const batch of table.rows)
		for (const row of batch) return read(row, 'agency_timezone') || undefined;
	return undefined;
}

function text(values: readonly string[]) {
	return textColumn(values.length, (row) => values[row], false);
}

function every(flat: Float64Array, offset: 0 | 1): Float64Array {
	const values = new Float64Array(flat.length / 2);
	for (let at = 0; at < values.length; at++) values[at] = flat[at * 2 + offset]!;
	return values;
}
