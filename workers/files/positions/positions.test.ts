import { expect, test } from 'vitest';
import { fromChina, toBd09, toGcj02 } from './china-offsets.ts';
import { positionColumns } from './column-names.ts';
import { referenceSystem, systemsPlacing } from './reference-system.ts';

const METRE = 1 / 111_320;
const distance = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]) =>
	Math.hypot((a - c) * Math.cos((b * Math.PI) / 180), b - d) / METRE;

test('GCJ-02 and BD-09 give the pairs that others publish', () => {
	// Tests of wandergis/coordtransform
	expect(distance(toGcj02(116.404, 39.915), [116.41024449916938, 39.91640428150164])).toBeLessThan(1e-4);
	expect(distance(toBd09(116.404, 39.915), [116.41036949371029, 39.92133699351021])).toBeLessThan(1e-4);
	// What a map service answered, as the tests of an open conversion record it
	const apart = distance(toGcj02(116.39089, 39.90734), [116.39713623, 39.90874539]);
	expect(apart).toBeGreaterThan(0.1);
	expect(apart).toBeLessThan(1);
});

test('there and back is less than a centimetre, all over China', () => {
	for (let lng = 74; lng < 135; lng += 4.7)
		for (let lat = 4; lat < 54; lat += 3.9) {
			expect(distance(fromChina('gcj02', ...toGcj02(lng, lat)), [lng, lat])).toBeLessThan(0.01);
			expect(distance(fromChina('bd09', ...toBd09(...toGcj02(lng, lat))), [lng, lat])).toBeLessThan(0.01);
		}
});

test('outside of China nothing is shifted', () => {
	expect(fromChina('gcj02', -73.98, 40.75)).toEqual([-73.98, 40.75]);
});

test('reference systems are known in every spelling', () => {
	for (const text of [
		'EPSG:4547',
		'urn:ogc:def:crs:EPSG::4547',
		'https://www.opengis.net/def/crs/EPSG/0/4547',
		'4547'
	])
		expect(referenceSystem(text)?.name).toBe('EPSG:4547');
	expect(referenceSystem('urn:ogc:def:crs:OGC:1.3:CRS84')?.geographic).toBe(true);
	expect(referenceSystem('EPSG:1')).toBeUndefined();
	expect(referenceSystem('somewhere')).toBeUndefined();
});

test('projected coordinates come where they belong', () => {
	const at = (crs: string, x: number, y: number) => referenceSystem(crs)?.toLngLat(x, y) ?? [NaN, NaN];
	// On their central meridians at the equator
	expect(distance(at('EPSG:4547', 500_000, 0), [114, 0])).toBeLessThan(0.001);
	expect(distance(at('EPSG:4526', 38_500_000, 0), [114, 0])).toBeLessThan(0.001);
	expect(distance(at('EPSG:4498', 20_500_000, 0), [117, 0])).toBeLessThan(0.001);
	expect(distance(at('EPSG:32631', 500_000, 0), [3, 0])).toBeLessThan(0.001);
	expect(distance(at('EPSG:3857', 20037508.342789244, 0), [180, 0])).toBeLessThan(0.001);
	// False origins as the EPSG registry defines them
	expect(distance(at('EPSG:6677', 0, 0), [139.83333333333334, 36])).toBeLessThan(0.001);
	expect(distance(at('EPSG:2263', 984_250, 0), [-74, 40.16666666666667])).toBeLessThan(0.01);
	expect(distance(at('EPSG:2154', 700_000, 6_600_000), [3, 46.5])).toBeLessThan(0.001);
	// Ordnance Survey's worked example (TG 514131), to the 5 m of its seven parameters
	expect(distance(at('EPSG:27700', 651409.903, 313177.27), [1.716052, 52.657979])).toBeLessThan(5);
});

test('a .prj with an authority is that code, one without is taken by its words', () => {
	const utm = (authority: string) =>
		`PROJCS["WGS_1984_UTM_Zone_31N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",3.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]${authority}]`;
	expect(referenceSystem(utm(',AUTHORITY["EPSG","32631"]'))?.name).toBe('EPSG:32631');
	const bare = referenceSystem(utm(''));
	expect(bare?.name).toBe('WGS_1984_UTM_Zone_31N');
	expect(distance(bare?.toLngLat(500_000, 0) ?? [NaN, NaN], [3, 0])).toBeLessThan(0.001);
});

test('coordinates without a stated system are tried: those that place them in the city are likely', () => {
	const [x, y] = [986_000, 212_000]; // feet, middle of Manhattan
	expect(systemsPlacing(x, y, [-74.05, 40.68, -73.9, 40.88])).toContain('EPSG:2263');
	expect(systemsPlacing(x, y, [116, 39, 117, 41])).not.toContain('EPSG:2263');
});

test('position columns are found by their usual names', () => {
	expect(positionColumns(['id', 'Longitude', 'LATITUDE'])).toEqual({ x: 'Longitude', y: 'LATITUDE' });
	expect(positionColumns(['经度(°)', '纬度(°)'])).toEqual({ x: '经度(°)', y: '纬度(°)' });
	expect(positionColumns(['pickup_longitude', 'pickup_latitude'])).toEqual({
		x: 'pickup_longitude',
		y: 'pickup_latitude'
	});
	expect(positionColumns(['x', 'note'])).toBeUndefined();
});
