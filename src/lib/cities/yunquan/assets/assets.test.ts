import { expect, test } from 'vitest';
import { SMALL } from '../testing/small-city.ts';
import { yunquan } from '../yunquan.ts';

const tables = new Map(
	yunquan(SMALL)
		.sources.filter(({ as }) => as === 'points')
		.map(({ dataset, chunks }) => {
			const [header, ...rows] = [...chunks()].join('').trim().split('\n');
			return [dataset!, { columns: header!.split(','), rows: rows.map((row) => row.split(',')) }];
		})
);

test.each([
	['light_poles', 3000],
	['manhole_covers', 1500],
	['storm_inlets', 2000],
	['traffic_signals', 60],
	['car_parks', 80],
	['water_gauges', 6],
	['air_stations', 3],
	['substations', 2],
	['waste_bins', 800],
	['sewer_nodes', 400],
	['underpasses', 6],
	['springs', 3],
	['squares', 10],
	['cameras', 60],
	['gas_detectors', 20],
	['school_gates', 39],
	['facilities', 150]
])('%s are at least %i, each with an urn of its own and a place in the city', (name, least) => {
	const { columns, rows } = tables.get(name)!;
	expect(rows.length).toBeGreaterThanOrEqual(least);
	expect(new Set(rows.map(([id]) => id)).size).toBe(rows.length);
	for (const row of rows) {
		expect(row).toHaveLength(columns.length);
		expect(row[0]).toMatch(/^urn:ngsi-ld:[A-Z]\w+:yunquan-\d{6,}$/);
		const [lng, lat] = row.slice(-2).map(Number);
		expect(Math.abs(lng! - 122.9)).toBeLessThan(0.2);
		expect(Math.abs(lat! - 36.05)).toBeLessThan(0.2);
	}
});

test('public facilities of a town are there: schools, police, fire brigade, parks, shelters, springs', () => {
	const { columns, rows } = tables.get('facilities')!;
	const kinds = new Set(rows.map((row) => row[columns.indexOf('kind')]));
	for (const kind of [
		'primary_school',
		'middle_school',
		'hospital',
		'police',
		'fire_station',
		'park',
		'shelter',
		'spring'
	])
		expect(kinds).toContain(kind);
});

test('smart poles carry more than a lamp', () => {
	const { columns, rows } = tables.get('light_poles')!;
	const smart = rows.filter((row) => row[columns.indexOf('category')] === '智慧灯杆');
	for (const part of ['has_5g', 'has_camera', 'has_air_sensor', 'has_ad_screen', 'has_charger'])
		expect(smart.filter((row) => row[columns.indexOf(part)] === 'true').length).toBeGreaterThan(10);
});

/** Rows of a table as records. */
function records(name: string): Record<string, string>[] {
	const { columns, rows } = tables.get(name)!;
	return rows.map((row) => Object.fromEntries(columns.map((column, k) => [column, row[k]!])));
}

test('sewers run downhill from every node to an outfall, and grow on their way', () => {
	const nodes = new Map(records('sewer_nodes').map((node) => [node['id']!, node]));
	const inlets = new Set(records('storm_inlets').map(({ id }) => id));
	for (const start of nodes.values()) {
		expect(inlets).toContain(start['inlet']);
		expect(Number(start['ground_m']) - Number(start['invert_m'])).toBeGreaterThan(1.5);
		let node = start;
		for (let steps = 0; node['downstream'] !== ''; steps++) {
			expect(steps).toBeLessThan(nodes.size);
			const next = nodes.get(node['downstream']!)!;
			expect([node['end_lng'], node['end_lat']]).toEqual([next['lng'], next['lat']]);
			expect(Number(next['invert_m'])).toBeLessThanOrEqual(Number(node['invert_m']));
			if (next['diameter_mm'] !== '')
				expect(Number(next['diameter_mm'])).toBeGreaterThanOrEqual(Number(node['diameter_mm']));
			node = next;
		}
		expect(node['category']).toBe('排放口');
	}
});

test('cameras hang on poles that carry one, and those of squares look at them', () => {
	const poles = new Map(records('light_poles').map((pole) => [pole['id']!, pole]));
	const places = new Map(records('squares').map((square) => [square['id']!, square]));
	let looking = 0;
	for (const { pole, watches, bearing, lng, lat } of records('cameras')) {
		expect(poles.get(pole!)).toMatchObject({ has_camera: 'true', lng, lat });
		const square = places.get(watches!);
		if (!square) continue;
		looking++;
		const east = (Number(square['lng']) - Number(lng)) * Math.cos((36 * Math.PI) / 180);
		const seen = (Math.atan2(east, Number(square['lat']) - Number(lat)) * 180) / Math.PI;
		expect(Math.abs(((seen - Number(bearing) + 540) % 360) - 180)).toBeLessThan(2);
	}
	expect(looking).toBeGreaterThan(5);
});

test('every school has a gate on a street, and its gates together as many pupils as it has', () => {
	const schools = new Map(
		records('facilities')
			.filter(({ kind }) => kind === 'primary_school' || kind === 'middle_school')
			.map((school) => [school['id']!, Number(school['capacity'])])
	);
	const pupils = new Map<string, number>();
	for (const gate of records('school_gates'))
		pupils.set(gate['school']!, (pupils.get(gate['school']!) ?? 0) + Number(gate['pupils']));
	expect([...pupils.keys()].sort()).toEqual([...schools.keys()].sort());
	for (const [school, count] of pupils) expect(Math.abs(count - schools.get(school)!)).toBeLessThanOrEqual(1);
});
