import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import type { CityManifest, Dataset } from '#lib/model/city.ts';
import { blockTown, townAt } from '../testing/block-town.ts';
import { openCity } from './open-city.ts';
import { facilityRows } from './facility-rows.ts';
import { roadNames } from './road-names.ts';

const column = (name: string) => ({ name, kind: 'number' as const });
const named = (id: string, file: string) => ({ id, file, title: { zh: id, en: id }, rows: 0 });
const BUILDINGS: Dataset = {
	kind: 'buildings',
	...named('buildings', 'buildings.arrow'),
	columns: [column('residents'), column('jobs')]
};
const points = (id: string): Dataset => ({
	kind: 'points',
	...named(id, `points/${id}.arrow`),
	columns: [],
	withoutPosition: 0
});
const areas = (id: string): Dataset => ({
	kind: 'areas',
	...named(id, `areas/${id}.geojson`),
	nameProperty: 'name'
});

/** A city of these files; counts how often each was read. */
function cityOf(datasets: readonly Dataset[], files: Readonly<Record<string, Uint8Array>>) {
	const reads: string[] = [];
	const manifest: CityManifest = { ...blockTown().manifest, datasets: [...datasets] };
	const city = openCity(manifest, (path) => {
		reads.push(path);
		return Promise.resolve(files[path]);
	});
	return { city, reads };
}
const arrow = (columns: Parameters<typeof tableFromArrays>[0]) =>
	tableToIPC(tableFromArrays(columns), 'stream');
const geojson = (features: readonly object[]) =>
	new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));

/** Squares of 100 m side by side, with properties of each. */
const squares = (properties: readonly object[]) =>
	geojson(
		properties.map((own, place) => ({
			type: 'Feature',
			properties: own,
			geometry: {
				type: 'Polygon',
				coordinates: [
					[
						[0, 0],
						[100, 0],
						[100, 100],
						[0, 100],
						[0, 0]
					].map(([east, north]) => townAt(100 * place + east!, north!))
				]
			}
		}))
	);

/** Buildings at places in metres, with their residents and jobs. */
function buildings(
	rows: readonly (readonly [east: number, north: number, residents: number, jobs: number])[]
) {
	const at = rows.map(([east, north]) => townAt(east, north));
	return {
		lng: Float64Array.from(at, ([lng]) => lng),
		lat: Float64Array.from(at, ([, lat]) => lat),
		use: rows.map(() => 'apartments'),
		height: Float32Array.from(rows, () => 10),
		area: Float32Array.from(rows, () => 100),
		levels: rows.map(() => null),
		residents: Float32Array.from(rows, ([, , people]) => people),
		jobs: Float32Array.from(rows, ([, , , jobs]) => jobs)
	};
}

test('roads are read in columns, their points link by link; signals belong to the junction that is near', async () => {
	const [at, far] = [townAt(200, 5), townAt(100, 90)];
	const { city, reads } = cityOf([points('traffic_signals')], {
		'roads/nodes.arrow': arrow({
			lng: Float64Array.from([117, townAt(200, 0)[0]]),
			lat: Float64Array.from([36, 36])
		}),
		'roads/links.arrow': arrow({
			from: Uint32Array.from([0, 1]),
			to: Uint32Array.from([1, 0]),
			class: ['primary', 'service'],
			name: ['东街', null],
			length: Float32Array.from([200, 210]),
			oneway: Int8Array.from([1, -1]),
			max_speed: [50, null],
			bridge: [true, false],
			tunnel: [false, false],
			first: Uint32Array.from([3, 0]),
			count: Uint32Array.from([2, 3])
		}),
		'roads/points.arrow': arrow({
			lng: Float64Array.from([1, 2, 3, 4, 5]),
			lat: Float64Array.from([6, 7, 8, 9, 10])
		}),
		'points/traffic_signals.arrow': arrow({
			lng: Float64Array.from([at[0], far[0]]),
			lat: Float64Array.from([at[1], far[1]])
		})
	});
	const { links, points: shape, signals } = await city.part('roads');
	expect(links).toMatchObject({ key: ['0', '1'], class: ['primary', 'service'], name: ['东街', null] });
	expect([...links.oneway, ...links.bridge, ...links.closed]).toEqual([1, -1, 1, 0, 0, 0]);
	expect([...links.maxSpeed, ...links.lanes]).toEqual([50, NaN, NaN, NaN]);
	expect([[...links.starts], [...shape.lng], [...shape.lat]]).toEqual([
		[0, 2, 5],
		[4, 5, 1, 2, 3],
		[9, 10, 6, 7, 8]
	]);
	expect([...signals]).toEqual([0, 1]);
	await city.part('roads');
	expect(reads.filter((path) => path === 'roads/links.arrow')).toHaveLength(1);
});

test('zones are the finest areas that say their people, at the middle of the people of their buildings', async () => {
	const people = (population: number, name: string) => ({ name, population, jobs: 0 });
	const { city } = cityOf([BUILDINGS, areas('coarse'), areas('fine'), areas('silent')], {
		'buildings.arrow': arrow(
			buildings([
				[20, 50, 30, 0],
				[80, 50, 10, 20],
				[120, 50, 5, 0],
				[250, 50, 1, 0]
			])
		),
		'areas/coarse.geojson': squares([people(46, 'All')]),
		'areas/fine.geojson': squares([{ ...people(40, '西'), 'name:en': 'West' }, people(6, '东')]),
		'areas/silent.geojson': squares([{ name: 'a' }, { name: 'b' }, { name: 'c' }])
	});
	const { key, name, nameEn, residents, jobs, lng, counted, rings } = await city.part('zones');
	// One building stands outside of all areas: it belongs to the one whose middle is nearest.
	expect({ key, name, nameEn, counted, residents: [...residents], jobs: [...jobs] }).toEqual({
		key: ['0', '1'],
		name: ['西', '东'],
		nameEn: ['West', null],
		counted: 'in the pack',
		residents: [40, 6],
		jobs: [20, 0]
	});
	expect(lng[0]).toBeCloseTo(townAt(50, 0)[0], 9);
	expect(rings[0]).toHaveLength(4);
});

test('without areas that say their people zones are cells of a grid, people by floor area', async () => {
	const {
		residents: _,
		jobs: __,
		...silent
	} = buildings([
		[0, 0, 0, 0],
		[10, 10, 0, 0],
		[1500, 900, 0, 0]
	]);
	const { city } = cityOf([{ ...BUILDINGS, columns: [] }], { 'buildings.arrow': arrow(silent) });
	const { key, name, residents, jobs, counted } = await city.part('zones');
	// 100 m² × 3 storeys × 0.7 of it floor, 40 m² a resident.
	expect({ key, name, counted }).toEqual({
		key: ['0-0', '7-4'],
		name: ['A5', 'H1'],
		counted: 'by floor area'
	});
	expect([...residents]).toEqual([10.5, 5.25]);
	expect([...jobs]).toEqual([0, 0]);
});

test('facilities are the city’s own list, else what a map knows; those without place or kind are left out', async () => {
	const rows = {
		lng: Float64Array.from([1, NaN, 3]),
		lat: Float64Array.from([1, 2, 3]),
		fclass: ['park', 'school', 'clinic'],
		name: [null, 'S', 'C']
	};
	const { city } = cityOf([points('pois')], { 'points/pois.arrow': arrow(rows) });
	const { key, kind, name, capacity } = await city.part('facilities');
	expect({ key, kind, name }).toEqual({ key: ['0', '2'], kind: ['park', 'clinic'], name: ['', 'C'] });
	expect([...capacity]).toEqual([NaN, NaN]);
});

test('rows of a result are named in English too, where the pack says how', () => {
	const links = { name: ['泉街', '桥街', null], nameEn: ['Spring Street', null, null] } as const;
	expect(roadNames(links, [0, 1, 2], ['0+', '1+', '2+'])).toEqual({
		names: ['泉街', '桥街', '2+'],
		namesEn: ['Spring Street', null, null]
	});
	expect(roadNames({ name: links.name }, [0], ['0+'])).toEqual({ names: ['泉街'] });
	const schools = {
		...{ key: ['0', '1'], name: ['泉小学', '塔小学'], nameEn: ['Spring School', ''] },
		...{ lng: Float64Array.of(1, 2), lat: Float64Array.of(3, 4) }
	};
	const { names, namesEn } = facilityRows(schools, [1, 0]);
	expect({ names, namesEn }).toEqual({ names: ['塔小学', '泉小学'], namesEn: [null, 'Spring School'] });
});

test('lamps of one pole count as one of all their watts', async () => {
	const { city } = cityOf([points('light_poles')], {
		'points/light_poles.arrow': arrow({
			lng: Float64Array.from([1, 2]),
			lat: Float64Array.from([1, 2]),
			watts: Float64Array.from([120, 90]),
			lamps: Float64Array.from([2, 1])
		})
	});
	expect([...(await city.part('lamps')).watts]).toEqual([240, 90]);
});

test.each([
	['roads', 'This pack has no road graph: import the city with its roads.'],
	['buildings', 'This pack has no buildings: import the city with its buildings.'],
	['zones', 'This pack has no buildings: import the city with its buildings.'],
	[
		'facilities',
		'This pack has no facilities: import the city with a dataset of points named “facilities” or “pois”.'
	],
	['lamps', 'This pack has no street lamps']
] as const)('a pack without %s says so', async (part, said) => {
	const { city } = cityOf([], {});
	await expect(city.part(part)).rejects.toThrow(said);
	await expect(city.part(part)).rejects.toMatchObject({ code: 'INPUT_EMPTY' });
});
