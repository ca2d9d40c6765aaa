import { expect, test } from 'vitest';
import { firstView, type CityShape } from './first-view.ts';

const home = { lng: 1, lat: 0, zoom: 13, pitch: 67, bearing: 25 };
const city: CityShape = {
	home,
	bbox: [0, -0.05, 0.2, 0.05],
	builtUp: { lng: 0.1, lat: 0, along: 10_000, across: 4000, facing: 290 }
};

test('ordinary pictures open with the view of the pack', () => {
	expect(firstView(city, { width: 1920, height: 1080 })).toBe(home);
	expect(firstView(city, { width: 0, height: 0 })).toBe(home);
});

test('a wide picture is filled by the long axis of the city', () => {
	const view = firstView(city, { width: 3840, height: 1080 });
	expect(view).toEqual({ lng: 0.1, lat: 0, zoom: 14.71, pitch: 63, bearing: -70 });
	// 3840 px of 78,271.517 / 2^14.71 m: ten kilometres and some room
	expect((3840 * 78_271.517) / 2 ** view.zoom / 1000).toBeCloseTo(11.21, 2);
});

test('a pack that does not say how its city lies is seen by its box', () => {
	const { builtUp: _, ...plain } = city;
	expect(firstView(plain, { width: 3000, height: 1000 })).toEqual({
		lng: 0.1,
		lat: 0,
		zoom: 13.2,
		pitch: 63,
		bearing: 0
	});
	const high = firstView({ ...plain, bbox: [0, -0.2, 0.1, 0.2] }, { width: 3000, height: 1000 });
	expect([high.bearing, high.zoom]).toEqual([90, 12.2]);
});

test('a small place is not looked at from its roofs', () => {
	const small = { ...city, builtUp: { ...city.builtUp!, along: 300 } };
	expect(firstView(small, { width: 3840, height: 1080 }).zoom).toBe(16);
});
