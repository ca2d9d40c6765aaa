import { BufferAttribute, BufferGeometry, GLSL3, Mesh, ShaderMaterial, type IUniform } from 'three';
import { SHADING } from './shading.glsl.ts';
import type { ShadingUniforms } from './shading-uniforms.ts';

/** Draw order. Bodies come first, so that hidden ground costs nothing; ground adds its own order to `ground`. */
export const ORDER = { bodies: 0, backdrop: 1, ground: 2, edges: 20 } as const;

/** A triangle over the whole picture: position is already clip space. */
export function fullScreenTriangle(): BufferGeometry {
	const geometry = new BufferGeometry();
	geometry.setAttribute(
		'position',
		new BufferAttribute(new Float32Array([-1, -1, 1, 3, -1, 1, -1, 3, 1]), 3)
	);
	return geometry;
}

/**
 * Sky, and below the horizon the endless base plane that the city's own ground is laid on. It is
 * told where the base is water (the pack's box) and where it is unknown land.
 */
export function createBackdrop(shading: ShadingUniforms, rayFromClip: IUniform): Mesh {
	const material = new ShaderMaterial({
		glslVersion: GLSL3,
		uniforms: { ...shading, uRayFromClip: rayFromClip },
		depthWrite: false,
		vertexShader: /* glsl */ `
uniform mat4 uRayFromClip;
out vec3 vRay;
void main() {
	vec4 ray = uRayFromClip * vec4(position.xy, 1.0, 1.0);
	vRay = ray.xyz / ray.w;
	gl_Position = vec4(position.xy, 1.0, 1.0);
}`,
		fragmentShader: /* glsl */ `
${SHADING}
uniform vec3 uZenith;
uniform vec3 uLand;
in vec3 vRay;
out vec4 colour;
void main() {
	vec3 ray = normalize(vRay);
	float below = -ray.z;
	if (below > 1e-5) {
		vec3 rel = ray * max(uCamera.z, 1.0) / below;
		vec3 p = vec3(uCamera.xy + rel.xy, 0.0);
		if (dot(rel, rel) < 3.6e9) {
			colour = vec4(finish(shade(uLand, vec3(0.0, 0.0, 1.0), p, 0.0, gl_FragCoord.xy), rel, 0.0, gl_FragCoord.xy), 1.0);
			return;
		}
	}
	float high = clamp(ray.z / 0.42, 0.0, 1.0);
	colour = vec4(encode(mix(uFogColour, uZenith, pow(high, 0.85)), gl_FragCoord.xy), 1.0);
}`
	});
	const mesh = new Mesh(fullScreenTriangle(), material);
	mesh.frustumCulled = false;
	mesh.renderOrder = ORDER.backdrop;
	return mesh;
}
