import { MapView } from '@deck.gl/core';
import { expect, test } from 'vitest';
import type { Camera } from '#lib/model/city.ts';
import { SceneFrame } from '#lib/scene/scene-frame.ts';
import { FIELD_OF_VIEW, toDeck } from '#lib/scene/view/camera-state.ts';
import { planProjection } from './plan-projection.ts';

const ANCHOR: [number, number] = [-73.98, 40.75];
const SIZE = { width: 900, height: 500 };
const CAMERAS: readonly Camera[] = [
	{ lng: -73.98, lat: 40.75, zoom: 14, pitch: 0, bearing: 0 },
	{ lng: -73.97, lat: 40.76, zoom: 15.3, pitch: 55, bearing: 30 },
	{ lng: -73.99, lat: 40.74, zoom: 13, pitch: 70, bearing: -140 }
];

test.each(CAMERAS)('places stand where deck.gl projects them: %o', (camera) => {
	const frame = new SceneFrame(ANCHOR);
	const view = new MapView({ id: 'city', fovy: FIELD_OF_VIEW });
	const viewport = view.makeViewport({ ...SIZE, viewState: toDeck(camera, SIZE.height, frame) as never });
	const { place } = planProjection(camera, { anchor: ANCHOR }, SIZE);
	let compared = 0;
	for (let east = -4; east <= 4; east++)
		for (let north = -4; north <= 4; north++) {
			const [lng, lat] = [camera.lng + 0.004 * east, camera.lat + 0.003 * north];
			const seen = place(lng, lat, 2);
			const [x, y] = viewport!.project(frame.toScene(lng, lat, 2)) as [number, number];
			if (!seen || seen.size > 4) continue;
			expect(seen.x).toBeCloseTo(x, 1);
			expect(seen.y).toBeCloseTo(y, 1);
			compared++;
		}
	expect(compared).toBeGreaterThan(30);
});

test('what is behind the camera has no place', () => {
	const { place } = planProjection(CAMERAS[1]!, { anchor: ANCHOR }, SIZE);
	expect(place(-74.2, 40.5)).toBeUndefined();
});
