import { resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { put, runImport, scratch } from '../../../tests/fixtures/import/run-import.ts';
import { writePbf, type OsmNode } from '../../../tests/fixtures/import/write-pbf.ts';

/** A grid of 10 × 10 nodes, ids 100 + 10 × row + column, a thousandth of a degree apart. */
const GRID: OsmNode[] = Array.from({ length: 100 }, (_, at) => ({
	id: 100 + at,
	lng: 1 + (at % 10) * 0.001,
	lat: 42 + Math.floor(at / 10) * 0.001
}));

async function importMap(map: Parameters<typeof writePbf>[0]) {
	const folder = scratch();
	return runImport(folder, { osm: [put(folder, 'm.osm.pbf', writePbf(map))] });
}

test('English names beside others go along: of buildings, roads, water and places', async () => {
	const { baker } = await importMap({
		nodes: [
			...GRID.slice(1),
			{ ...GRID[0]!, tags: { natural: 'peak', name: '云台山', 'name:en': 'Mount Yuntai' } }
		],
		ways: [
			{
				id: 1,
				refs: [100, 101, 111, 110, 100],
				tags: { building: 'school', name: '云溪小学', 'name:en': 'Yunxi School' }
			},
			{ id: 2, refs: [120, 121], tags: { highway: 'primary', name: '明月路', 'name:en': 'Mingyue Road' } },
			{
				id: 3,
				refs: [130, 131, 141, 140, 130],
				tags: { natural: 'water', name: 'Mirror Lake', 'name:en': 'Mirror Lake' }
			}
		]
	});
	expect([...baker.buildings, ...baker.roads, ...baker.surfaces, ...baker.places]).toMatchObject([
		{ name: '云溪小学', nameEn: 'Yunxi School' },
		{ name: '明月路', nameEn: 'Mingyue Road' },
		{ name: 'Mirror Lake' },
		{ name: '云台山', nameEn: 'Mount Yuntai' }
	]);
	expect(baker.surfaces[0]).not.toHaveProperty('nameEn');
});

test('a building way keeps its tags, its outline and its address', async () => {
	const { baker, report, osm } = await importMap({
		nodes: GRID,
		ways: [
			{
				id: 1,
				refs: [100, 101, 111, 110, 100],
				tags: {
					building: 'school',
					'building:levels': '3',
					name: 'A',
					'addr:street': 'S',
					'addr:housenumber': '7',
					amenity: 'school'
				}
			}
		]
	});
	expect(
		baker.buildings.map((b) => ({ ...b, polygons: b.polygons.map((p) => p.map((r) => [...r])) }))
	).toEqual([
		{
			sourceId: 1,
			polygons: [[[1, 42, 1.001, 42, 1.001, 42.001, 1, 42.001]]],
			height: expect.closeTo(9.6, 9),
			heightEstimated: true,
			minHeight: 0,
			levels: 3,
			use: 'school',
			name: 'A',
			street: 'S',
			houseNumber: '7'
		}
	]);
	expect(baker.addresses).toEqual([
		{
			lng: expect.closeTo(1.0005, 9),
			lat: expect.closeTo(42.0005, 9),
			houseNumber: '7',
			street: 'S',
			building: 1
		}
	]);
	expect(baker.places.map(({ kind, class: type, name }) => [kind, type, name])).toEqual([
		['poi', 'school', 'A']
	]);
	expect(report['buildings']).toMatchObject({ read: 1, kept: 1, estimated: 1 });
	expect(osm).toEqual({ nodes: 100, ways: 1, relations: 0 });
});

test('roads carry their node ids, so that crossings without a shared node stay separate', async () => {
	const { baker } = await importMap({
		nodes: GRID,
		ways: [
			{
				id: 5,
				refs: [100, 101, 102],
				tags: { highway: 'motorway', maxspeed: '60 mph', bridge: 'yes', layer: '1' }
			}
		]
	});
	expect(baker.roads.map((road) => ({ ...road, line: [...road.line], nodes: [...road.nodes!] }))).toEqual([
		{
			sourceId: 5,
			line: [1, 42, 1.001, 42, 1.002, 42],
			nodes: [100, 101, 102],
			class: 'motorway',
			oneway: 1,
			maxSpeed: expect.closeTo(96.56, 2),
			layer: 1,
			bridge: true,
			tunnel: false
		}
	]);
});

test('a multipolygon building has its hole; tags on the outer way of an older one are used once', async () => {
	const ways = [
		{ id: 1, refs: [100, 105, 155], tags: {} },
		{ id: 2, refs: [155, 150, 100], tags: {} },
		{ id: 3, refs: [111, 112, 122, 121, 111], tags: {} },
		{ id: 4, refs: [160, 165, 195, 190, 160], tags: { landuse: 'forest' } },
		{ id: 5, refs: [171, 172, 182, 181, 171], tags: {} }
	];
	const { baker, report } = await importMap({
		nodes: GRID,
		ways,
		relations: [
			{
				id: 8,
				tags: { type: 'multipolygon', building: 'yes' },
				members: [
					{ type: 'way', id: 1, role: 'outer' },
					{ type: 'way', id: 2, role: 'outer' },
					{ type: 'way', id: 3, role: 'inner' }
				]
			},
			{
				id: 9,
				tags: { type: 'multipolygon' },
				members: [
					{ type: 'way', id: 4, role: 'outer' },
					{ type: 'way', id: 5, role: 'inner' }
				]
			}
		]
	});
	expect(baker.buildings.map(({ sourceId, polygons }) => [sourceId, polygons.map((p) => p.length)])).toEqual([
		[-8, [2]]
	]);
	expect(
		baker.surfaces.map(({ kind, class: type, polygons }) => [kind, type, polygons.map((p) => p.length)])
	).toEqual([['green', 'forest', [2]]]);
	expect(report['green']).toMatchObject({ read: 1, kept: 1 });
});

test('a building part belongs to the smallest outline around it', async () => {
	const { baker } = await importMap({
		nodes: GRID,
		ways: [
			{ id: 1, refs: [111, 112, 122, 121, 111], tags: { 'building:part': 'yes', height: '40' } },
			{ id: 2, refs: [100, 109, 199, 190, 100], tags: { building: 'yes' } },
			{ id: 3, refs: [100, 103, 133, 130, 100], tags: { building: 'office', height: '30' } }
		]
	});
	expect(baker.buildings.find(({ sourceId }) => sourceId === 1)?.part).toEqual({ rootId: 3 });
});

test('what cannot be drawn is rejected with its reason', async () => {
	const { report } = await importMap({
		nodes: [
			...GRID.slice(0, 10),
			{ id: 900, lng: 1, lat: 42, tags: { building: 'yes' } },
			{ id: 901, lng: 1, lat: 42, tags: { place: 'town', name: 'A' } }
		],
		ways: [
			{ id: 1, refs: [100, 101, 102], tags: { building: 'yes' } },
			{ id: 2, refs: [100, 777], tags: { highway: 'primary' } },
			{ id: 3, refs: [100, 101], tags: { highway: 'proposed' } },
			{ id: 4, refs: [100, 101], tags: { power: 'line' } }
		],
		relations: [
			{
				id: 5,
				tags: { type: 'multipolygon', natural: 'water' },
				members: [{ type: 'way', id: 66, role: 'outer' }]
			}
		]
	});
	const reasons = (kind: string) =>
		report[kind]?.reasons.map(({ reason, examples }) => `${examples.join()}: ${reason}`);
	expect(reasons('buildings')).toEqual(['node 900: a point without an outline', 'way 1: outline not closed']);
	expect(reasons('roads')).toEqual([
		'way 2: nodes missing from the file',
		'way 3: highway=proposed: not there'
	]);
	expect(reasons('water')).toEqual([
		'relation 5: multipolygon not closed: member ways are missing from the file'
	]);
});

test('places are ranked and unnamed shops are nobody’s interest', async () => {
	const { baker, report } = await importMap({
		nodes: [
			{ id: 1, lng: 1, lat: 42, tags: { place: 'city', name: 'C' } },
			{ id: 2, lng: 1, lat: 42, tags: { shop: 'bakery' } },
			{ id: 3, lng: 1, lat: 42, tags: { shop: 'bakery', name: 'B' } }
		]
	});
	expect(baker.places.map(({ kind, class: type, name, rank }) => [kind, type, name, rank])).toEqual([
		['place', 'city', 'C', 0],
		['poi', 'bakery', 'B', 5]
	]);
	expect([report['places']?.read, report['pois']?.read]).toEqual([1, 1]);
});

const andorra = resolve(process.env['CITYLOOP_TEST_DATA'] ?? '../shared/data', 'andorra-osm/andorra.osm.pbf');

test.skipIf(!existsSync(andorra))('a whole country is read as its publisher counts it', async () => {
	const { report, osm } = await runImport(scratch(), { osm: [andorra] });
	expect(osm).toEqual({ nodes: 69_644, ways: 2_725, relations: 74 });
	expect([report['buildings']?.read, report['roads']?.read]).toEqual([301, 1615]);
	for (const kind of Object.values(report)) expect(kind.read).toBe(kind.kept + kind.rejected);
});
