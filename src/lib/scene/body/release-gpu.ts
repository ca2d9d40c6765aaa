import type { Material } from 'three';
import { InstancedMesh, LineSegments, Mesh, Texture, type Object3D } from 'three';

/**
 * Frees the GPU's copies of a scene that stays: geometries, materials and the textures of shared
 * uniforms. The arrays remain, and the next renderer uploads them again. three hangs a listener of
 * its renderer on each of these, which would keep the old renderer alive.
 */
export function releaseGpu(
	scene: Object3D,
	materials: readonly Material[],
	uniforms: Readonly<Record<string, { readonly value: unknown }>>
): void {
	scene.traverse((object) => {
		if (!(object instanceof Mesh || object instanceof LineSegments)) return;
		object.geometry.dispose();
		if (object instanceof InstancedMesh) object.dispose();
		for (const material of [object.material].flat()) material.dispose();
	});
	for (const material of materials) material.dispose();
	for (const { value } of Object.values(uniforms)) if (value instanceof Texture) value.dispose();
}
