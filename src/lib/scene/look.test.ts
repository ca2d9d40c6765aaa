import { expect, test } from 'vitest';
import { lookParameters } from './look.ts';
import { sunDirection } from './sun.ts';
import { lightOf } from './view/sun-light.ts';

const NEW_YORK: [number, number] = [-73.98, 40.75];

test('wall and dark are one look', () => {
	expect(lookParameters('wall', false, 5000)).toEqual(lookParameters('dark', false, 5000));
});

test('an open roof shows its own colour by day, at noon as in the morning', () => {
	const look = lookParameters('light', false, 5000);
	for (const hour of [15, 17, 19]) {
		const { sun, strength } = lightOf(look, Date.UTC(2026, 5, 21, hour), NEW_YORK);
		expect(look.sky + strength * sun[2]).toBeCloseTo(1.005, 6);
	}
});

test('at night the light look keeps its own sun', () => {
	const look = lookParameters('light', false, 5000);
	const { sun } = lightOf(look, Date.UTC(2026, 5, 21, 5), NEW_YORK);
	expect(sun).toEqual(sunDirection({ azimuth: 128, altitude: 36 }));
});

test('haze begins nearer when the camera is down in the street', () => {
	expect(lookParameters('light', false, 900).fog.start).toBe(900);
	expect(lookParameters('light', false, 5000).fog.start).toBe(3600);
});

test('data colours are hardly fogged', () => {
	expect(lookParameters('dark', true, 5000).fog.density).toBeLessThan(
		lookParameters('dark', false, 5000).fog.density / 2
	);
});

test('a city that is seen from far away by night lies behind no more haze', () => {
	const near = lookParameters('dark', false, 3000).fog;
	expect(lookParameters('wall', false, 5500).fog).toEqual(near);
	const far = lookParameters('dark', false, 11_000).fog;
	expect([far.start, far.density]).toEqual([2 * near.start, near.density / 2]);
});
