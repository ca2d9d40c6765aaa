import { expect, test } from 'vitest';
import type { LngLat } from '#lib/model/geometry.ts';
import { groundDistance, legsOf, sizeOf, spanOf, sum } from './measure.ts';

/** Degrees, minutes and seconds. */
const dms = (degrees: number, minutes: number, seconds: number) =>
	Math.sign(degrees) * (Math.abs(degrees) + minutes / 60 + seconds / 3600);

test.each([
	// Geoscience Australia's example of Vincenty's formula, GRS 80: WGS 84 differs by a tenth of a millimetre.
	[
		'Flinders Peak to Buninyon',
		[dms(144, 25, 29.52442), dms(-37, 57, 3.7203)],
		[dms(143, 55, 35.38393), dms(-37, 39, 10.15611)],
		54_972.271
	],
	// Karney, Algorithms for geodesics (2013), table 2: ten thousand kilometres from 40° N at 30° east of north.
	['the direct example of Karney', [0, 40], [137.84490004377, 41.79331020506], 10_000_000],
	// The same, table 4: nearly opposite places.
	['the inverse example of Karney', [0, -30], [179.8, 29.9], 19_989_832.82761]
] as const)('%s is as published', (_, from, to, metres) => {
	expect(groundDistance(from, to)).toBeCloseTo(metres, 3);
});

test('a way has its legs, and their sum', () => {
	const corners: LngLat[] = [
		[0, 0],
		[1, 0],
		[1, 1]
	];
	const [east, north] = legsOf(corners);
	// A degree of the equator, and of the first meridian arc: 111,319.491 m and 110,574.389 m.
	expect(east).toBeCloseTo(111_319.4908, 3);
	expect(north).toBeCloseTo(110_574.3886, 3);
	expect(sum(legsOf(corners))).toBeCloseTo(221_893.8794, 3);
});

test('an area and its outline are the same whichever way round', () => {
	const ring: LngLat[] = [
		[0, 0],
		[1, 0],
		[0, 1]
	];
	const { area, perimeter } = sizeOf(ring);
	expect(sizeOf(ring.toReversed())).toEqual({ area, perimeter });
	expect(perimeter).toBeCloseTo(378_793.447_4, 3);
	expect(area / 1e6).toBeCloseTo(6154.854786, 5);
});

test('an eighth of the earth is an eighth of its surface', () => {
	const { area } = sizeOf([
		[0, 0],
		[90, 0],
		[0, 90]
	]);
	expect((8 * area) / 1e6).toBeCloseTo(510_065_621.724, 2);
});

test('a roof and the street before it: ground, rise and straight line are a right triangle', () => {
	const { ground, rise, straight } = spanOf(
		{ lng: 116.4, lat: 39.9, height: 2 },
		{ lng: 116.4005, lat: 39.9, height: 42 }
	);
	// A parallel's degrees: N cos 39.9°, N = 6,386,976 m there.
	expect(ground).toBeCloseTo(42.759, 3);
	expect(rise).toBe(40);
	expect(straight).toBeCloseTo(Math.hypot(ground, rise), 3);
});
