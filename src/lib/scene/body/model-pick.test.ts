import {
	BoxGeometry,
	Float32BufferAttribute,
	Group,
	InstancedMesh,
	Matrix4,
	Mesh,
	PlaneGeometry,
	Vector3
} from 'three';
import { expect, test, vi } from 'vitest';
import { featureOf } from './model-feature.ts';
import { pickModel } from './model-pick.ts';

const above = (x: number, y = 0) => [new Vector3(x, y, 100), new Vector3(0, 0, -1)] as const;

/** What a box of 2 m says where a ray from above meets it. */
function saidAt(root: Group, x: number) {
	root.updateMatrixWorld(true);
	const hit = pickModel(root, ...above(x));
	return hit && { distance: hit.distance, ...featureOf(hit.mesh, hit.vertex, hit.instance) };
}

test('the nearest mesh is found, with its own name and what its parents say', () => {
	const [low, high] = [new Mesh(new BoxGeometry(2, 2, 2)), new Mesh(new BoxGeometry(2, 2, 2))];
	high.position.z = 10;
	high.userData = { name: 'Crane 7', lift_t: 40, drawn: null, mesh: { not: 'said' } };
	const root = new Group().add(low, high);
	root.userData = { owner: '港务局', lift_t: 1 };
	expect(saidAt(root, 0)).toEqual({
		distance: 89,
		name: 'Crane 7',
		properties: { lift_t: 40, owner: '港务局' }
	});
	expect(saidAt(root, 5)).toBeUndefined();
	high.visible = false;
	expect(saidAt(root, 0)).toEqual({ distance: 99, properties: { owner: '港务局', lift_t: 1 } });
});

test('things of one mesh are told apart by their numbers, in whatever table they stand', () => {
	const geometry = new BoxGeometry(2, 2, 2);
	const { count } = geometry.getAttribute('position');
	geometry.setAttribute('_feature_id_0', new Float32BufferAttribute(new Float32Array(count).fill(1), 1));
	const mesh = new Mesh(geometry);
	const root = new Group().add(mesh);
	mesh.userData = { cityObjects: [{ id: 'a' }, { id: 'b', storeys: 3, measured: [1, 2] }] };
	expect(saidAt(root, 0)).toEqual({
		distance: 99,
		name: 'b',
		number: 1,
		properties: { id: 'b', storeys: 3, measured: '1, 2' }
	});
	mesh.userData = {
		meshFeatures: { getFeatureInfo: () => [{ attribute: 0, propertyTable: 2 }] },
		structuralMetadata: {
			getPropertyTableData: (table: number, id: number) => ({ name: `${table}.${id}`, when: 5n })
		}
	};
	expect(saidAt(root, 0)).toMatchObject({ name: '2.1', properties: { name: '2.1', when: '5' } });
	mesh.userData = {};
	geometry.setAttribute('_batchid', geometry.getAttribute('_feature_id_0'));
	geometry.deleteAttribute('_feature_id_0');
	Object.assign(root, { batchTable: { count: 2, getDataFromId: (id: number) => ({ Name: `row ${id}` }) } });
	expect(saidAt(root, 0)).toMatchObject({ name: 'row 1', number: 1 });
});

test('a mesh that is drawn many times is found at each of its places', () => {
	const trees = new InstancedMesh(new BoxGeometry(2, 2, 2), undefined, 2);
	trees.setMatrixAt(1, new Matrix4().makeTranslation(20, 0, 50));
	const root = new Group().add(trees);
	root.updateMatrixWorld(true);
	const found = pickModel(root, ...above(20));
	expect([found?.instance, found?.distance]).toEqual([1, 49]);
	expect(found?.point[2]).toBe(51);
});

test('a model of many triangles is found once all of them are taken in, a part at a time', async () => {
	const plane = new PlaneGeometry(300, 300, 300, 150); // 90,000 triangles
	for (const geometry of [plane, plane.toNonIndexed()]) {
		const root = new Group().add(new Mesh(geometry));
		root.updateMatrixWorld(true);
		const across = [-140, -20, 140].map((y) => above(0.5, y));
		expect(across.map((ray) => pickModel(root, ...ray))).toEqual([undefined, undefined, undefined]);
		await vi.waitFor(() => {
			expect(across.map((ray) => pickModel(root, ...ray)?.point[1])).toEqual([-140, -20, 140]);
		});
		expect(pickModel(root, ...above(200))).toBeUndefined();
	}
});
