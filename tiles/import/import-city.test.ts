import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { tableFromIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { cityManifest } from '#lib/model/city.ts';
import { failure, feature, put, runImport, scratch, square } from '../../tests/fixtures/import/run-import.ts';

const building = (properties: object, lng = 0, lat = 0) => feature(properties, 'Polygon', [square(lng, lat)]);

test('buildings keep what the source says and mark what was guessed', async () => {
	const folder = scratch();
	const path = put(
		folder,
		'b.geojsonl',
		[
			building({
				id: 1,
				kind: 'building',
				height: 30,
				name: 'Tower',
				addr_street: 'Main St',
				addr_housenumber: '5',
				kind_detail: 'office'
			}),
			building({ id: -2, kind: 'building', levels: '4' }),
			building({ id: 3, kind: 'building_part', root_id: 1, height: 40, min_height: 40 }),
			building({ id: 4, building: 'garage' }),
			feature({ id: 5 }, 'Point', [0, 0])
		].join('\n')
	);
	const { baker, report } = await runImport(folder, { buildings: [path] });
	expect(baker.buildings.map(({ polygons: _, ...rest }) => rest)).toEqual([
		{
			sourceId: 1,
			height: 30,
			heightEstimated: false,
			minHeight: 0,
			use: 'office',
			name: 'Tower',
			street: 'Main St',
			houseNumber: '5'
		},
		{ sourceId: -2, height: 12.8, heightEstimated: true, minHeight: 0, levels: 4, use: 'unknown' },
		{ sourceId: 3, part: { rootId: 1 }, height: 40, heightEstimated: false, minHeight: 39.5, use: 'unknown' },
		{ sourceId: 4, height: 3, heightEstimated: true, minHeight: 0, use: 'garage' }
	]);
	expect(report['buildings']).toMatchObject({
		read: 5,
		kept: 4,
		estimated: 2,
		rejected: 1,
		reasons: [{ reason: 'a Point is not a polygon', count: 1, examples: ['feature 5'] }]
	});
});

test('a building’s year, residents and jobs are kept as far as they are numbers', async () => {
	const folder = scratch();
	const path = put(
		folder,
		'b.geojsonl',
		[
			building({
				id: 1,
				height: 9,
				start_date: '1987-05',
				residents: 12.4,
				jobs: '3',
				name: '云溪小学',
				'name:en': 'Yunxi School'
			}),
			building({ id: 2, height: 9, start_date: 'C19', residents: -1, jobs: 'many' })
		].join('\n')
	);
	const { baker } = await runImport(folder, { buildings: [path] });
	expect(baker.buildings[0]).toMatchObject({ name: '云溪小学', nameEn: 'Yunxi School' });
	expect(baker.buildings.map(({ year, residents, jobs }) => ({ year, residents, jobs }))).toEqual([
		{ year: 1987, residents: 12, jobs: 3 },
		{ year: undefined, residents: undefined, jobs: undefined }
	]);
});

test('water is polygons of a file, by their class; a made-up city says so in its manifest', async () => {
	const folder = scratch();
	const water = put(
		folder,
		'water.geojsonl',
		[
			feature({ kind: 'lake', name: 'Mirror Lake' }, 'Polygon', [square(0, 0)]),
			feature({ kind: 'desert' }, 'Polygon', [square(1, 1)])
		].join('\n')
	);
	const buildings = [put(folder, 'b.geojsonl', building({ id: 1, height: 9 }))];
	const { baker, manifest, report } = await runImport(folder, {
		buildings,
		water: [`${water}?kind=lake`],
		fictional: true
	});
	expect(baker.surfaces.map(({ kind, class: word, name }) => ({ kind, word, name }))).toEqual([
		{ kind: 'water', word: 'lake', name: 'Mirror Lake' }
	]);
	expect(report['water']).toMatchObject({ read: 1, kept: 1 });
	expect(manifest.fictional).toBe(true);
});

test('properties can be renamed by a map', async () => {
	const folder = scratch();
	const path = put(folder, 'b.geojson', building({ HGT: '12.5 m', NUTZUNG: 'Schule' }));
	const { baker } = await runImport(folder, { buildings: [path], buildingsMap: 'height=HGT,use=NUTZUNG' });
	expect(baker.buildings[0]).toMatchObject({ sourceId: 1, height: 12.5, use: 'schule' });
});

test('roads read the usual properties; a line of two pieces becomes two roads and is noted', async () => {
	const folder = scratch();
	const path = put(
		folder,
		'r.geojsonl',
		[
			feature(
				{
					osm_id: '9',
					fclass: 'primary',
					name: 'Broadway',
					'name:en': 'Broad Way',
					oneway: 'F',
					maxspeed: 40,
					lanes: '4',
					capacity: 1800,
					layer: -1,
					bridge: 'F',
					tunnel: 'T'
				},
				'LineString',
				[
					[0, 0],
					[1, 1]
				]
			),
			feature({ highway: 'path' }, 'MultiLineString', [
				[
					[0, 0],
					[1, 1]
				],
				[
					[2, 2],
					[3, 3]
				]
			])
		].join('\n')
	);
	const { baker, report } = await runImport(folder, { roads: [path] });
	expect(baker.roads.map((road) => ({ ...road, line: [...road.line] }))).toEqual([
		{
			sourceId: 9,
			line: [0, 0, 1, 1],
			class: 'primary',
			name: 'Broadway',
			nameEn: 'Broad Way',
			oneway: 1,
			maxSpeed: 40,
			lanes: 4,
			capacity: 1800,
			layer: -1,
			bridge: false,
			tunnel: true
		},
		{ sourceId: 2, line: [0, 0, 1, 1], class: 'path', oneway: 0, layer: 0, bridge: false, tunnel: false },
		{ sourceId: 2, line: [2, 2, 3, 3], class: 'path', oneway: 0, layer: 0, bridge: false, tunnel: false }
	]);
	expect(report['roads']).toMatchObject({ read: 2, kept: 2, notes: [{ count: 1 }] });
});

test('a bbox rejects what lies outside it', async () => {
	const folder = scratch();
	const path = put(folder, 'b.geojsonl', [building({}, 0, 0), building({}, 5, 5)].join('\n'));
	const { report, manifest } = await runImport(folder, { buildings: [path], bbox: '-1,-1,1,1' });
	expect(report['buildings']?.reasons).toEqual([
		{ reason: 'outside the bbox', count: 1, examples: ['feature 2'] }
	]);
	expect(manifest.bbox).toEqual([-1, -1, 1, 1]);
});

test('addresses are read from the usual columns', async () => {
	const folder = scratch();
	const b = put(folder, 'b.geojson', building({}));
	const path = put(
		folder,
		'a.csv',
		'osm_id,lon,lat,housenumber,street\n7,0.5,0.5,30,"Hudson Street"\n8,0.5,,1,X\n9,0.5,0.5,,\n'
	);
	const { baker, report } = await runImport(folder, { buildings: [b], addresses: [path] });
	expect(baker.addresses).toEqual([
		{ lng: 0.5, lat: 0.5, houseNumber: '30', street: 'Hudson Street', building: 7 }
	]);
	expect(report['addresses']?.reasons.map(({ reason }) => reason)).toEqual([
		'no position',
		'neither house number nor street'
	]);
});

test('what areas are called in English is said where rows are sorted by them', async () => {
	const folder = scratch();
	const path = put(
		folder,
		'a.geojson',
		feature({ name: '云台区', 'name:en': 'Yuntai District' }, 'MultiPolygon', [[square(0, 0, 1)]])
	);
	const { manifest } = await runImport(folder, {
		buildings: [put(folder, 'b.geojson', building({}))],
		areas: [`districts=${path}`]
	});
	expect(manifest.datasets.find(({ kind }) => kind === 'areas')).toMatchObject({
		namesEn: { 云台区: 'Yuntai District' }
	});
});

test('areas are written with rings as RFC 7946 wants them, and textual names become districts', async () => {
	const folder = scratch();
	const b = put(folder, 'b.geojson', building({}));
	const clockwise = [...square(0, 0, 1)].reverse();
	const path = put(
		folder,
		'a.geojson',
		feature({ BoroName: 'North', code: 1 }, 'MultiPolygon', [[clockwise]])
	);
	const {
		baker,
		path: pack,
		manifest
	} = await runImport(folder, {
		buildings: [b],
		areas: [`boroughs=${path}`],
		areasName: ['boroughs=BoroName']
	});
	const text = readFileSync(join(pack, 'areas/boroughs.geojson'), 'utf8');
	expect(gunzipSync(readFileSync(join(pack, 'areas/boroughs.geojson.gz'))).toString()).toBe(text);
	expect(JSON.parse(text).features).toEqual([
		{
			type: 'Feature',
			id: 0,
			properties: { BoroName: 'North', code: 1 },
			geometry: {
				type: 'Polygon',
				coordinates: [
					[
						[0, 0],
						[1, 0],
						[1, 1],
						[0, 1],
						[0, 0]
					]
				].map(rotateTo)
			}
		}
	]);
	expect(baker.places).toEqual([
		{ kind: 'district', class: 'boroughs', name: 'North', lng: 0.5, lat: 0.5, rank: 1 }
	]);
	expect(manifest.datasets[0]).toMatchObject({
		kind: 'areas',
		id: 'boroughs',
		title: { zh: '行政区', en: 'Boroughs' },
		nameProperty: 'BoroName'
	});
});

/** The ring starts where the source's reversed one does. */
function rotateTo(ring: number[][]): number[][] {
	return ring;
}

test('land and chosen features become surfaces', async () => {
	const folder = scratch();
	const b = put(folder, 'b.geojson', building({}));
	const path = put(
		folder,
		's.geojsonl',
		[feature({ cd: 164 }, 'Polygon', [square(0, 0)]), feature({ cd: 101 }, 'Polygon', [square(1, 1)])].join(
			'\n'
		)
	);
	const { baker, report } = await runImport(folder, {
		buildings: [b],
		land: [path],
		green: [`${path}?cd=164`]
	});
	expect(baker.surfaces.map(({ kind, class: type }) => [kind, type])).toEqual([
		['land', 'land'],
		['land', 'land'],
		['green', 'park']
	]);
	expect([report['land']?.read, report['green']?.read]).toEqual([2, 1]);
});

test('heights of the ground are counted, and where nobody knows them', async () => {
	const folder = scratch();
	const b = put(folder, 'b.geojson', building({}));
	const heights = put(
		folder,
		'heights.asc',
		'ncols 2\nnrows 2\nxllcenter 0\nyllcenter 0\ncellsize 1\nnodata_value -1\n5 -1\n7 8\n'
	);
	const { baker, report } = await runImport(folder, { buildings: [b], terrain: [heights] });
	expect(baker.terrains).toEqual([
		{ west: 0, south: 0, step: 1, columns: 2, rows: 2, heights: Float32Array.of(5, NaN, 7, 8) }
	]);
	expect(report['terrain']).toMatchObject({ read: 4, kept: 3, rejected: 1 });
});

test('a journey that strays is rejected with its index and position; times must not run backwards', async () => {
	const folder = scratch();
	const b = put(folder, 'b.geojson', building({}));
	const trips = [
		{
			vendor: 1,
			path: [
				[0, 0],
				[0.01, 0]
			],
			timestamps: [0, 60]
		},
		{
			vendor: 0,
			path: [
				[0, 0],
				[-115.1, 36.1]
			],
			timestamps: [0, 60]
		},
		{
			vendor: 0,
			path: [
				[0, 0],
				[0, 0.01]
			],
			timestamps: [60, 0]
		},
		{
			vendor: 0,
			path: [
				[0, 0.01],
				[0, 0.02],
				[0, 0.03]
			],
			timestamps: [5, 6, 7]
		}
	];
	const path = put(folder, 't.json', JSON.stringify(trips));
	const {
		report,
		path: pack,
		manifest
	} = await runImport(folder, { buildings: [b], trips: [`taxi=${path}`] });
	expect(report['trips:taxi']).toMatchObject({
		read: 4,
		kept: 2,
		rejected: 2,
		reasons: [
			{ reason: 'times run backwards', examples: ['journey 2'] },
			{ reason: 'more than 100 km from the city', examples: ['journey 1: -115.1, 36.1 is 12236 km away'] }
		]
	});
	const journeys = tableFromIPC(readFileSync(join(pack, 'trips/taxi/journeys.arrow')))
		.toArray()
		.map((row) => row.toJSON());
	expect(journeys).toEqual([
		{ id: '0', category: '1', first: 0, count: 2 },
		{ id: '3', category: '0', first: 2, count: 3 }
	]);
	expect(manifest.datasets[0]).toMatchObject({ kind: 'trips', rows: 2, seconds: { from: 0, to: 60 } });
});

test('the manifest obeys its schema, and the same sources give the same version', async () => {
	const folder = scratch();
	const b = put(folder, 'b.geojson', building({}));
	const r = put(folder, 'r.csv', 'date,lon,lat\n2020-01-01,1,1\n');
	const options = {
		nameZh: '试城',
		buildings: [b],
		points: [`requests=${r}`],
		attribution: ['© A', 'requests=Open Data', 'a=b'],
		title: ['requests=诉求|Calls']
	};
	const first = await runImport(folder, options);
	const again = await runImport(folder, { ...options, force: true });
	const manifest = cityManifest.parse(JSON.parse(readFileSync(join(again.path, 'city.json'), 'utf8')));
	expect(manifest.version).toBe(first.manifest.version);
	expect(manifest.name).toEqual({ zh: '试城', en: '试城' });
	expect(manifest.attribution).toEqual(['© A', 'a=b', 'Open Data']);
	expect(manifest.datasets[0]).toMatchObject({
		title: { zh: '诉求', en: 'Calls' },
		attribution: 'Open Data'
	});
	const changed = await runImport(folder, { ...options, nameZh: '他城', force: true });
	expect(changed.manifest.version).not.toBe(first.manifest.version);
});

test('an existing pack stands until it is replaced by force', async () => {
	const folder = scratch();
	const b = put(folder, 'b.geojson', building({}));
	const { path } = await runImport(folder, { buildings: [b] });
	expect(await failure(folder, { buildings: [b] })).toContain('exists already; add --force to replace it');
	const broken = put(folder, 'x.geojson', '{');
	await failure(folder, { buildings: [broken], force: true });
	expect(existsSync(join(path, 'city.json'))).toBe(true);
});

test('what dead imports left is removed; a pack put aside by one goes back', async () => {
	const folder = scratch();
	const cities = join(folder, 'cities');
	const dead = 2 ** 22 + 1;
	for (const name of [`.nyc.importing-${dead}`, `.oslo.replaced-${dead}`, `.live.importing-${process.ppid}`])
		mkdirSync(join(cities, name), { recursive: true });
	writeFileSync(join(cities, `.oslo.replaced-${dead}`, 'city.json'), '{}');
	await runImport(folder, { buildings: [put(folder, 'b.geojson', building({}))] });
	expect(readdirSync(cities).sort()).toEqual([`.live.importing-${process.ppid}`, 'oslo', 'testville']);
});

test('an interrupted import leaves nothing', async () => {
	const folder = scratch();
	const b = put(folder, 'b.geojson', building({}));
	const stop = new AbortController();
	stop.abort(new Error('interrupted'));
	await expect(runImport(folder, { buildings: [b] }, stop.signal)).rejects.toThrow('interrupted');
	expect(readdirSync(join(folder, 'cities'))).toEqual([]);
});
