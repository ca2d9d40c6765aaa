import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { failure, feature, put, scratch, square } from '../../tests/fixtures/import/run-import.ts';
import { writePbf } from '../../tests/fixtures/import/write-pbf.ts';

const PBF = writePbf({ nodes: [{ id: 1, lng: 1, lat: 42, tags: { place: 'town', name: 'A' } }] });

test('a truncated PBF names the byte at which it ends and the block that is not complete', async () => {
	const folder = scratch();
	const osm = put(folder, 'cut.osm.pbf', PBF.subarray(0, PBF.length - 5));
	const block = PBF.indexOf('OSMData') - 6;
	expect(await failure(folder, { osm: [osm] })).toBe(
		`${osm}, byte ${PBF.length - 5}: the file is cut off: the block that starts at byte ${block} is not complete; download it again.`
	);
});

test('a file that is no PBF says so', async () => {
	const folder = scratch();
	const osm = put(folder, 'text.osm.pbf', 'hello, this is not map data at all');
	expect(await failure(folder, { osm: [osm] })).toContain('byte 0: this is not an .osm.pbf file');
});

test('a PBF whose block cannot be unpacked names its byte', async () => {
	const folder = scratch();
	const bytes = Buffer.from(PBF);
	bytes.fill(0xaa, bytes.length - 12);
	const osm = put(folder, 'damaged.osm.pbf', bytes);
	expect(await failure(folder, { osm: [osm] })).toMatch(
		/byte \d+: a block cannot be unpacked .*download it again\.$/
	);
});

test('TopoJSON named .geojson is recognised', async () => {
	const folder = scratch();
	const topology = JSON.stringify({ type: 'Topology', objects: {}, arcs: [[[0, 0]]] });
	const path = put(folder, 'areas.geojson.gz', gzipSync(topology));
	expect(await failure(folder, { areas: [`fire=${path}`] })).toMatch(
		/^\S+areas\.geojson\.gz, line 1: this is TopoJSON .*, not GeoJSON.*; convert it to GeoJSON.*\.$/
	);
});

test('invalid JSON names the line', async () => {
	const folder = scratch();
	const good = feature({}, 'Polygon', [square(0, 0)]);
	const path = put(folder, 'b.geojsonl', `${good}\n${good}\n{"type":"Feature",,}\n`);
	expect(await failure(folder, { buildings: [path] })).toContain('b.geojsonl, line 3: invalid JSON');
});

test('JSON that ends in the middle says that it is cut off', async () => {
	const folder = scratch();
	const path = put(
		folder,
		'b.geojson',
		`{"type":"FeatureCollection","features":[\n${feature({}, 'Polygon', [square(0, 0)])},\n{"type"`
	);
	expect(await failure(folder, { buildings: [path] })).toContain(
		'line 3: the JSON ends in the middle of the value'
	);
});

test('projected coordinates name the feature and how to reproject', async () => {
	const folder = scratch();
	const lines = [
		feature({}, 'Polygon', [square(0, 0)]),
		feature({ id: 7 }, 'Polygon', [square(583960, 4507523, 10)])
	];
	const path = put(folder, 'utm.geojsonl', lines.join('\n'));
	expect(await failure(folder, { buildings: [path] })).toMatch(
		/utm\.geojsonl, feature 2 \(id 7\): the position 583960, 4507523 is out of range.*; reproject the file to WGS 84/
	);
});

test('a CRS other than longitude and latitude is refused by its name', async () => {
	const folder = scratch();
	const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } };
	const path = put(
		folder,
		'mercator.geojson',
		JSON.stringify({
			type: 'FeatureCollection',
			crs,
			features: [JSON.parse(feature({}, 'Polygon', [square(0, 0)]))]
		})
	);
	expect(await failure(folder, { buildings: [path] })).toContain('urn:ogc:def:crs:EPSG::3857');
});

test('a CSV without the named column lists the columns there are', async () => {
	const folder = scratch();
	const path = put(folder, 'r.csv', 'when,lon,lat\n2020-01-01,1,2\n');
	expect(await failure(folder, { points: [`r=${path}`], pointsMap: ['r:time=created'] })).toBe(
		`${path}, header line: there is no column "created" (asked for as time); use one of its columns: when, lon, lat.`
	);
});

test('a CSV without a position says which columns it has', async () => {
	const folder = scratch();
	const path = put(folder, 'r.csv', 'when,what\n2020-01-01,1\n');
	expect(await failure(folder, { points: [`r=${path}`] })).toContain('no column for the longitude was found');
});

test('a table in projected coordinates is refused with its first line', async () => {
	const folder = scratch();
	const path = put(folder, 'r.csv', 'lon,lat\n583960,4507523\n583961,4507524\n');
	expect(await failure(folder, { points: [`r=${path}`] })).toContain(
		'line 2: the position 583960, 4507523 is out of range'
	);
});

test('a GTFS without stop_times says what it holds', async () => {
	const folder = scratch();
	const table = strToU8('a\n1\n');
	const path = put(
		folder,
		'g.zip',
		zipSync({ 'stops.txt': table, 'routes.txt': table, 'trips.txt': table, 'calendar.txt': table })
	);
	expect(await failure(folder, { gtfs: [path] })).toBe(
		`${path}, stop_times.txt: the GTFS feed has no stop_times.txt (it holds stops.txt, routes.txt, trips.txt, calendar.txt); get the complete feed from its publisher.`
	);
});

test('a GTFS that is no zip says so', async () => {
	const folder = scratch();
	expect(await failure(folder, { gtfs: [put(folder, 'g.zip', 'PK not really a zip file')] })).toContain(
		'not a readable zip'
	);
});

test('missing, empty, folder, RTF, HTML and false gzip each have their sentence', async () => {
	const folder = scratch();
	mkdirSync(join(folder, 'dir'));
	const say = (path: string) => failure(folder, { buildings: [path] });
	expect(await say(join(folder, 'none.geojson'))).toContain('there is no such file; check the path given.');
	expect(await say(put(folder, 'e.geojson', ''))).toContain('the file is empty');
	expect(await say(put(folder, 'e.geojson.gz', gzipSync('')))).toContain('the file is empty once unzipped');
	expect(await say(join(folder, 'dir'))).toContain('this is a folder, not a file');
	expect(await say(put(folder, 'r.geojson', '{\\rtf1\\ansi hello}'))).toContain('this is an RTF document');
	expect(await say(put(folder, 'h.geojson', '<!DOCTYPE html><html>'))).toContain('this is a web page');
	expect(await say(put(folder, 'h.geojson.gz', gzipSync('<html><body>')))).toContain('this is a web page');
	expect(await say(put(folder, 'p.geojson.gz', '{"type":"FeatureCollection"}'))).toContain('is not gzip');
	expect(
		await say(put(folder, 'cut.geojson.gz', gzipSync('{"type":"Feature"}'.repeat(500)).subarray(0, 40)))
	).toContain('the gzip stream is broken');
	expect(await say(put(folder, 't.geojson', 'id,name\n1,a\n'))).toContain(
		'line 1: this is not JSON with objects in it (found "id,name"'
	);
});

test('options that cannot be meant say how to write them', async () => {
	const folder = scratch();
	const b = put(folder, 'b.geojson', feature({}, 'Polygon', [square(0, 0)]));
	expect(await failure(folder, { id: 'New York', buildings: [b] })).toContain(
		'--id: "New York" is not a city id'
	);
	expect(await failure(folder, {})).toContain('There is nothing to import');
	expect(await failure(folder, { buildings: [b], timezone: 'Mars/Olympus' })).toContain(
		'"Mars/Olympus" is not a time zone'
	);
	expect(await failure(folder, { buildings: [b], bbox: '1,2,3' })).toContain(
		'--bbox: "1,2,3" is not west,south,east,north'
	);
	expect(await failure(folder, { points: [b] })).toContain('is not name=value');
	expect(await failure(folder, { points: [`x=${b}`], trips: [`x=${b}`] })).toContain(
		'two datasets would have this name'
	);
	expect(await failure(folder, { buildings: [b], gtfsRt: [b] })).toContain('a capture needs its timetable');
	expect(await failure(folder, { buildings: [b], buildingsMap: 'hight=H' })).toContain(
		'there is no key "hight"'
	);
	expect(await failure(folder, { areas: [`a=${b}`], areasName: ['a=NAME'] })).toContain(
		'property NAME: no feature has it'
	);
	expect(await failure(folder, { green: [`${b}?kind=park`] })).toContain('no feature has the value park');
});

test('a failed import leaves no folder that could serve', async () => {
	const folder = scratch();
	const path = put(folder, 'b.geojsonl', `${feature({}, 'Polygon', [square(0, 0)])}\n{"type":`);
	await failure(folder, { buildings: [path] });
	expect(readdirSync(join(folder, 'cities'))).toEqual([]);
});

test('sources of which nothing can be kept make no city: the sentence names them and the reasons', async () => {
	const folder = scratch();
	const outline = put(folder, 'b.geojson', feature({}, 'Polygon', [square(0, 0)]));
	expect(await failure(folder, { buildings: [outline], bbox: '10,10,11,11' })).toBe(
		`${outline}: nothing in it could be kept (1 of buildings: outside the bbox, e.g. feature 1); check --bbox and that each file goes with the right option.`
	);
	const point = put(folder, 'p.geojson', feature({}, 'Point', [0, 0]));
	expect(await failure(folder, { buildings: [point] })).toContain('a Point is not a polygon');
	const none = put(folder, 'none.csv', 'lng,lat\n');
	expect(await failure(folder, { points: [`none=${none}`] })).toContain('there is no record to import in it');
	expect(readdirSync(join(folder, 'cities'))).toEqual([]);
});

test('a GTFS table that cannot be unpacked names zip and table', async () => {
	const folder = scratch();
	const tables = Object.fromEntries(
		['stops', 'routes', 'trips', 'stop_times', 'calendar'].map((name) => [
			`${name}.txt`,
			strToU8(`a,b\n${'1,2\n'.repeat(500)}`)
		])
	);
	const bytes = Buffer.from(zipSync(tables));
	const at = bytes.indexOf('stops.txt') + 'stops.txt'.length;
	bytes.fill(0xff, at, at + 8);
	expect(await failure(folder, { gtfs: [put(folder, 'g.zip', bytes)] })).toMatch(
		/g\.zip, stops\.txt: the zip file is damaged: .*; download the GTFS feed again\.$/
	);
});

test('a table that is not UTF-8 names the line and how to convert it', async () => {
	const folder = scratch();
	const chinese = Buffer.from([0xbc, 0xc3, 0xc4, 0xcf]); // two characters of GB 18030
	const path = put(
		folder,
		'gb.csv',
		Buffer.concat([Buffer.from('lng,lat,name\n1,2,'), chinese, Buffer.from('\n')])
	);
	expect(await failure(folder, { points: [`p=${path}`] })).toContain(
		'line 2: its text is not UTF-8; convert it: iconv'
	);
	const wide = put(folder, 'wide.csv', Buffer.from('\ufefflng,lat\n1,2\n', 'utf16le'));
	expect(await failure(folder, { points: [`p=${wide}`] })).toContain(
		'byte 0: its text is not UTF-8 but UTF-16'
	);
});

test('CityJSON is called by its name', async () => {
	const folder = scratch();
	const path = put(folder, 'c.json', '{"type":"CityJSON","version":"1.1","CityObjects":{},"vertices":[]}');
	expect(await failure(folder, { buildings: [path] })).toContain('line 1: this is CityJSON');
});
