import { expect, test } from 'vitest';
import { LocalFrame, fromEcef, toEcef } from './local-frame.ts';

test('the equator at Greenwich lies one semi-major axis from the centre', () => {
	expect(toEcef(0, 0, 0)).toEqual([6378137, 0, 0]);
});

test('the north pole lies one semi-minor axis from the centre', () => {
	const [x, , z] = toEcef(0, 90, 0);
	expect(Math.abs(x)).toBeLessThan(1e-9);
	expect(z).toBeCloseTo(6356752.314245, 5);
});

test('a position survives the way to the centre of the earth and back', () => {
	const [lng, lat, height] = fromEcef(...toEcef(-73.9857, 40.7484, 381));
	expect(lng).toBeCloseTo(-73.9857, 11);
	expect(lat).toBeCloseTo(40.7484, 11);
	expect(height).toBeCloseTo(381, 6);
});

test('the anchor is the origin and a point 10 km away has dropped by d²/2R', () => {
	const frame = new LocalFrame([-73.98, 40.75]);
	expect(frame.toLocal(-73.98, 40.75, 5).map((v) => Math.round(v * 1e6) + 0)).toEqual([0, 0, 5e6]);
	const [lng, lat] = frame.toLngLat(10_000, 0, 0);
	const [, , up] = frame.toLocal(lng, lat, 0);
	expect(up).toBeCloseTo(-(10_000 ** 2) / (2 * 6385000), 1);
});

test('local metres and degrees are each other’s inverse', () => {
	const frame = new LocalFrame([116.4, 39.9]);
	const local = frame.toLocal(116.52, 39.81, 123);
	const [lng, lat, height] = frame.toLngLat(...local);
	expect([lng, lat, height].map((v) => Number(v.toFixed(9)))).toEqual([116.52, 39.81, 123]);
});
