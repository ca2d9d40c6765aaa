import { expect, test } from 'vitest';
import { viewBox } from './view-box.ts';

test('from straight above the box is the picture itself', () => {
	const [west, south, east, north] = viewBox({ lng: 0, lat: 0, zoom: 1, pitch: 0, bearing: 0 }, 512, 256);
	expect([west, east]).toEqual([-90, 90]);
	expect(south).toBeCloseTo(-north, 9);
	expect(north).toBeCloseTo(40.979898, 5);
});

test('a tilted camera sees further ahead than behind, whichever way it faces', () => {
	const camera = { lng: 10, lat: 0, zoom: 14, pitch: 60, bearing: 0 };
	const [, south, , north] = viewBox(camera, 1000, 1000);
	expect(north).toBeGreaterThan(-south * 2);
	const [west, , east] = viewBox({ ...camera, bearing: 90 }, 1000, 1000);
	expect(east - 10).toBeCloseTo(north, 3);
	expect(10 - west).toBeCloseTo(-south, 3);
});

test('above the horizon the box ends', () => {
	const box = viewBox({ lng: 0, lat: 0, zoom: 14, pitch: 84, bearing: 0 }, 1000, 500);
	expect(box.every(Number.isFinite)).toBe(true);
	expect(box[3]).toBeLessThan(1);
});
