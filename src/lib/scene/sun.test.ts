import { expect, test } from 'vitest';
import { sunDirection, sunPosition } from './sun.ts';

// NOAA's solar calculator, Boulder (40.0167° N, 105.2833° W), geometric values
test('at the June solstice the noon sun over Boulder stands 90° − φ + ε high in the south', () => {
	const { azimuth, altitude } = sunPosition(Date.UTC(2010, 5, 21, 19, 2, 50), -105.2833, 40.0167);
	expect(altitude).toBeCloseTo(73.42, 1);
	expect(azimuth).toBeCloseTo(180, 0);
});

test('at the March equinox the sun crosses the horizon due east', () => {
	// equinox of 2024-03-20 03:06 UTC; sunrise at 0° E on the equator about 6:07 UTC, geometric
	const { azimuth, altitude } = sunPosition(Date.UTC(2024, 2, 20, 6, 7, 20), 0, 0);
	expect(azimuth).toBeCloseTo(90, 0);
	expect(Math.abs(altitude)).toBeLessThan(0.3);
});

test('Meeus’ example 25.a: declination of the sun on 1992 October 13', () => {
	// at the pole the altitude is the declination: −7.78507°, published
	const { altitude } = sunPosition(Date.UTC(1992, 9, 13, 0, 0, 0), 0, 90);
	expect(altitude).toBeCloseTo(-7.785, 2);
});

test('a direction is a unit vector: east at 90°, up overhead', () => {
	expect(sunDirection({ azimuth: 90, altitude: 0 }).map((v) => Math.round(v * 1e9) / 1e9)).toEqual([1, 0, 0]);
	expect(sunDirection({ azimuth: 0, altitude: 90 })[2]).toBe(1);
});
