import type { BufferGeometry, Mesh } from 'three';
import {
	BufferAttribute,
	GLSL3,
	IcosahedronGeometry,
	InstancedMesh,
	IntType,
	Matrix4,
	ShaderMaterial,
	Vector3,
	type Material,
	type Object3D
} from 'three';
import { ORDER } from './backdrop.ts';
import { scatterTrees } from './scatter-trees.ts';
import { RELATIVE, SHADING } from './shading.glsl.ts';
import type { ShadingUniforms } from './shading-uniforms.ts';
import { CASTERS } from './sun-shadow.ts';

/** Trees are told apart up to here; from there on a wood is a tint. Metres. */
const [WHOLE, GONE] = [1800, 2800] as const;
/** A tile wider than this shows ground from afar: it has no trees. */
const WIDEST = 3500;
/** Id that no building has: shadows draw trees by the same rule as bodies. */
const NO_BUILDING = 0x7fffffff;

/** Round crowns on the ground, lit as bodies; with distance they sink into the tint of their wood. */
export function treeMaterial(shading: ShadingUniforms): ShaderMaterial {
	return new ShaderMaterial({
		glslVersion: GLSL3,
		uniforms: shading,
		vertexShader: /* glsl */ `
${RELATIVE}
out vec3 vRel;
out vec3 vNormal;
out float vTop;
void main() {
	vec4 foot = modelViewMatrix * instanceMatrix * vec4(0.0, 0.0, 0.0, 1.0);
	float size = 1.0 - smoothstep(${WHOLE.toFixed(1)}, ${GONE.toFixed(1)}, length(foot.xyz));
	vec4 seen = modelViewMatrix * instanceMatrix * vec4(position * size, 1.0);
	vRel = uWorldFromView * seen.xyz;
	vNormal = uWorldFromView * (normalMatrix * normal);
	vTop = position.y;
	gl_Position = size > 0.0 ? projectionMatrix * seen : vec4(2.0, 2.0, 2.0, 1.0);
}`,
		fragmentShader: /* glsl */ `
${SHADING}
uniform vec3 uGreen;
in vec3 vRel;
in vec3 vNormal;
in float vTop;
out vec4 colour;
void main() {
	vec3 p = uCamera + vRel;
	float up = heightAboveGround(p);
	vec3 albedo = uGreen * mix(0.7, 0.98, clamp(vTop, 0.0, 1.0));
	colour = vec4(finish(shade(albedo, normalize(vNormal), p, up, gl_FragCoord.xy), vRel, up, gl_FragCoord.xy), 1.0);
}`
	});
}

/** Puts trees on the woods of a ground tile; `release` of the tile frees them with `disposeTrees`. */
export function plantTrees(tileScene: Object3D, woods: readonly Mesh[], material: Material): void {
	for (const wood of woods) {
		wood.updateMatrix();
		const mesh = woodMesh(wood);
		if (!mesh) continue;
		const trees = scatterTrees(mesh);
		const count = trees.length / 4;
		if (count === 0) continue;
		const planted = new InstancedMesh(treeGeometry(), material, count);
		const matrix = new Matrix4();
		for (let n = 0; n < count; n++) {
			const [x, y, z, height] = trees.subarray(4 * n, 4 * n + 4) as unknown as [
				number,
				number,
				number,
				number
			];
			planted.setMatrixAt(n, matrix.makeScale(height, height, height).setPosition(x, y, z));
		}
		planted.renderOrder = ORDER.bodies;
		planted.layers.enable(CASTERS);
		planted.raycast = () => undefined;
		planted.userData['trees'] = true;
		planted.computeBoundingSphere();
		(wood.parent ?? tileScene).add(planted);
	}
}

export function disposeTrees(tileScene: Object3D): void {
	tileScene.traverse((object) => {
		if (!(object instanceof InstancedMesh) || !object.userData['trees']) return;
		object.geometry.dispose();
		object.dispose();
	});
}

/** Triangles of a wood in metres; undefined for ground that is seen from afar. */
function woodMesh(wood: Mesh) {
	const geometry: BufferGeometry = wood.geometry;
	const position = geometry.getAttribute('position');
	const index = geometry.index;
	if (!index) return undefined;
	const positions = new Float32Array(3 * position.count);
	const at = new Vector3();
	const [low, high] = [
		new Vector3(Infinity, Infinity, Infinity),
		new Vector3(-Infinity, -Infinity, -Infinity)
	];
	for (let v = 0; v < position.count; v++) {
		at.fromBufferAttribute(position, v).applyMatrix4(wood.matrix);
		low.min(at);
		high.max(at);
		at.toArray(positions, 3 * v);
	}
	const wide = Math.max(high.x - low.x, high.z - low.z);
	return wide > WIDEST ? undefined : { positions, indices: index.array };
}

/** A crown of twenty faces a unit high, on no trunk that one would see from the air. */
function treeGeometry(): BufferGeometry {
	const geometry = new IcosahedronGeometry(1, 0);
	geometry.scale(0.46, 0.44, 0.46);
	geometry.translate(0, 0.56, 0);
	geometry.computeVertexNormals();
	const ids = new BufferAttribute(
		new Uint32Array(geometry.getAttribute('position').count).fill(NO_BUILDING),
		1
	);
	ids.gpuType = IntType;
	geometry.setAttribute('gid', ids);
	return geometry;
}
