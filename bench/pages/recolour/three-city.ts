import {
	BufferAttribute,
	Color,
	DynamicDrawUsage,
	Mesh,
	PerspectiveCamera,
	Scene,
	WebGLRenderer,
	type BufferGeometry
} from 'three';
import { LocalFrame } from '../../../src/lib/model/local-frame.ts';
import { buildingMaterial, roofEdgeMaterial } from '../../../src/lib/scene/body/building-material.ts';
import { prepareBodies, type BodyMeshData } from '../../../src/lib/scene/body/body-mesh.ts';
import { FeatureColours } from '../../../src/lib/scene/body/feature-colours.ts';
import { applyLook, createShadingUniforms } from '../../../src/lib/scene/body/shading-uniforms.ts';
import { Tileset } from '../../../src/lib/scene/body/tilesets.ts';
import { lookParameters } from '../../../src/lib/scene/look.ts';
import { ANCHOR, coloursOf } from './indicator.ts';

export interface RecolouredCity {
	readonly gl: WebGL2RenderingContext;
	/** Shows an indicator: colours, upload, one frame. */
	show(indicator: number): void;
	/** RGBA of the picture. */
	picture(): Uint8Array;
	/** Buildings whose colour is not the indicator's, of those looked at. */
	wrong(indicator: number): { looked: number; wrong: number };
	end(): void;
}

/**
 * The product's bodies in three with 3d-tiles-renderer. `texture`: our colour texture by feature id.
 * `attributes`: what is usual without it, a colour attribute by vertex that is rewritten.
 */
export async function openThreeCity(
	how: 'texture' | 'attributes',
	count: number,
	pixels: number
): Promise<RecolouredCity> {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = pixels;
	document.body.append(canvas);
	const renderer = new WebGLRenderer({ canvas, antialias: false, preserveDrawingBuffer: true });
	const gl = renderer.getContext() as WebGL2RenderingContext;
	const scene = new Scene();
	const camera = new PerspectiveCamera(40, 1, 10, 60_000);
	camera.position.set(0, -3000, 9000);
	camera.up.set(0, 0, 1);
	camera.lookAt(0, 0, 0);
	camera.updateMatrixWorld(true);
	const shading = createShadingUniforms();
	applyLook(shading, lookParameters('dark', true, 9000), [0.3, 0.3, 0.9], 0.4);
	const features = new FeatureColours(count, new Color());
	const material = buildingMaterial(shading, features.uniforms);
	const edges = roofEdgeMaterial(shading, features.uniforms);
	if (how === 'attributes') {
		material.vertexShader = material.vertexShader
			.replace('featureOf(gid);', 'featureColour;')
			.replace('in float crown;', 'in float crown;\nin vec4 featureColour;');
		if (!material.vertexShader.includes('in vec4 featureColour')) throw new Error('the shader is another');
	}
	const meshes: { geometry: BufferGeometry; ids: Uint32Array; colour: BufferAttribute }[] = [];
	let settled = 0;
	const tiles = new Tileset('/tiles/tileset.json', new LocalFrame(ANCHOR), 1, {
		prepare(tile) {
			prepareBodies(tile, material, edges);
			tile.traverse((object) => {
				const data = object.userData['bodies'] as BodyMeshData | undefined;
				if (!data || !(object instanceof Mesh)) return;
				object.children[0]!.visible = false;
				const geometry = object.geometry as BufferGeometry;
				const colour = new BufferAttribute(new Uint8Array(4 * data.ids.length).fill(255), 4, true);
				colour.setUsage(DynamicDrawUsage);
				if (how === 'attributes') geometry.setAttribute('featureColour', colour);
				meshes.push({ geometry, ids: data.ids, colour });
			});
		},
		release: () => undefined,
		progress: () => undefined,
		changed: () => (settled = 0)
	});
	scene.add(tiles.tiles.group);
	while (settled++ < 5) {
		tiles.update(camera, 4000, 4000);
		renderer.render(scene, camera);
		await new Promise((resolve) => setTimeout(resolve, 20));
		if (!tiles.idle) settled = 0;
	}
	const rgba = new Uint8Array(4 * count);
	const words = new Uint32Array(rgba.buffer);
	return {
		gl,
		show(indicator) {
			coloursOf(count, indicator, rgba);
			if (how === 'texture') features.set(rgba);
			else
				for (const { ids, colour } of meshes) {
					const target = new Uint32Array(colour.array.buffer);
					for (let i = 0; i < ids.length; i++) target[i] = words[ids[i]!]!;
					colour.needsUpdate = true;
				}
			renderer.render(scene, camera);
		},
		picture() {
			const bytes = new Uint8Array(4 * pixels * pixels);
			renderer.render(scene, camera);
			gl.readPixels(0, 0, pixels, pixels, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
			return bytes;
		},
		wrong(indicator) {
			// the picture is what is compared; here only that all buildings are there
			const seen = new Set(meshes.flatMap(({ ids }) => [...new Set(ids)]));
			return { looked: seen.size, wrong: indicator < 0 ? 0 : count - seen.size };
		},
		end() {
			tiles.dispose();
			renderer.dispose();
			gl.getExtension('WEBGL_lose_context')?.loseContext();
			canvas.remove();
		}
	};
}
