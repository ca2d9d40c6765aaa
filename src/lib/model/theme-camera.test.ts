import { expect, test } from 'vitest';
import { firstView, type CityShape } from './first-view.ts';
import { cameraOfView } from './theme-camera.ts';

test('a theme looks as close as it wants; at the whole city, a wide picture looks along its length', () => {
	const city: CityShape = {
		home: { lng: 10, lat: 50, zoom: 14, pitch: 45, bearing: 20 },
		bbox: [9.9, 49.98, 10.1, 50.02]
	};
	const [desk, wall] = [
		{ width: 1400, height: 900 },
		{ width: 3840, height: 1080 }
	];
	const view = { layers: [], zoom: 13.5, pitch: 55 };
	expect(cameraOfView(view, city, desk)).toEqual({ ...city.home, zoom: 13.5, pitch: 55 });
	expect(cameraOfView({ layers: [] }, city, desk)).toEqual(city.home);
	expect(cameraOfView(view, city, wall)).toEqual(firstView(city, wall));
	expect(cameraOfView({ layers: [], zoom: 16 }, city, wall)).toEqual({ ...city.home, zoom: 16 });
});
