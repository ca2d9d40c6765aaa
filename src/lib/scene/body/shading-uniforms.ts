import { Color, DataTexture, Matrix3, Matrix4, Vector3, Vector4, type IUniform, type Texture } from 'three';
import type { LookParameters } from '../look.ts';

export type ShadingUniforms = ReturnType<typeof createShadingUniforms>;

/** The uniforms that all materials of the body share: one object, so that a change reaches them all. */
export function createShadingUniforms() {
	const blank = new DataTexture(new Uint8Array([0, 0, 0, 255]), 1, 1);
	blank.needsUpdate = true;
	return {
		uCamera: { value: new Vector3() },
		uWorldFromView: { value: new Matrix3() },
		uSunDirection: { value: new Vector3(0, 0, 1) },
		uSun: { value: new Vector3() },
		uSky: { value: 1 },
		uSkyTint: { value: new Vector3(1, 1, 1) },
		uGndTint: { value: new Vector3(1, 1, 1) },
		uStoreys: { value: 0 },
		uGnd: { value: 0 },
		uFill: { value: 0 },
		uAo: { value: 0 },
		uWall: { value: new Vector3(1, 1, 1) },
		uFogColour: { value: new Color() },
		uFog: { value: new Vector3() },
		uKnee: { value: 0 },
		uFrame: { value: 0 },
		uZenith: { value: new Color() },
		uLand: { value: new Color() },
		uWater: { value: new Color() },
		uGreen: { value: new Color() },
		uRoads: { value: [new Color(), new Color(), new Color(), new Color()] },
		uRoadLight: { value: 0 },
		uBuildings: { value: [new Color(), new Color(), new Color(), new Color(), new Color()] },
		uEdge: { value: new Color() },
		uEdgeAlpha: { value: 0 },
		uEdgeFade: { value: 1 },
		uPixelsAtOne: { value: 1 },
		uPixelRatio: { value: 1 },
		uVisibility: { value: blank as Texture },
		uVisibilityRect: { value: new Vector4(0, 0, 0, 0) },
		// null: three binds a texture of its own with the right kind of sampler
		uShadowMap: { value: null as Texture | null },
		uShadowMatrix: { value: new Matrix4() },
		uShadow: { value: new Vector4(1, 1, 1, 0) }
	} satisfies Record<string, IUniform>;
}

/** Writes a look and a sun (unit vector, east north up) into the uniforms. Colours become linear. */
export function applyLook(
	uniforms: ShadingUniforms,
	look: LookParameters,
	sun: readonly [number, number, number],
	strength: number
): void {
	uniforms.uSunDirection.value.set(...sun);
	uniforms.uSun.value.set(...look.sun.tint).multiplyScalar(strength);
	uniforms.uSky.value = look.sky;
	uniforms.uSkyTint.value.set(...look.skyTint);
	uniforms.uGndTint.value.set(...look.gndTint);
	uniforms.uStoreys.value = look.storeys;
	uniforms.uGnd.value = look.gnd;
	uniforms.uFill.value = look.fill;
	uniforms.uAo.value = look.ao;
	uniforms.uWall.value.set(...look.wall);
	uniforms.uFogColour.value.setHex(look.fog.colour);
	uniforms.uFog.value.set(look.fog.density, look.fog.start, look.fog.cap);
	uniforms.uKnee.value = look.knee ? 1 : 0;
	uniforms.uZenith.value.setHex(look.zenith);
	uniforms.uLand.value.setHex(look.land);
	uniforms.uWater.value.setHex(look.water);
	uniforms.uGreen.value.setHex(look.green);
	uniforms.uRoadLight.value = look.roadLight;
	look.roads.forEach((colour, i) => uniforms.uRoads.value[i]!.setHex(colour));
	look.buildings.forEach((colour, i) => uniforms.uBuildings.value[i]!.setHex(colour));
	uniforms.uEdge.value.setHex(look.roofEdge.colour);
	uniforms.uEdgeAlpha.value = look.roofEdge.alpha;
	uniforms.uEdgeFade.value = look.roofEdge.fade;
}
