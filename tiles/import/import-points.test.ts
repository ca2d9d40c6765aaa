import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { tableFromIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { put, runImport, scratch } from '../../tests/fixtures/import/run-import.ts';

const rows = (path: string, name: string) =>
	tableFromIPC(readFileSync(join(path, 'points', `${name}.arrow`)))
		.toArray()
		.map((row) => ({ ...row.toJSON() }));

const BBOX = '0,0,2,2';

test('a table becomes rows with instants, cells, categories and numbers', async () => {
	const folder = scratch();
	const csv = put(
		folder,
		'r.csv',
		[
			'unique_key,created_date,complaint_type,status,latitude,longitude,cost,zip',
			'1,12/31/2015 11:59:45 PM,Noise,Open,1.5,0.5,12.5,10034',
			'2,12/31/2015 11:00:00 PM,Noise,Closed,,,,10034'
		].join('\n')
	);
	const { report, manifest, path } = await runImport(folder, {
		bbox: BBOX,
		points: [`r=${csv}`],
		timezone: 'America/New_York'
	});
	expect(report['points:r']).toMatchObject({
		read: 2,
		kept: 2,
		rejected: 0,
		notes: [{ reason: 'no position: kept for charts, not on the map', count: 1 }]
	});
	expect(rows(path, 'r')).toEqual([
		{
			row: 0,
			t: Date.parse('2016-01-01T04:59:45Z'),
			lng: 0.5,
			lat: 1.5,
			cell: expect.any(Number),
			complaint_type: 'Noise',
			status: 'Open',
			unique_key: '1',
			cost: 12.5,
			zip: '10034'
		},
		{
			row: 1,
			t: Date.parse('2016-01-01T04:00:00Z'),
			lng: null,
			lat: null,
			cell: null,
			complaint_type: 'Noise',
			status: 'Closed',
			unique_key: '2',
			cost: null,
			zip: '10034'
		}
	]);
	const file = join(path, 'points/r.arrow');
	expect(gunzipSync(readFileSync(`${file}.gz`)).equals(readFileSync(file))).toBe(true);
	expect(manifest.datasets).toEqual([
		{
			kind: 'points',
			id: 'r',
			title: { zh: 'r', en: 'R' },
			file: 'points/r.arrow',
			rows: 2,
			columns: [
				{ name: 'complaint_type', kind: 'category' },
				{ name: 'status', kind: 'category' },
				{ name: 'unique_key', kind: 'text' },
				{ name: 'cost', kind: 'number' },
				{ name: 'zip', kind: 'category' }
			],
			span: { from: Date.parse('2016-01-01T04:00:00Z'), to: Date.parse('2016-01-01T04:59:45Z') },
			withoutPosition: 1
		}
	]);
});

test('a date and a clock column are joined, and the map may name columns, zone, format and delimiter', async () => {
	const folder = scratch();
	const csv = put(folder, 'c.csv', 'jour;heure;x;y\n24/09/2020;0:30;1;1\n');
	const { path } = await runImport(folder, {
		bbox: BBOX,
		points: [`c=${csv}`],
		pointsMap: ['c:time=jour+heure,format="dd/MM/yyyy HH:mm",lng=x,lat=y,delimiter=;,tz=Europe/Paris']
	});
	expect(rows(path, 'c')[0]?.['t']).toBe(Date.parse('2020-09-23T22:30:00Z'));
});

test('objects with coordinates are points, and named ones without a time can be searched', async () => {
	const folder = scratch();
	const json = put(
		folder,
		'p.json',
		'[\n{"fclass":"cafe","name":"Blue","coordinates":[1,1]},\n{"fclass":"bar","name":"","coordinates":[1,2]}]'
	);
	const { baker, path } = await runImport(folder, { bbox: BBOX, points: [`p=${json}`] });
	expect(rows(path, 'p').map(({ fclass, name, lng, lat }) => [fclass, name, lng, lat])).toEqual([
		['cafe', 'Blue', 1, 1],
		['bar', null, 1, 2]
	]);
	expect(baker.places).toEqual([{ kind: 'poi', class: 'cafe', name: 'Blue', lng: 1, lat: 1, rank: 5 }]);
});

test('a point’s English name goes along with its own', async () => {
	const folder = scratch();
	const csv = put(
		folder,
		'p.csv',
		'kind,name,name_en,lng,lat\nspring,听雨泉,Tingyu Spring,1,1\nbar,Blue,Blue,1,2\n'
	);
	const { baker } = await runImport(folder, { bbox: BBOX, points: [`p=${csv}`] });
	expect(baker.places).toEqual([
		{ kind: 'poi', class: 'spring', name: '听雨泉', nameEn: 'Tingyu Spring', lng: 1, lat: 1, rank: 5 },
		{ kind: 'poi', class: 'bar', name: 'Blue', lng: 1, lat: 2, rank: 5 }
	]);
});

test('rows outside the bbox, out of range or with a bad time are rejected, each with its reason', async () => {
	const folder = scratch();
	const csv = put(
		folder,
		'r.csv',
		'date,lon,lat\n2020-01-01,1,1\n2020-01-01,1,1\n2020-01-01,9,9\n2020-01-01,500,1\nyesterday,1,1\n2020-01-02,0,0\n'
	);
	const { report } = await runImport(folder, {
		bbox: BBOX,
		points: [`r=${csv}`],
		pointsMap: ['r:time=date,format=iso']
	});
	expect(report['points:r']).toMatchObject({ read: 6, kept: 3, rejected: 3 });
	expect(
		report['points:r']?.reasons.map(({ reason, count, examples }) => [reason, count, examples[0]])
	).toEqual([
		['outside the bbox', 1, 'line 4: 2020-01-01,9,9'],
		['position out of range', 1, 'line 5: 2020-01-01,500,1'],
		['time is not written as ISO 8601', 1, 'line 6: yesterday,1,1']
	]);
});

test('local times that summer time skips or repeats are noted', async () => {
	const folder = scratch();
	const csv = put(folder, 'r.csv', 'time,lon,lat\n2020-03-08 02:30,1,1\n2020-11-01 01:30,1,1\n');
	const { report } = await runImport(folder, {
		bbox: BBOX,
		points: [`r=${csv}`],
		timezone: 'America/New_York'
	});
	expect(report['points:r']?.notes.map(({ reason }) => reason)).toEqual([
		'local time skipped by the spring change: read an hour later',
		'local time that occurs twice in autumn: read as the first'
	]);
});

test('a column that sounds like a time and holds none stays a column, and the report says so', async () => {
	const folder = scratch();
	const csv = put(folder, 'r.csv', 'lng,lat,time\n1,1,yesterday\n1,1,tomorrow\n');
	const { report, path } = await runImport(folder, { bbox: BBOX, points: [`r=${csv}`] });
	expect(rows(path, 'r').map(({ t, time }) => [t, time])).toEqual([
		[null, 'yesterday'],
		[null, 'tomorrow']
	]);
	expect(report['points:r']?.notes).toMatchObject([
		{ reason: expect.stringContaining('column time sounds like a time') as string, examples: ['yesterday'] }
	]);
});

test('positions with decimal commas are understood', async () => {
	const folder = scratch();
	const csv = put(folder, 'r.csv', 'lng;lat\n0,25;-1,5\n');
	const { path } = await runImport(folder, { points: [`r=${csv}`], bbox: '0,-2,2,2' });
	expect(rows(path, 'r')).toMatchObject([{ lng: 0.25, lat: -1.5 }]);
});

test('rows say which area they lie in, of every areas dataset', async () => {
	const folder = scratch();
	const square = (west: number) => [
		[west, 0],
		[west + 1, 0],
		[west + 1, 1],
		[west, 1],
		[west, 0]
	];
	const areas = put(
		folder,
		'a.geojson',
		JSON.stringify({
			type: 'FeatureCollection',
			features: [1, 2].map((Precinct, west) => ({
				type: 'Feature',
				properties: { Precinct },
				geometry: { type: 'Polygon', coordinates: [square(west)] }
			}))
		})
	);
	const csv = put(folder, 'p.csv', 'name,lng,lat\na,0.5,0.5\nb,1.5,0.5\nc,0.5,1.5\nd,,\n');
	const { manifest, path } = await runImport(folder, {
		bbox: BBOX,
		areas: [`precincts=${areas}`],
		areasName: ['precincts=Precinct'],
		points: [`p=${csv}`]
	});
	expect(rows(path, 'p').map(({ name, precincts }) => [name, precincts])).toEqual([
		['a', '1'],
		['b', '2'],
		['c', null],
		['d', null]
	]);
	const points = manifest.datasets.find(({ id }) => id === 'p');
	expect(points).toMatchObject({ columns: [{ name: 'name' }, { name: 'precincts', kind: 'category' }] });
});
