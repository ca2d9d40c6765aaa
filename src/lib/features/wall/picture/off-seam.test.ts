import { expect, test } from 'vitest';
import { clearOfSeams, shiftedCamera } from './off-seam.ts';

const camera = { lng: 0, lat: 0, zoom: 16, pitch: 0, bearing: 0 };
const boxes = {
	key: { x: 980, y: 90, width: 920, height: 900 },
	centre: { x: 980, y: 90, width: 1880, height: 900 }
};

test('on a wall of two screens an alarm stands in the middle of one of them', () => {
	const picture = { width: 3840, height: 1080, seams: { x: [1920], y: [] } };
	expect(clearOfSeams(picture, boxes)).toEqual({ right: -480, down: 0 });
});

test('where no seam is near it stays in the middle', () => {
	const picture = { width: 5760, height: 1080, seams: { x: [1920, 3840], y: [] } };
	expect(clearOfSeams(picture, boxes)).toEqual({ right: 0, down: 0 });
	expect(shiftedCamera(camera, { right: 0, down: 0 })).toBe(camera);
});

test('the camera goes the other way than what it shows', () => {
	const metres = 78_271.517 / 2 ** 16;
	const east = shiftedCamera(camera, { right: -480, down: 0 });
	expect(east.lng * 111_320).toBeCloseTo(480 * metres, 3);
	expect(east.lat).toBeCloseTo(0, 9);
	const turned = shiftedCamera({ ...camera, bearing: 90 }, { right: -480, down: 0 });
	expect(turned.lat * 111_320).toBeCloseTo(-480 * metres, 3);
	const north = shiftedCamera({ ...camera, pitch: 60 }, { right: 0, down: 100 });
	expect(north.lat * 111_320).toBeCloseTo(200 * metres, 3);
});
