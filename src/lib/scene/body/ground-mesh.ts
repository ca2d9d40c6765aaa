import {
	CustomBlending,
	DoubleSide,
	GLSL3,
	Mesh,
	OneMinusSrcAlphaFactor,
	ShaderMaterial,
	SrcAlphaFactor,
	type Material,
	type Object3D
} from 'three';
import { ORDER } from './backdrop.ts';
import { RELATIVE, SHADING } from './shading.glsl.ts';
import { plantTrees, treeMaterial } from './trees.ts';
import type { ShadingUniforms } from './shading-uniforms.ts';

/** What a mesh of the ground tiles is; said by its node's name or `extras.kind`. */
export type GroundKind = 'land' | 'water' | 'green' | 'wood' | 'road' | 'hill';

/**
 * Materials of the ground. All of it lies in one plane: it is drawn after the bodies, tested against
 * their depth, writes none, and what comes later in ORDER lies above.
 */
export class GroundMaterials {
	readonly byKind: Readonly<Record<GroundKind, ShaderMaterial>>;
	readonly trees: ShaderMaterial;

	constructor(shading: ShadingUniforms) {
		this.byKind = {
			land: areaMaterial(shading, 'uLand'),
			water: areaMaterial(shading, 'uWater'),
			green: areaMaterial(shading, 'uGreen'),
			wood: areaMaterial(shading, 'uGreen', UNDER_TREES),
			road: roadMaterial(shading),
			hill: hillMaterial(shading)
		};
		this.trees = treeMaterial(shading);
	}

	get all(): readonly Material[] {
		return [...Object.values(this.byKind), this.trees];
	}
}

/** For ground that does not say its own order. */
const LAST_ORDER: Readonly<Record<GroundKind, number>> = {
	land: 0,
	water: 1,
	green: 2,
	wood: 2,
	road: 3,
	hill: 0
};

/** The ground of a wood against that of a lawn. */
const UNDER_TREES = 0.93;
/** Of the hills: their albedo against that of a lawn, the share of haze in front of them, how steep they are shaded. */
const WOODS = '0.72';
const CLEAR = '0.72';
const STEEPER = '2.4';

/** Gives a ground tile's meshes their material and place in the order, and plants its woods. */
export function prepareGround(tileScene: Object3D, materials: GroundMaterials): void {
	const woods: Mesh[] = [];
	tileScene.traverse((object) => {
		if (!(object instanceof Mesh)) return;
		const kind = groundKindOf(object);
		if (!kind) {
			object.visible = false;
			return;
		}
		object.material = materials.byKind[kind];
		if (kind === 'wood') woods.push(object);
		const order: unknown = object.userData['order'];
		// Hills hide what is behind them, as bodies do; the level ground below is hidden by them.
		if (kind === 'hill') object.renderOrder = ORDER.bodies;
		else
			object.renderOrder = typeof order === 'number' ? ORDER.ground + order : ORDER.ground + LAST_ORDER[kind];
		object.frustumCulled = true;
	});
	plantTrees(tileScene, woods, materials.trees);
}

const KINDS = Object.keys(LAST_ORDER) as GroundKind[]; // the keys of a record by kind

/** What of the ground a mesh is. The kind is on the mesh, its node or any node above. */
export function groundKindOf(mesh: Object3D): GroundKind | undefined {
	for (let object: Object3D | null = mesh; object; object = object.parent) {
		const said: unknown = object.userData['kind'] ?? object.name;
		const kind = KINDS.find((known) => known === said);
		if (kind) return kind;
	}
	return undefined;
}

function areaMaterial(
	shading: ShadingUniforms,
	colour: 'uLand' | 'uWater' | 'uGreen',
	share = 1
): ShaderMaterial {
	return new ShaderMaterial({
		glslVersion: GLSL3,
		uniforms: shading,
		depthWrite: false,
		side: DoubleSide,
		vertexShader: /* glsl */ `
${RELATIVE}
out vec3 vRel;
void main() {
	vec4 seen = modelViewMatrix * vec4(position, 1.0);
	vRel = uWorldFromView * seen.xyz;
	gl_Position = projectionMatrix * seen;
}`,
		fragmentShader: /* glsl */ `
${SHADING}
uniform vec3 ${colour};
in vec3 vRel;
out vec4 colour;
void main() {
	vec3 lit = shade(${colour} * ${share.toFixed(3)}, vec3(0.0, 0.0, 1.0), uCamera + vRel, 0.0, gl_FragCoord.xy);
	colour = vec4(finish(lit, vRel, 0.0, gl_FragCoord.xy), 1.0);
}`
	});
}

/** Hills in the green of the woods on them, lit by their slope; they write depth. */
function hillMaterial(shading: ShadingUniforms): ShaderMaterial {
	return new ShaderMaterial({
		glslVersion: GLSL3,
		uniforms: shading,
		side: DoubleSide,
		vertexShader: /* glsl */ `
${RELATIVE}
out vec3 vRel;
out vec3 vNormal;
void main() {
	vec4 seen = modelViewMatrix * vec4(position, 1.0);
	vRel = uWorldFromView * seen.xyz;
	vNormal = uWorldFromView * (normalMatrix * normal);
	gl_Position = projectionMatrix * seen;
}`,
		fragmentShader: /* glsl */ `
${SHADING}
uniform vec3 uGreen;
in vec3 vRel;
in vec3 vNormal;
out vec4 colour;
void main() {
	vec3 p = uCamera + vRel;
	float up = heightAboveGround(p);
	// slopes are shaded as if steeper, as on any map of hills
	vec3 n = normalize(vec3(vNormal.xy * ${STEEPER}, vNormal.z));
	// woods are darker than lawns; they begin where the slope does
	vec3 albedo = uGreen * mix(1.0, ${WOODS}, smoothstep(2.0, 45.0, up));
	vec3 lit = shade(albedo, n, p, up, gl_FragCoord.xy);
	// haze lies low: hills stand out of it and against the sky
	float share = fogShare(vRel, up) * mix(1.0, ${CLEAR}, smoothstep(0.0, 60.0, up));
	colour = vec4(encode(mix(lit, uFogColour, share), gl_FragCoord.xy), 1.0);
}`
	});
}

/**
 * Ribbons of roads. A road keeps its width in metres while that is more than its least width in
 * pixels; below, it stays that wide and fades by how much of it there would be.
 */
function roadMaterial(shading: ShadingUniforms): ShaderMaterial {
	return new ShaderMaterial({
		glslVersion: GLSL3,
		uniforms: shading,
		depthWrite: false,
		side: DoubleSide,
		blending: CustomBlending,
		blendSrc: SrcAlphaFactor,
		blendDst: OneMinusSrcAlphaFactor,
		vertexShader: /* glsl */ `
${RELATIVE}
uniform vec3 uRoads[4];
uniform float uPixelsAtOne;
uniform float uPixelRatio;
in vec2 _side;
in float _half_width;
in float _class;
out vec3 vRel;
uniform float uRoadLight;
flat out vec3 vAlbedo;
flat out float vLamps;
out float vCover;
void main() {
	int roadClass = clamp(int(_class + 0.5), 0, 3);
	vAlbedo = uRoads[roadClass];
	// lanes have fewer lamps than streets
	vLamps = uRoadLight * (roadClass == 0 ? 0.4 : 1.0);
	vec4 seen = modelViewMatrix * vec4(position, 1.0);
	float pixelsPerMetre = uPixelsAtOne / max(-seen.z, 1.0);
	float least = (roadClass == 0 ? 0.7 : roadClass == 1 ? 0.8 : roadClass == 2 ? 1.0 : 1.1) * uPixelRatio;
	float wanted = 2.0 * _half_width * pixelsPerMetre;
	vCover = min(wanted / least, 1.0);
	// _side is glTF's: x east, y south
	float wider = _half_width * (max(least / max(wanted, 1e-4), 1.0) - 1.0);
	seen.xyz += vec3(_side.x, -_side.y, 0.0) * wider * uWorldFromView;
	vRel = uWorldFromView * seen.xyz;
	gl_Position = projectionMatrix * seen;
}`,
		fragmentShader: /* glsl */ `
${SHADING}
/** Linear: a trace of the warmth of street lamps. */
const vec3 LAMP_TINT = vec3(1.12, 1.0, 0.86);
in vec3 vRel;
flat in vec3 vAlbedo;
flat in float vLamps;
in float vCover;
out vec4 colour;
void main() {
	vec3 lit = shade(vAlbedo, vec3(0.0, 0.0, 1.0), uCamera + vRel, 0.0, gl_FragCoord.xy);
	lit = mix(lit, vAlbedo * LAMP_TINT, vLamps);
	colour = vec4(finish(lit, vRel, 0.0, gl_FragCoord.xy), vCover);
}`
	});
}
