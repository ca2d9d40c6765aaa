import { DoubleSide, Matrix4, Mesh, Ray, type Object3D, type Sphere, type Vector3 } from 'three';
import type { BufferGeometry } from 'three';
import { treeOf } from './building-pick.ts';
import { groundKindOf } from './ground-mesh.ts';

/** The first hillside on a ray, local metres; undefined when there is none on it. */
export function pickHill(
	tiles: readonly Object3D[],
	origin: Vector3,
	direction: Vector3
): readonly [east: number, north: number, up: number] | undefined {
	const world = new Ray(origin, direction);
	const ray = new Ray();
	const inverse = new Matrix4();
	let best: { readonly point: Vector3; readonly distance: number } | undefined;
	for (const tile of tiles)
		tile.traverse((object) => {
			if (!(object instanceof Mesh) || !object.visible || groundKindOf(object) !== 'hill') return;
			const geometry = object.geometry as BufferGeometry;
			if (!geometry.boundingSphere) geometry.computeBoundingSphere();
			const sphere: Sphere = geometry.boundingSphere!.clone().applyMatrix4(object.matrixWorld);
			if (!world.intersectsSphere(sphere)) return;
			ray.copy(world).applyMatrix4(inverse.copy(object.matrixWorld).invert());
			const hit = treeOf(geometry).raycastFirst(ray, DoubleSide);
			if (!hit) return;
			const point = hit.point.applyMatrix4(object.matrixWorld);
			const distance = point.distanceTo(origin);
			if (!best || distance < best.distance) best = { point, distance };
		});
	return best && [best.point.x, best.point.y, best.point.z];
}
