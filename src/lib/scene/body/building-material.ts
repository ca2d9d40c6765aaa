import {
	CustomBlending,
	GLSL3,
	OneMinusSrcAlphaFactor,
	ShaderMaterial,
	SrcAlphaFactor,
	type IUniform
} from 'three';
import { BUILDING_BREAKS } from '../look.ts';
import { RELATIVE, SHADING } from './shading.glsl.ts';
import type { ShadingUniforms } from './shading-uniforms.ts';

/** Per-building data: 4096 wide RGBA8, alpha 0 hides, 254 keeps the body's colour, 255 colours. */
export interface FeatureUniforms {
	readonly [name: string]: IUniform;
	readonly uFeatures: IUniform;
	readonly uFeatureCount: IUniform<number>;
	readonly uSelected: IUniform<number>;
}

const FEATURE = /* glsl */ `
uniform highp sampler2D uFeatures;
uniform int uFeatureCount;
in uint gid;
vec4 featureOf(uint id) {
	if (int(id) >= uFeatureCount) return vec4(0.0, 0.0, 0.0, 254.0 / 255.0);
	return texelFetch(uFeatures, ivec2(int(id & 4095u), int(id >> 12u)), 0);
}
`;

const HIDE = `if (feature.a < 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);`;

/** Walls and roofs. The normal is the triangle's own, from derivatives: the tiles carry none. */
export function buildingMaterial(shading: ShadingUniforms, features: FeatureUniforms): ShaderMaterial {
	return new ShaderMaterial({
		glslVersion: GLSL3,
		uniforms: { ...shading, ...features },
		// lines of roof edges lie on these faces and must win
		polygonOffset: true,
		polygonOffsetFactor: 1,
		polygonOffsetUnits: 2,
		vertexShader: /* glsl */ `
${FEATURE}
${RELATIVE}
in float bodyHeight;
in float crown;
uniform vec3 uBuildings[5];
uniform uint uSelected;
flat out vec3 vAlbedo;
flat out float vLift;
flat out float vData;
out vec3 vRel;
out float vCrown;
vec3 linearOf(vec3 c) { return mix(c / 12.92, pow((c + 0.055) / 1.055, vec3(2.4)), step(0.04045, c)); }
void main() {
	vec4 feature = featureOf(gid);
	int step = bodyHeight < ${glsl(BUILDING_BREAKS[0])} ? 0 : bodyHeight < ${glsl(BUILDING_BREAKS[1])} ? 1 : bodyHeight < ${glsl(BUILDING_BREAKS[2])} ? 2 : bodyHeight < ${glsl(BUILDING_BREAKS[3])} ? 3 : 4;
	vData = feature.a > 0.998 ? 1.0 : 0.0;
	vAlbedo = vData > 0.5 ? linearOf(feature.rgb) : uBuildings[step];
	vLift = gid == uSelected ? 1.0 : 0.0;
	vec4 seen = modelViewMatrix * vec4(position, 1.0);
	vRel = uWorldFromView * seen.xyz;
	vCrown = crown;
	gl_Position = projectionMatrix * seen;
	${HIDE}
}`,
		fragmentShader: /* glsl */ `
${SHADING}
uniform vec3 uLiftColour;
uniform float uStoreys;
flat in vec3 vAlbedo;
flat in float vLift;
flat in float vData;
in vec3 vRel;
in float vCrown;
out vec4 colour;
void main() {
	vec3 n = normalize(cross(dFdx(vRel), dFdy(vRel)));
	if (dot(n, vRel) > 0.0) n = -n;
	vec3 p = uCamera + vRel;
	float up = heightAboveGround(p);
	float wall = 1.0 - smoothstep(0.3, 0.6, n.z);
	vec3 albedo = vAlbedo * mix(1.0, uWall.x * mix(uWall.z, 1.0, clamp(up / uWall.y, 0.0, 1.0)), wall);
	// bands of storeys, 3.7 m each, while a pixel is small against them
	float storey = up / 3.7;
	float fine = 1.0 - smoothstep(0.12, 0.4, fwidth(storey));
	albedo *= 1.0 - uStoreys * fine * wall * smoothstep(0.35, 0.65, abs(fract(storey) * 2.0 - 1.0));
	// the last 1.4 pixels of a wall below its roof catch the light
	float rim = wall * (1.0 - smoothstep(0.7, 1.4, (1.0 - vCrown) / max(fwidth(vCrown), 1e-5)));
	vec3 lit = shade(albedo, n, p, up, gl_FragCoord.xy);
	lit *= 1.0 + 0.25 * rim * (1.0 - smoothstep(1500.0, 4000.0, length(vRel)));
	if (vLift > 0.0) lit = mix(lit, uLiftColour * (0.55 + 0.45 * n.z), 0.62 * vLift);
	colour = vec4(finish(lit, vRel * (vLift > 0.0 ? 0.4 : 1.0), up, gl_FragCoord.xy), 1.0);
}`
	});
}

/** One-pixel lines along the roofs, fading with distance. */
export function roofEdgeMaterial(shading: ShadingUniforms, features: FeatureUniforms): ShaderMaterial {
	return new ShaderMaterial({
		glslVersion: GLSL3,
		uniforms: { ...shading, ...features },
		blending: CustomBlending,
		blendSrc: SrcAlphaFactor,
		blendDst: OneMinusSrcAlphaFactor,
		depthWrite: false,
		vertexShader: /* glsl */ `
${FEATURE}
${RELATIVE}
out vec3 vRel;
void main() {
	vec4 feature = featureOf(gid);
	vec4 seen = modelViewMatrix * vec4(position, 1.0);
	vRel = uWorldFromView * seen.xyz;
	gl_Position = projectionMatrix * seen;
	${HIDE}
}`,
		fragmentShader: /* glsl */ `
${SHADING}
uniform vec3 uEdge;
uniform float uEdgeAlpha;
uniform float uEdgeFade;
in vec3 vRel;
out vec4 colour;
void main() {
	float alpha = uEdgeAlpha * (1.0 - smoothstep(0.5, 1.35, length(vRel) / uEdgeFade));
	if (alpha < 0.01) discard;
	colour = vec4(finish(uEdge, vRel, heightAboveGround(uCamera + vRel), gl_FragCoord.xy), alpha);
}`
	});
}

/** Bodies as the sun sees them: depth only, hidden ones left out. */
export function shadowCasterMaterial(features: FeatureUniforms): ShaderMaterial {
	return new ShaderMaterial({
		glslVersion: GLSL3,
		uniforms: { ...features },
		colorWrite: false,
		side: 2,
		polygonOffset: true,
		polygonOffsetFactor: 1.5,
		polygonOffsetUnits: 2,
		vertexShader: /* glsl */ `
${FEATURE}
void main() {
	vec4 feature = featureOf(gid);
	vec4 at = vec4(position, 1.0);
#ifdef USE_INSTANCING
	at = instanceMatrix * at;
#endif
	gl_Position = projectionMatrix * modelViewMatrix * at;
	${HIDE}
}`,
		fragmentShader: `out vec4 colour; void main() { colour = vec4(1.0); }`
	});
}

function glsl(value: number): string {
	return value.toFixed(1);
}
