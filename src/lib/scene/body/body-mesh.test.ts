import { BufferAttribute } from 'three';
import { expect, test } from 'vitest';
import { crownOf, roofLines } from './body-mesh.ts';

// a wall 0-1 with its roof corner: b0 t0 b1 t1 b2 t2, y up, roof wound to face up
const position = new BufferAttribute(
	Float32Array.of(0, 0, 0, 0, 9, 0, 4, 0, 0, 4, 9, 0, 4, 0, -4, 4, 9, -4),
	3
);
const walls = [0, 2, 1, 1, 2, 3];
const roof = [1, 3, 5];
const floor = [0, 4, 2];

test('the crown is what level triangles that look up have', () => {
	expect([...crownOf([...walls, ...roof, ...floor], position)]).toEqual([0, 255, 0, 255, 0, 255]);
});

test('every wall gives its upper edge as a line', () => {
	const index = [...walls, ...roof];
	expect([...roofLines(index, crownOf(index, position), position)]).toEqual([1, 3]);
});
