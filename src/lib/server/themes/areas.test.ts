import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dataset } from '#lib/model/city.ts';
import { AreaIndex } from '#lib/model/area-index.ts';
import { CityAreas } from './city-areas.ts';
import { districtAt, districtNames } from './districts.ts';

const square = (west: number, south: number, size = 1) => [
	[west, south],
	[west + size, south],
	[west + size, south + size],
	[west, south + size],
	[west, south]
];
const feature = (name: string, type: string, coordinates: unknown) => ({
	type: 'Feature',
	properties: { name },
	geometry: { type, coordinates }
});
/** East lies at 1 to 2, west at 0 to 1 with an island at 5 and a hole in its middle. */
const TWO = {
	type: 'FeatureCollection',
	features: [
		feature('西区', 'MultiPolygon', [[square(0, 0), square(0.4, 0.4, 0.2)], [square(5, 5)]]),
		feature('东区', 'Polygon', [square(1, 0)])
	]
};

let dir: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'cityloop-areas-'));
	mkdirSync(join(dir, 'areas'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
const districts: Dataset = {
	kind: 'areas',
	id: 'districts',
	title: { zh: '区', en: 'Districts' },
	file: 'areas/districts.geojson',
	rows: 2
};

test('a position lies in the area around it: holes are outside, islands inside, edges belong to one side', () => {
	const areas = AreaIndex.of(TWO);
	expect(areas.names).toEqual(['西区', '东区']);
	expect(
		[
			[0.2, 0.2],
			[0.5, 0.5],
			[5.5, 5.5],
			[1.5, 0.5],
			[1, 0.5],
			[3, 3]
		].map(([lng, lat]) => areas.at([lng!, lat!]))
	).toEqual(['西区', undefined, '西区', '东区', '东区', undefined]);
});

test('areas are named by the property that the pack says, else by name, code or id', () => {
	const coded = {
		features: [
			{ properties: { code: 37, zone: 'A' }, geometry: { type: 'Polygon', coordinates: [square(0, 0)] } }
		]
	};
	expect(AreaIndex.of(coded).names).toEqual(['37']);
	expect(AreaIndex.of(coded, 'zone').names).toEqual(['A']);
	expect(AreaIndex.of(coded, 'other').names).toEqual([]);
});

test('a pack may hold its areas only compressed', () => {
	writeFileSync(join(dir, 'areas/districts.geojson.gz'), gzipSync(JSON.stringify(TWO)));
	const areas = new CityAreas(dir, { datasets: [districts] });
	expect(districtNames(areas)).toEqual(['西区', '东区']);
	expect(districtAt(areas, [1.5, 0.5])).toBe('东区');
});

test('a city without districts has none, and nothing of it is in any', () => {
	const areas = new CityAreas(dir, { datasets: [] });
	expect(areas.of('communities')).toBeUndefined();
	expect(districtNames(areas)).toEqual([]);
	expect(districtAt(areas, [0, 0])).toBeUndefined();
});

test('an areas file that is none says which one to import again', () => {
	writeFileSync(join(dir, 'areas/districts.geojson'), '{');
	const areas = new CityAreas(dir, { datasets: [districts] });
	expect(() => areas.of('districts')).toThrow(
		`${join(dir, 'areas/districts.geojson')} cannot be read. Import the city again.`
	);
	expect(() => AreaIndex.of({})).toThrow('An areas file is not GeoJSON of polygons: features: ');
});
