import { expect, test } from 'vitest';
import { scatterTrees } from './scatter-trees.ts';

/** A square of metres with its south-west corner at a place, as two triangles. */
const square = (x: number, z: number, side: number) => ({
	positions: Float32Array.of(x, 0, z, x + side, 0, z, x + side, 0, z + side, x, 0, z + side),
	indices: [0, 1, 2, 0, 2, 3]
});
const places = (trees: Float32Array) =>
	Array.from({ length: trees.length / 4 }, (_, n) => `${trees[4 * n]} ${trees[4 * n + 2]}`);

test('a wood has a tree in each square of fifteen metres, none outside', () => {
	const trees = scatterTrees(square(0, 0, 150));
	expect(trees.length / 4).toBe(100);
	for (let n = 0; n < trees.length; n += 4) {
		expect(trees[n]).toBeGreaterThan(0);
		expect(trees[n]).toBeLessThan(150);
		expect(trees[n + 3]).toBeGreaterThanOrEqual(5);
		expect(trees[n + 3]).toBeLessThanOrEqual(11);
	}
});

test('the same ground has the same trees in every tile', () => {
	const large = new Set(places(scatterTrees(square(-300, -300, 600))));
	expect(places(scatterTrees(square(-150, 0, 150))).every((place) => large.has(place))).toBe(true);
});

test('a very large wood is thinner', () => {
	expect(scatterTrees(square(0, 0, 3000)).length / 4).toBe(5000);
});
