import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { put, runImport, scratch } from '../../../tests/fixtures/import/run-import.ts';
import { interpolateTimes } from './gtfs-time.ts';
import { stopsAlongShape } from './stops-along-shape.ts';

const FEED = {
	agency: ['agency_name,agency_timezone', 'A,Europe/Oslo'],
	stops: [
		'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station',
		'P,Central,0,0,1,',
		'a,Central,0,0,0,P',
		'b,Mid,0,0.01,,',
		'c,End,0,0.02,,',
		'x,Nowhere,,,,'
	],
	routes: ['route_id,route_short_name,route_type,route_color', 'R,1,1,0062cf'],
	calendar: [
		'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
		'wk,1,1,1,1,1,0,0,20260105,20260130'
	],
	calendar_dates: ['service_id,date,exception_type', 'wk,20260106,2', 'xtra,20260201,1'],
	trips: [
		'route_id,service_id,trip_id,trip_headsign,direction_id,shape_id',
		'R,wk,t1,"End, of line",1,s',
		'R,xtra,t2,,0,',
		'Q,wk,t3,,0,',
		'R,wk,t4,,0,'
	],
	stop_times: [
		'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
		't1,25:00:00,25:00:30,c,30',
		't1,24:50:00,24:50:00,a,10',
		't1,,,b,20',
		't2,08:00:00,08:00:00,a,1',
		't2,08:10:00,08:10:00,x,2',
		't3,08:00:00,08:00:00,a,1',
		'zz,08:00:00,08:00:00,a,1'
	],
	shapes: ['shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence', 's,0,0.02,2', 's,0,0,1', 'lone,0,0,1']
};

const zip = (tables: Record<string, string[]>) =>
	zipSync(
		Object.fromEntries(
			Object.entries(tables).map(([name, lines]) => [`feed/${name}.txt`, strToU8(lines.join('\r\n'))])
		)
	);

async function importFeed(tables: Record<string, string[]> = FEED) {
	const folder = scratch();
	const outcome = await runImport(folder, {
		gtfs: [`metro=${put(folder, 'g.zip', zip(tables))}`],
		bbox: '-1,-1,1,1'
	});
	const table = (name: string) =>
		tableFromIPC(readFileSync(join(outcome.path, 'transit/metro', `${name}.arrow`)))
			.toArray()
			.map((row) => ({ ...row.toJSON() }));
	return { ...outcome, table };
}

test('a feed becomes tables whose rows refer to each other', async () => {
	const { table, manifest } = await importFeed();
	expect(table('stops').map(({ stop_id, parent }) => [stop_id, parent])).toEqual([
		['P', null],
		['a', 'P'],
		['b', null],
		['c', null]
	]);
	expect(table('routes')).toEqual([
		{ route_id: 'R', short_name: '1', long_name: '', type: 1, colour: '0062CF' }
	]);
	expect(table('services')).toEqual([
		{ service_id: 'wk', days: 31, start: 20260105, end: 20260130 },
		{ service_id: 'xtra', days: 0, start: 0, end: 0 }
	]);
	expect(table('service_exceptions')).toEqual([
		{ service: 0, date: 20260106, added: 0 },
		{ service: 1, date: 20260201, added: 1 }
	]);
	expect(table('trips')).toEqual([
		{
			trip_id: 't1',
			route: 0,
			service: 0,
			headsign: 'End, of line',
			direction: 1,
			shape: 0,
			first: 0,
			count: 3
		},
		{ trip_id: 't2', route: 0, service: 1, headsign: null, direction: 0, shape: -1, first: 3, count: 1 }
	]);
	expect(manifest.datasets[0]).toMatchObject({
		kind: 'transit',
		id: 'metro',
		rows: 2,
		timezone: 'Europe/Oslo',
		service: { from: '2026-01-05', to: '2026-02-01' },
		realtime: []
	});
});

test('stop times are in order, past midnight, with the missing one interpolated by distance', async () => {
	const { table, report } = await importFeed();
	const rows = table('stop_times').slice(0, 3);
	expect(rows.map(({ stop, arrival, departure }) => [stop, arrival, departure])).toEqual([
		[1, 89_400, 89_400],
		[2, 89_700, 89_700],
		[3, 90_000, 90_030]
	]);
	expect(rows.map(({ dist }) => Math.round(Number(dist)))).toEqual([0, 1112, 2224]);
	expect(report['stop_times']).toMatchObject({ read: 7, kept: 4, estimated: 1, rejected: 3 });
});

test('every row left out has its reason', async () => {
	const { report } = await importFeed();
	const reasons = (kind: string) => report[kind]?.reasons.map(({ reason, count }) => [reason, count]);
	expect(reasons('stops')).toEqual([['no position', 1]]);
	expect(reasons('trips')).toEqual([
		['its route is not in routes.txt', 1],
		['it has no stop times', 1]
	]);
	expect(reasons('stop_times')).toEqual([
		['its stop is unknown or has no position', 1],
		['its trip was rejected', 1],
		['its trip is not in trips.txt', 1]
	]);
	expect(reasons('shapes')).toEqual([['fewer than two points', 1]]);
});

test('stations and lone stops can be searched, platforms cannot', async () => {
	const { baker } = await importFeed();
	expect(baker.places.map(({ kind, class: type, name }) => [kind, type, name])).toEqual([
		['stop', 'station', 'Central'],
		['stop', 'stop', 'Mid'],
		['stop', 'stop', 'End']
	]);
});

test('a table without a required column lists the columns it has', async () => {
	await expect(importFeed({ ...FEED, stop_times: ['trip_id,arrival_time', 't1,1'] })).rejects.toThrow(
		/stop_times\.txt, header line: there is no column "stop_id"; .*this table has trip_id, arrival_time\.$/
	);
});

test('on a line that goes out and back, each stop lies where the trip passes it', () => {
	const shape = [0, 0, 0.01, 0, 0.02, 0, 0.01, 0, 0, 0];
	const along = [0, 1000, 2000, 3000, 4000];
	const stops = [0, 0, 0.005, 0, 0.02, 0, 0.005, 0, 0, 0];
	expect([...stopsAlongShape(stops, shape, along).along].map(Math.round)).toEqual([0, 500, 2000, 3500, 4000]);
});

test('a stop placed behind its predecessor never moves the trip backwards', () => {
	const { along } = stopsAlongShape([0.01, 0, 0.002, 0, 0.02, 0], [0, 0, 0.02, 0], [0, 2000]);
	for (let at = 1; at < along.length; at++) expect(along[at]!).toBeGreaterThanOrEqual(along[at - 1]!);
});

test('times before the first and after the last known one hold that time', () => {
	const arrival = Float64Array.of(NaN, 100, NaN, 200, NaN);
	const departure = Float64Array.of(NaN, 110, NaN, NaN, NaN);
	expect(interpolateTimes(arrival, departure, [0, 10, 40, 100, 120])).toBe(true);
	expect([[...arrival], [...departure]]).toEqual([
		[100, 100, 140, 200, 200],
		[100, 110, 140, 200, 200]
	]);
	expect(interpolateTimes(Float64Array.of(NaN, NaN), Float64Array.of(NaN, NaN), [0, 1])).toBe(false);
});

const nyc = resolve(process.env['CITYLOOP_TEST_DATA'] ?? '../shared/data', 'nyc');

test.skipIf(!existsSync(nyc))(
	'the subway of New York is kept whole, its captures with their time',
	async () => {
		const { report, manifest } = await runImport(scratch(), {
			gtfs: [`subway=${join(nyc, 'mta-subway-gtfs-20260923.zip')}`],
			gtfsRt: [join(nyc, 'gtfsrt-2_delay.pb'), join(nyc, 'gtfsrt-a_division.pb')],
			bbox: '-74.3,40.4,-73.6,41'
		});
		const kept = ['routes', 'stops', 'trips', 'stop_times', 'realtime'].map((kind) => report[kind]?.kept);
		expect(kept).toEqual([29, 1488, 20_621, 565_093, 805]);
		expect(manifest.datasets[0]).toMatchObject({
			realtime: [
				{ file: 'transit/subway/realtime/gtfsrt-a_division.pb', at: Date.parse('2021-11-26T20:56:25Z') },
				{ file: 'transit/subway/realtime/gtfsrt-2_delay.pb', at: Date.parse('2021-11-27T02:48:31Z') }
			]
		});
	}
);
