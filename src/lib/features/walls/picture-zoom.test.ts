import { expect, test } from 'vitest';
import { cameraFor } from './picture-zoom.ts';

const camera = { lng: 113.5, lat: 34.7, zoom: 14, pitch: 45, bearing: -10 };

test('a picture half as high shows the same one zoom level further out', () => {
	expect(cameraFor(camera, 1080, 540)).toEqual({ ...camera, zoom: 13 });
});

test('there and back is the same camera', () => {
	expect(cameraFor(cameraFor(camera, 2160, 613), 613, 2160).zoom).toBeCloseTo(14, 12);
});
