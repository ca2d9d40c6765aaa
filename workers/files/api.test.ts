import type { Vector } from 'apache-arrow';
import {
	Binary,
	Decimal,
	Dictionary,
	Int32,
	Table,
	Utf8,
	makeVector,
	tableFromIPC,
	tableToIPC,
	vectorFromArray
} from 'apache-arrow';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { decodeWkb, encodeWkb } from '#lib/model/wkb.ts';
import { createFilesApi } from './api.ts';
import { shapefileOf } from './fixtures/write-shapefile.ts';
import type { OpenedTable, TableChoices } from './opened.ts';

const api = createFilesApi();
api.start({ timezone: 'Asia/Shanghai', bbox: [116.2, 39.8, 116.6, 40.1] });

const open = (content: BlobPart, name: string) => api.open(new File([content], name), () => undefined);
async function table(content: BlobPart, name: string): Promise<OpenedTable> {
	const opened = await open(content, name);
	if (opened.kind !== 'table') throw new Error(`${name} is a ${opened.kind}`);
	return opened;
}
/** The dataset with every column as it was judged, and its rows. */
async function made(opened: OpenedTable, change: Partial<TableChoices> = {}) {
	const { dataset, data } = api.make({
		id: opened.id,
		dataset: 'local-test',
		title: 'Test',
		columns: opened.columns.map(({ name, kind }) => ({ name, kind })),
		...(opened.placing && { placing: opened.placing }),
		...(opened.time !== undefined && { time: opened.time }),
		...change
	});
	const arrow = tableFromIPC(new Uint8Array(await data.arrayBuffer()));
	const column = (name: string) => [...(arrow.getChild(name) as Vector)] as unknown[];
	return { dataset, column };
}

const SQUARE = [
	[116.3, 39.9],
	[116.4, 39.9],
	[116.4, 40],
	[116.3, 40],
	[116.3, 39.9]
] as const;
const ring = JSON.stringify(SQUARE);

test('a CSV with units, times of the city and a row without a position becomes a dataset of points', async () => {
	const opened = await table(
		'speed (km/h),经度,纬度,时间\n30,116.4,39.9,2024-01-05 08:00\n45.5,,,2024-01-05 09:00\n',
		'speeds.csv'
	);
	expect(opened).toMatchObject({
		format: 'csv',
		rows: 2,
		placing: { crs: 'EPSG:4326', columns: { x: '经度', y: '纬度' } },
		time: '时间',
		cityTime: true,
		likely: []
	});
	const { dataset, column } = await made(opened);
	expect(dataset).toEqual({
		kind: 'points',
		id: 'local-test',
		title: { zh: 'Test', en: 'Test' },
		file: '',
		rows: 2,
		columns: [{ name: 'speed', kind: 'number', unit: 'km/h', verbatim: true }],
		span: { from: Date.UTC(2024, 0, 5), to: Date.UTC(2024, 0, 5, 1) },
		withoutPosition: 1
	});
	expect(column('row')).toEqual([0, 1]);
	expect(column('t')).toEqual([Date.UTC(2024, 0, 5), Date.UTC(2024, 0, 5, 1)]);
	expect(column('lng')).toEqual([116.4, null]);
	expect(column('speed')).toEqual([30, 45.5]);
});

test('a number that no number line has is no value', async () => {
	const opened = await table('lng,lat,n\n116.4,39.9,1e999\n116.4,39.9,-1e999\n116.4,39.9,2\n', 'long.csv');
	const { column } = await made(opened);
	expect(column('n')).toEqual([null, null, 2]);
});

test('a CSV with well-known text has geometries; a day and a clock beside it are one time', async () => {
	const opened = await table(
		'date,time,geometry,n\n2024-01-05,8:30,"LINESTRING (116.3 39.9, 116.5 39.9)",1\n2024-01-06,,POINT (116.4 40),2\n2024-01-07,0:05,nowhere,3\n',
		'ways.csv'
	);
	expect(opened).toMatchObject({ shapes: 'shapes', time: 'date' });
	expect(opened.notes).toEqual([
		{ kind: 'geometryUnread', count: 1, place: 'row 3' },
		{ kind: 'clockJoined', date: 'date', clock: 'time' }
	]);
	const { column } = await made(opened);
	expect(column('t')).toEqual([
		Date.UTC(2024, 0, 5, 0, 30),
		Date.UTC(2024, 0, 5, 16),
		Date.UTC(2024, 0, 6, 16, 5)
	]);
	expect(column('lat')).toEqual([39.9, 40, null]);
});

test('what a column is made is the owner’s to say', async () => {
	const opened = await table('route,n\n1,5\n2,6\n1,7\n', 'routes.csv');
	expect(opened.columns[0]).toMatchObject({ kind: 'number', kinds: ['number', 'category', 'text'] });
	const { dataset, column } = await made(opened, {
		columns: [
			{ name: 'route', kind: 'category' },
			{ name: 'n', kind: 'left out' }
		]
	});
	expect(dataset.columns).toEqual([{ name: 'route', kind: 'category', verbatim: true }]);
	expect(column('route')).toEqual(['1', '2', '1']);
});

test('a GCJ-02 position is put right when its owner says that it is one', async () => {
	const opened = await table('lng,lat\n116.41024449916938,39.91640428150164\n', 'gaode.csv');
	const placing = { crs: 'EPSG:4326', columns: { x: 'lng', y: 'lat' }, offset: 'gcj02' } as const;
	const { column } = await made(opened, { placing });
	expect(column('lng')[0]).toBeCloseTo(116.404, 8);
	expect(column('lat')[0]).toBeCloseTo(39.915, 8);
	expect(api.place(opened.id, opened.placing!).middle?.[0]).toBe(116.41024449916938);
});

test('metres without a stated system are tried where they would lie in the city', async () => {
	const opened = await table('x,y\n20449000,4419000\n20450000,4420000\n', 'cgcs.csv');
	expect(opened.likely).toContain('EPSG:4498');
	const placed = api.place(opened.id, { crs: 'EPSG:4498', columns: { x: 'x', y: 'y' } });
	expect(placed).toMatchObject({ share: 1, system: 'EPSG:4498' });
	expect(placed.middle?.[0]).toBeCloseTo(116.41, 1);
	expect(api.place(opened.id, { crs: 'nowhere', columns: { x: 'x', y: 'y' } })).toEqual({ share: 0 });
	await expect(made(opened, { placing: { crs: 'nowhere' } })).rejects.toMatchObject({
		message:
			'cgcs.csv: the reference system nowhere is not known; give an EPSG code such as EPSG:4547, or its WKT.'
	});
});

test('GeoJSON points are points, lines and polygons are shapes with a position on them', async () => {
	const feature = (geometry: string, properties: string) =>
		`{"type":"Feature","properties":${properties},"geometry":${geometry}}`;
	const points = await table(
		`{"type":"FeatureCollection","features":[${feature('{"type":"Point","coordinates":[116.4,39.9,5]}', '{"n":1}')}]}`,
		'p.geojson'
	);
	expect(points).toMatchObject({ shapes: 'points', placing: { crs: 'EPSG:4326' } });
	expect((await made(points)).dataset.kind).toBe('points');

	const shapes = await table(
		`{"type":"FeatureCollection","features":[
			${feature(`{"type":"Polygon","coordinates":[${ring}]}`, '{"name":"A","open":true}')},
			${feature('{"type":"LineString","coordinates":[[116.3,39.9],[116.5,39.9]]}', '{"name":"B"}')},
			${feature('null', '{"name":"C"}')}]}`,
		's.geojson'
	);
	const { dataset, column } = await made(shapes);
	expect(dataset).toMatchObject({ kind: 'shapes', rows: 3, withoutPosition: 1 });
	expect(column('name')).toEqual(['A', 'B', 'C']);
	expect(column('open')).toEqual(['true', null, null]);
	expect(column('lng').map((lng) => (lng === null ? null : Math.round((lng as number) * 1e6) / 1e6))).toEqual(
		[116.35, 116.4, null]
	);
	const [area, line, none] = column('geometry') as (Uint8Array | null)[];
	expect(decodeWkb(area!)).toEqual({ polygons: [[Float64Array.from(SQUARE.flat())]] });
	expect(decodeWkb(line!)).toEqual({ lines: [Float64Array.of(116.3, 39.9, 116.5, 39.9)] });
	expect(none).toBe(null);
});

test('GeoJSON lines, plain JSON with pairs, and a stated system are understood', async () => {
	const lines = await table(
		'{"type":"Feature","properties":{"n":1},"geometry":null}\n{"type":"Feature","properties":{"n":2},"geometry":null}\n',
		'l.geojsonl'
	);
	expect(lines.rows).toBe(2);
	const pairs = await table('[{"kind":"cafe","coordinates":[116.4,39.9]}]', 'pois.json');
	expect(pairs).toMatchObject({ shapes: 'points', rows: 1 });
	const mercator = await table(
		'{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[12957000,4853000]}}]}',
		'm.geojson'
	);
	expect(mercator.stated).toBe('EPSG:3857');
	expect(api.place(mercator.id, mercator.placing!).middle?.[0]).toBeCloseTo(116.39, 1);
});

test('broken JSON is said with its line', async () => {
	await expect(
		open('{"type":"FeatureCollection",\n"features":[\n{"a":]}', 'b.geojson')
	).rejects.toMatchObject({
		code: 'INPUT_INVALID',
		message: 'b.geojson, line 3: this is not valid JSON; mend that line or export the file again.'
	});
	await expect(open('{"type":"FeatureCollection",\n"features":[', 'b.geojson')).rejects.toMatchObject({
		details: { problem: 'the JSON is cut off here' }
	});
	await expect(
		open('{"type":"FeatureCollection","features":[{"type":"Feature"', 'b.geojson')
	).rejects.toMatchObject({
		details: { reason: 'cutOff', place: 'line 1' }
	});
});

const KML = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
	<Placemark><name>桥</name><Style><IconStyle><scale>2</scale></IconStyle></Style><ExtendedData><Data name="lanes"><value>4</value></Data></ExtendedData>
	<Point><coordinates>116.4,39.9,0</coordinates></Point></Placemark></Document></kml>`;

test('KML, and KML in a KMZ, become rows with their data', async () => {
	for (const opened of [
		await table(KML, 'b.kml'),
		await table(zipSync({ 'doc.kml': strToU8(KML) }) as BlobPart, 'b.kmz')
	]) {
		expect(opened).toMatchObject({ rows: 1, shapes: 'points' });
		const { column } = await made(opened);
		expect(column('name')).toEqual(['桥']);
		expect(column('lanes')).toEqual([4]);
	}
});

test('KML that breaks off is not taken for one without placemarks', async () => {
	await expect(open(KML.slice(0, -40), 'cut.kml')).rejects.toMatchObject({
		details: { file: 'cut.kml', place: 'line 3', reason: 'cutOff' }
	});
	await expect(
		open(`${KML.replace('?>', '?><!-- of <us> -->')}\n<!-- end -->\n`, 'b.kml')
	).resolves.toBeDefined();
});

test('GPX tracks become lines', async () => {
	const opened = await table(
		'<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Run</name><trkseg><trkpt lat="39.9" lon="116.4"/><trkpt lat="39.91" lon="116.41"/></trkseg></trk></gpx>',
		'run.gpx'
	);
	expect(opened).toMatchObject({ format: 'gpx', rows: 1, shapes: 'shapes' });
	expect((await made(opened)).column('name')).toEqual(['Run']);
});

test('a zipped Shapefile gives polygons, columns in their encoding and its system', async () => {
	const { shp, dbf } = shapefileOf(
		[
			{ name: 'A', count: 3, ring: SQUARE },
			{ name: 'B', count: -1, ring: SQUARE }
		],
		(text) => (text === 'A' ? Uint8Array.from([0xc7, 0xc5]) : strToU8(text)) // 桥 in GB 18030
	);
	const zip = zipSync({
		'roads/a.shp': shp,
		'roads/a.dbf': dbf,
		'roads/a.prj': strToU8(
			'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
		)
	});
	const opened = await table(zip as BlobPart, 'roads.zip');
	expect(opened).toMatchObject({ format: 'shapefile', rows: 2, stated: 'GCS_WGS_1984', shapes: 'shapes' });
	expect(opened.notes).toEqual([{ kind: 'encoding', encoding: 'gb18030' }]);
	const { column } = await made(opened);
	expect(column('NAME')).toEqual(['桥', 'B']);
	expect(column('COUNT')).toEqual([3, -1]);
	const [area] = column('geometry') as Uint8Array[];
	expect(decodeWkb(area!).polygons?.[0]?.[0]).toHaveLength(10);
	await expect(open(zipSync({ 'a.shp': shp }) as BlobPart, 'half.zip')).rejects.toMatchObject({
		details: { place: 'a.dbf', problem: 'the table of its columns is not in the zip' }
	});
});

test('of a zipped Shapefile the part that is broken is named', async () => {
	const { shp, dbf } = shapefileOf(
		[
			{ name: 'A', count: 3, ring: SQUARE },
			{ name: 'B', count: -1, ring: SQUARE }
		],
		strToU8
	);
	const fails = async (parts: { shp: Uint8Array; dbf: Uint8Array }, details: object) =>
		expect(
			open(zipSync({ 'a.shp': parts.shp, 'a.dbf': parts.dbf }) as BlobPart, 'a.zip')
		).rejects.toMatchObject({ details });
	const promised = `${shp.length} bytes were promised`;
	for (const length of [101, shp.length / 2, shp.length - 1])
		await fails(
			{ shp: shp.subarray(0, length), dbf },
			{
				reason: 'cutOff',
				place: 'a.shp',
				problem: `it is cut off at byte ${length}: ${promised}`
			}
		);
	await fails({ shp: shp.subarray(0, 40), dbf }, { reason: 'cutOff', place: 'a.shp' });
	await fails({ shp: new Uint8Array(shp.length), dbf }, { reason: 'damaged', place: 'a.shp' });
	const lost = shp.slice();
	lost.fill(0, (100 + shp.length) / 2); // the second of two records
	await fails({ shp: lost, dbf }, { reason: 'damaged', place: 'a.shp' });
	await fails({ shp, dbf: dbf.subarray(0, dbf.length - 20) }, { reason: 'cutOff', place: 'a.dbf' });
	const fewer = dbf.slice();
	fewer[4] = 1;
	await fails({ shp, dbf: fewer }, { reason: 'damaged', place: 'a.dbf' });
});

test('Arrow is read in both of its forms, with the geometry of GeoArrow', async () => {
	const point = encodeWkb({ points: Float64Array.of(116.4, 39.9) });
	const arrow = new Table({
		n: makeVector(Int32Array.of(7, 8)),
		word: vectorFromArray(['x', null]),
		geometry: vectorFromArray([point, null], new Binary())
	});
	for (const form of ['stream', 'file'] as const) {
		const opened = await table(tableToIPC(arrow, form) as BlobPart, 'a.arrow');
		expect(opened).toMatchObject({ rows: 2, shapes: 'points' });
		const { column } = await made(opened);
		expect(column('n')).toEqual([7, 8]);
		expect(column('word')).toEqual(['x', null]);
		expect(column('lng')).toEqual([116.4, null]);
	}
});

test('Arrow that cannot be read is not taken for one without rows', async () => {
	const arrow = new Table({ n: makeVector(Int32Array.of(7, 8)) });
	const file = tableToIPC(arrow, 'file');
	const middle = file.slice();
	middle.fill(0, 8, file.length - 250);
	const magic = strToU8('ARROW1\0\0');
	for (const [name, bytes] of Object.entries({
		'words.arrow': Uint8Array.of(...magic, ...strToU8('nothing that was ever a table')),
		'zeros.arrow': Uint8Array.of(...magic, ...new Uint8Array(200)),
		'cut.arrow': file.subarray(0, -4),
		'middle.arrow': middle,
		'stream.arrow': Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0, 0, 0)
	}))
		await expect(open(bytes as BlobPart, name), name).rejects.toMatchObject({
			details: { file: name, reason: 'damaged' }
		});
	for (const form of ['stream', 'file'] as const)
		await expect(
			open(tableToIPC(new Table(arrow.schema), form) as BlobPart, 'none.arrow')
		).rejects.toMatchObject({ details: { reason: 'noRows' } });
});

test('Feather V1 is said to be that; a CSV with a column of its name is a CSV', async () => {
	await expect(open(strToU8('FEA1\0\0\0\0\x07FEA1') as BlobPart, 'a.bin')).rejects.toMatchObject({
		message: 'a.bin: this is Feather V1; write it again as Arrow IPC (Feather V2) or Parquet.',
		details: { reason: 'featherOld' }
	});
	expect(await table('FEA1,FEA2\n1,2\n', 'a.csv')).toMatchObject({ format: 'csv', rows: 1 });
});

test('Arrow has dictionaries and decimals, which are numbers', async () => {
	const word = vectorFromArray(['x', 'y', 'x'], new Dictionary(new Utf8(), new Int32()));
	const words = [12_345, -500].map((value) =>
		Uint32Array.from({ length: 4 }, (_, at) => Number(BigInt.asUintN(32, BigInt(value) >> BigInt(32 * at))))
	);
	const amounts = makeVector({
		type: new Decimal(3, 30),
		length: 3,
		nullCount: 1,
		nullBitmap: Uint8Array.of(0b011),
		data: Uint32Array.from([...words.flatMap((value) => [...value]), 0, 0, 0, 0])
	});
	const opened = await table(tableToIPC(new Table({ word, amount: amounts })) as BlobPart, 'd.arrow');
	const { column } = await made(opened);
	expect(column('word')).toEqual(['x', 'y', 'x']);
	expect(column('amount')).toEqual([12.345, -0.5, null]);
});

test('a sequence of JSON texts is read, and a broken one is said with its line', async () => {
	const sequence = await table('\u001e{"n":1}\n\u001e{"n":2}\n\n{"n":3}\n', 's.json');
	expect(sequence.rows).toBe(3);
	await expect(open('{"n":1}\n\n{"n":]\n', 'lines.json')).rejects.toMatchObject({
		details: { reason: 'notJson', place: 'line 3' }
	});
});

test('what is nothing of ours is said in one sentence', async () => {
	await expect(open(Uint8Array.of(0, 1, 2, 3), 'x.bin')).rejects.toMatchObject({
		code: 'INPUT_INVALID',
		details: { file: 'x.bin', problem: 'its content is of no format that can be shown' }
	});
	await expect(open('', 'nothing.csv')).rejects.toMatchObject({ details: { problem: 'it is empty' } });
	await expect(open(zipSync({ 'a.txt': strToU8('x') }) as BlobPart, 'a.zip')).rejects.toMatchObject({
		details: { problem: 'this zip holds no Shapefile, no KML and no tileset.json' }
	});
});
