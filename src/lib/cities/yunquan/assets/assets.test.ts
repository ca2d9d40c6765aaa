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
