import { DoubleSide, InstancedMesh, Matrix4, Mesh, Ray, type BufferGeometry, type Object3D } from 'three';
import type { Intersection, Vector3 } from 'three';
import { treesOf } from './model-trees.ts';

/** Where a ray meets a model. */
export interface ModelHit {
	readonly mesh: Mesh;
	readonly vertex: number;
	/** Of meshes that are drawn many times. */
	readonly instance?: number;
	/** Local metres. */
	readonly point: readonly [east: number, north: number, up: number];
	/** Metres from the camera. */
	readonly distance: number;
}

/** The first triangle of a model on a ray (local metres). */
export function pickModel(model: Object3D, origin: Vector3, direction: Vector3): ModelHit | undefined {
	let best: ModelHit | undefined;
	const world = new Ray(origin, direction);
	model.traverseVisible((object) => {
		if (!(object instanceof Mesh)) return;
		const mesh: Mesh = object;
		const count = mesh instanceof InstancedMesh ? mesh.count : 1;
		for (let instance = 0; instance < count; instance++) {
			const hit = pickMesh(mesh, instance, world, best?.distance ?? Infinity);
			if (hit) best = hit;
		}
	});
	return best;
}

/** Where the ray meets a mesh nearer than `within`. */
function pickMesh(mesh: Mesh, instance: number, world: Ray, within: number): ModelHit | undefined {
	const geometry: BufferGeometry = mesh.geometry;
	if (!geometry.boundingSphere) geometry.computeBoundingSphere();
	const stands = mesh.matrixWorld.clone();
	const isInstance = mesh instanceof InstancedMesh;
	if (isInstance) {
		const own = new Matrix4();
		mesh.getMatrixAt(instance, own);
		stands.multiply(own);
	}
	const sphere = geometry.boundingSphere!.clone().applyMatrix4(stands);
	if (!world.intersectsSphere(sphere)) return undefined;
	if (sphere.center.distanceTo(world.origin) - sphere.radius > within) return undefined;
	const inside = world.clone().applyMatrix4(stands.clone().invert());
	let hit: Intersection | undefined;
	for (const tree of treesOf(geometry)) {
		const found = tree.raycastFirst(inside, DoubleSide);
		if (found && (!hit || found.distance < hit.distance)) hit = found;
	}
	if (!hit?.face) return undefined;
	const point = hit.point.clone().applyMatrix4(stands);
	const distance = point.distanceTo(world.origin);
	if (distance >= within) return undefined;
	return {
		mesh,
		vertex: hit.face.a,
		...(isInstance && { instance }),
		point: [point.x, point.y, point.z],
		distance
	};
}
