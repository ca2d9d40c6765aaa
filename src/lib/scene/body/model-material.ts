import {
	DoubleSide,
	GLSL3,
	IntType,
	Mesh,
	ShaderMaterial,
	Texture,
	Uint32BufferAttribute,
	Vector4,
	type BufferGeometry,
	type Color,
	type IUniform,
	type Material,
	type Object3D
} from 'three';
import { ORDER } from './backdrop.ts';
import { featureAttribute } from './model-feature.ts';
import { RELATIVE, SHADING } from './shading.glsl.ts';
import type { ShadingUniforms } from './shading-uniforms.ts';
import { CASTERS } from './sun-shadow.ts';

/** No building: nothing of theirs colours, hides or selects it. */
const NOBODY = 0xffffffff;

/** No thing of a mesh is lifted, or the whole mesh is: numbers of things begin at 0. */
const NONE = -1;
const WHOLE = -2;

/** The body's light, and the colour in which what is selected shines. */
export type ModelUniforms = ShadingUniforms & { readonly uLiftColour: IUniform<Color> };

/** What is used of the materials that a glTF loader makes. */
interface Painted {
	readonly color?: Color;
	readonly map?: Texture | null;
	readonly opacity?: number;
	readonly alphaTest?: number;
	readonly vertexColors?: boolean;
	readonly name?: string;
}

/** Gives the meshes of a model our light in place of their own materials, keeping colours and pictures; they cast shadows. */
export function prepareModel(scene: Object3D, uniforms: ModelUniforms): void {
	scene.traverse((object) => {
		if (!(object instanceof Mesh)) return;
		const geometry: BufferGeometry = object.geometry;
		const [given] = [object.material].flat() as (Material & Painted)[]; // of a glTF loader
		const numbered = featureAttribute(object as Mesh);
		if (numbered !== undefined) geometry.setAttribute('feature', geometry.getAttribute(numbered));
		object.material = modelMaterial(uniforms, geometry, given);
		const { count } = geometry.getAttribute('position');
		const nobody = new Uint32BufferAttribute(new Uint32Array(count).fill(NOBODY), 1);
		nobody.gpuType = IntType;
		geometry.setAttribute('gid', nobody);
		object.renderOrder = ORDER.bodies;
		object.layers.enable(CASTERS);
		given?.dispose();
	});
}

/** Frees the GPU's copies of the pictures on a model. */
export function releasePictures(scene: Object3D): void {
	scene.traverse((object) => {
		if (!(object instanceof Mesh) || !(object.material instanceof ShaderMaterial)) return;
		const picture: unknown = object.material.uniforms['uPicture']?.value;
		if (picture instanceof Texture) picture.dispose();
	});
}

/** Lifts the thing of this number out of a mesh, or all of it without a number; undefined: nothing of it. */
export function lift({ uniforms }: ShaderMaterial, number: string | undefined): void {
	const { uLifted } = uniforms;
	if (uLifted) uLifted.value = number === undefined ? NONE : number === '' ? WHOLE : Number(number);
}

function modelMaterial(
	shared: ModelUniforms,
	geometry: BufferGeometry,
	given: Painted | undefined
): ShaderMaterial {
	const { color, map, opacity = 1, alphaTest = 0, vertexColors = false, name = '' } = given ?? {};
	const colour = new Vector4(color?.r ?? 1, color?.g ?? 1, color?.b ?? 1, opacity);
	// What a loader gives a mesh without a material is white; here it is of the city's own stone.
	const plain = name === '' && !map && !vertexColors && color?.getHex() === 0xffffff;
	return new ShaderMaterial({
		glslVersion: GLSL3,
		uniforms: {
			...shared,
			uLifted: { value: NONE },
			uColour: { value: colour },
			uPicture: { value: map ?? null },
			uCut: { value: alphaTest }
		},
		defines: {
			...(map && geometry.hasAttribute('uv') && { PICTURE: '' }),
			...(geometry.hasAttribute('normal') && { SMOOTH: '' }),
			...(plain && { PLAIN: '' }),
			...(geometry.hasAttribute('feature') && { FEATURES: '' })
		},
		vertexColors: vertexColors && geometry.hasAttribute('color'),
		side: DoubleSide,
		transparent: opacity < 1,
		vertexShader: /* glsl */ `
${RELATIVE}
uniform vec3 uBuildings[5];
uniform float uLifted;
out vec3 vRel;
out vec3 vPaint;
flat out float vLift;
#ifdef FEATURES
attribute float feature;
#endif
#ifdef PICTURE
out vec2 vPlace;
#endif
#ifdef SMOOTH
out vec3 vNormal;
#endif
void main() {
	vec4 place = vec4(position, 1.0);
#ifdef USE_INSTANCING
	place = instanceMatrix * place;
#endif
	vec4 seen = modelViewMatrix * place;
	vLift = uLifted < -1.5 ? 1.0 : 0.0;
#ifdef FEATURES
	if (abs(feature - uLifted) < 0.5) vLift = 1.0;
#endif
	vRel = uWorldFromView * seen.xyz;
	vPaint = vec3(1.0);
#ifdef PLAIN
	vPaint = uBuildings[2];
#endif
#ifdef USE_COLOR
	vPaint = color.rgb;
#endif
#ifdef PICTURE
	vPlace = uv;
#endif
#ifdef SMOOTH
	vec3 facing = normal;
#ifdef USE_INSTANCING
	facing = mat3(instanceMatrix) * facing;
#endif
	vNormal = uWorldFromView * (normalMatrix * facing);
#endif
	gl_Position = projectionMatrix * seen;
}`,
		fragmentShader: /* glsl */ `
${SHADING}
uniform vec4 uColour;
uniform float uCut;
uniform vec3 uLiftColour;
in vec3 vRel;
in vec3 vPaint;
flat in float vLift;
#ifdef PICTURE
uniform sampler2D uPicture;
in vec2 vPlace;
#endif
#ifdef SMOOTH
in vec3 vNormal;
#endif
out vec4 colour;
void main() {
	vec4 albedo = vec4(uColour.rgb * vPaint, uColour.a);
#ifdef PICTURE
	albedo *= texture(uPicture, vPlace);
#endif
	if (albedo.a < uCut) discard;
#ifdef SMOOTH
	vec3 n = normalize(vNormal);
#else
	vec3 n = normalize(cross(dFdx(vRel), dFdy(vRel)));
#endif
	if (dot(n, vRel) > 0.0) n = -n;
	vec3 p = uCamera + vRel;
	float up = heightAboveGround(p);
	vec3 lit = shade(albedo.rgb, n, p, up, gl_FragCoord.xy);
	if (vLift > 0.0) lit = mix(lit, uLiftColour * (0.55 + 0.45 * n.z), 0.62);
	colour = vec4(finish(lit, vRel * (vLift > 0.0 ? 0.4 : 1.0), up, gl_FragCoord.xy), albedo.a);
}`
	});
}
