import { BufferAttribute, BufferGeometry, Group, Mesh, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { pickHill } from './hill-pick.ts';

/** A level square of 10 m around a place, at a height. */
function square(kind: string, height: number): Group {
	const geometry = new BufferGeometry();
	const corners = [-5, -5, height, 5, -5, height, 5, 5, height, -5, 5, height];
	geometry.setAttribute('position', new BufferAttribute(Float32Array.from(corners), 3));
	geometry.setIndex([0, 1, 2, 0, 2, 3]);
	const tile = new Group();
	const mesh = new Mesh(geometry);
	mesh.userData['kind'] = kind;
	tile.add(mesh);
	return tile;
}
const above = new Vector3(1, 2, 100);
const down = new Vector3(0, 0, -1);

test('a ray ends at the highest hillside below it, and goes through everything that is none', () => {
	const tiles = [square('hill', 20), square('hill', 35), square('land', 60)];
	expect(pickHill(tiles, above, down)).toEqual([1, 2, 35]);
});

test('beside the hills there is none', () => {
	expect(pickHill([square('hill', 20)], new Vector3(50, 0, 100), down)).toBeUndefined();
});
