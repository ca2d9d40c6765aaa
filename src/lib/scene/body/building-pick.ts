import type { Vector3 } from 'three';
import { DoubleSide, Matrix4, Mesh, Ray, type BufferGeometry, type Object3D, type Sphere } from 'three';
import { MeshBVH } from 'three-mesh-bvh';
import type { BodyMeshData } from './body-mesh.ts';

export interface BodyHit {
	readonly id: number;
	/** A block that stands for many buildings. */
	readonly merged: boolean;
	/** Local metres. */
	readonly point: readonly [east: number, north: number, up: number];
	/** Metres from the camera. */
	readonly distance: number;
}

/**
 * The first body on a ray (local metres) that is drawn and not hidden. Trees are built the first time
 * a ray meets a tile's sphere.
 */
export function pickBody(
	tiles: readonly Object3D[],
	origin: Vector3,
	direction: Vector3,
	isHidden: (id: number) => boolean
): BodyHit | undefined {
	let best: BodyHit | undefined;
	const ray = new Ray();
	const inverse = new Matrix4();
	const world = new Ray(origin, direction);
	for (const tile of tiles)
		tile.traverse((object) => {
			const data = object.userData['bodies'] as BodyMeshData | undefined;
			if (!data || !(object instanceof Mesh)) return;
			const geometry = object.geometry as BufferGeometry;
			const sphere: Sphere = geometry.boundingSphere!.clone().applyMatrix4(object.matrixWorld);
			if (!world.intersectsSphere(sphere)) return;
			if (best && sphere.center.distanceTo(origin) - sphere.radius > best.distance) return;
			const tree = treeOf(geometry);
			ray.copy(world).applyMatrix4(inverse.copy(object.matrixWorld).invert());
			const index = geometry.index!;
			for (const hit of tree.raycast(ray, DoubleSide)) {
				const vertex = index.getX(3 * hit.faceIndex!);
				const id = data.ids[vertex]!;
				if (isHidden(id)) continue;
				const point = hit.point.clone().applyMatrix4(object.matrixWorld);
				const distance = point.distanceTo(origin);
				if (best && best.distance <= distance) continue;
				best = { id, merged: data.merged[vertex] === 1, point: [point.x, point.y, point.z], distance };
			}
		});
	return best;
}

const TREES = new WeakMap<BufferGeometry, MeshBVH>();

/** What finds a mesh's triangle on a ray; built the first time that it is asked for. */
export function treeOf(geometry: BufferGeometry): MeshBVH {
	let tree = TREES.get(geometry);
	if (!tree) {
		// indirect: the index that the GPU has stays as it is
		tree = new MeshBVH(geometry, { indirect: true });
		TREES.set(geometry, tree);
	}
	return tree;
}
