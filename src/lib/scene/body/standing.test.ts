import { Vector3 } from 'three';
import { expect, test } from 'vitest';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { fromGltf, standing } from './standing.ts';

const city = new LocalFrame([116.4, 39.9]);

test('a model at the anchor stands upright, its own south to the south', () => {
	const matrix = standing(city, { lng: 116.4, lat: 39.9, heading: 0, scale: 1, centred: false }).multiply(
		fromGltf()
	);
	const [east, up, south] = [new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1)].map((axis) =>
		axis
			.applyMatrix4(matrix)
			.toArray()
			.map((value) => Number(value.toFixed(6)) + 0)
	);
	expect(east).toEqual([1, 0, 0]);
	expect(up).toEqual([0, 0, 1]);
	expect(south).toEqual([0, -1, 0]);
});

test('elsewhere it stands where the map has the place, turned clockwise and scaled', () => {
	const [e, n, u] = city.toLocal(116.41, 39.91);
	const matrix = standing(city, { lng: 116.41, lat: 39.91, heading: 90, scale: 2, centred: false });
	const middle = new Vector3(0, 0, 0).applyMatrix4(matrix);
	expect(middle.distanceTo(new Vector3(e, n, u))).toBeLessThan(1e-6);
	// what looked north looks east, twice as far away
	const ahead = new Vector3(0, 1, 0).applyMatrix4(matrix).sub(middle);
	expect(ahead.x).toBeCloseTo(2, 3);
	expect(ahead.y).toBeCloseTo(0, 2);
});
