import { WebMercatorViewport } from '@deck.gl/core';
import { Vector4 } from 'three';
import { expect, test } from 'vitest';
import { cropMatrix, metreCamera, type FlatViewport } from './metre-camera.ts';
import { SceneFrame } from './scene-frame.ts';

const frame = new SceneFrame([-73.98, 40.75]);
const viewport = new WebMercatorViewport({
	width: 1280,
	height: 720,
	longitude: -73.98,
	latitude: 40.75,
	zoom: 14,
	pitch: 70,
	bearing: 24,
	fovy: 36,
	nearZ: 0.01,
	farZ: 100
});
const camera = metreCamera(viewport as unknown as FlatViewport, frame);

test('deck and three put the same place at the same pixel and depth', () => {
	for (const [lng, lat, height] of [
		[-73.98, 40.75, 0],
		[-73.97, 40.77, 120],
		[-74.01, 40.79, 381]
	] as const) {
		const deck = viewport.project(frame.toScene(lng, lat, height));
		const clip = new Vector4(...frame.local.toLocal(lng, lat, height), 1).applyMatrix4(camera.clipFromMetre);
		expect(((clip.x / clip.w + 1) / 2) * 1280).toBeCloseTo(deck[0]!, 4);
		expect(((1 - clip.y / clip.w) / 2) * 720).toBeCloseTo(deck[1]!, 4);
		expect(clip.z / clip.w).toBeCloseTo(deck[2]!, 6);
	}
});

test('local metres to scene and back is the identity', () => {
	const back = frame.sceneToLocal(...frame.localToScene(5200, -3100, 240));
	expect(back.map((v) => Math.round(v * 1e5) / 1e5)).toEqual([5200, -3100, 240]);
});

test('the camera stands where its view says: over the anchor, looking along its bearing', () => {
	const distance = camera.position.length();
	expect(camera.position.z / distance).toBeCloseTo(Math.cos((70 * Math.PI) / 180), 9);
	expect(camera.position.x / distance).toBeCloseTo(
		-Math.sin((70 * Math.PI) / 180) * Math.sin((24 * Math.PI) / 180),
		9
	);
});

test('the view is rigid: metres stay metres', () => {
	const e = camera.view.elements;
	expect(Math.hypot(e[0]!, e[1]!, e[2]!)).toBeCloseTo(1, 9);
});

test('two halves of a picture meet at its middle', () => {
	const whole = { width: 1280, height: 720 };
	const middle = new Vector4(0, 0, 0, 1);
	const left = middle.clone().applyMatrix4(cropMatrix(whole, { x: 0, y: 0, width: 640, height: 720 }));
	const right = middle.clone().applyMatrix4(cropMatrix(whole, { x: 640, y: 0, width: 640, height: 720 }));
	expect([left.x, right.x]).toEqual([1, -1]);
	const top = middle.clone().applyMatrix4(cropMatrix(whole, { x: 0, y: 0, width: 1280, height: 360 }));
	expect(top.y).toBe(-1);
});
