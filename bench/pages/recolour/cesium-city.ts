import {
	Cartesian3,
	Cesium3DTileset,
	Cesium3DTileStyle,
	Color,
	HeadingPitchRange,
	Matrix4,
	Scene,
	type Cesium3DTileContent
} from '@cesium/engine';
import { drawCesiumFrame } from '../cesium-frame.ts';
import { ANCHOR, SCALE, stepOf } from './indicator.ts';
import type { RecolouredCity } from './three-city.ts';

/** The same tileset in CesiumJS, coloured by a style: the indicator's arithmetic is in the expression. */
export async function openCesiumCity(count: number, pixels: number): Promise<RecolouredCity> {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = pixels;
	document.body.append(canvas);
	const scene = new Scene({
		canvas,
		contextOptions: { webgl: { preserveDrawingBuffer: true, antialias: false } },
		msaaSamples: 1
	});
	const contents = new Set<Cesium3DTileContent>();
	const tileset = await Cesium3DTileset.fromUrl('/tiles/tileset.json', {
		maximumScreenSpaceError: 0.01,
		cullWithChildrenBounds: false,
		skipLevelOfDetail: false
	});
	tileset.tileLoad.addEventListener((tile: { content: Cesium3DTileContent }) => contents.add(tile.content));
	scene.primitives.add(tileset);
	scene.camera.lookAt(Cartesian3.fromDegrees(ANCHOR[0], ANCHOR[1]), new HeadingPitchRange(0, -1.25, 9500));
	scene.camera.lookAtTransform(Matrix4.IDENTITY);
	const until = performance.now() + 60_000;
	do {
		drawCesiumFrame(scene);
		await new Promise((resolve) => setTimeout(resolve, 20));
	} while (
		!(tileset.tilesLoaded && contents.size > 0 && featuresIn(contents) >= count) &&
		performance.now() < until
	);
	return {
		gl: canvas.getContext('webgl2')!,
		show(indicator) {
			tileset.style = new Cesium3DTileStyle({ color: { conditions: conditions(indicator) } });
			drawCesiumFrame(scene);
		},
		picture() {
			const gl = canvas.getContext('webgl2')!;
			const bytes = new Uint8Array(4 * pixels * pixels);
			scene.render();
			gl.readPixels(0, 0, pixels, pixels, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
			return bytes;
		},
		wrong(indicator) {
			let looked = 0;
			let wrong = 0;
			for (const content of contents)
				for (let i = 0; i < content.featuresLength; i++) {
					const feature = content.getFeature(i);
					const [red, green, blue] = SCALE[stepOf(Number(feature.getProperty('id')), indicator)]!;
					looked++;
					if (!feature.color.equals(Color.fromBytes(red, green, blue, 255))) wrong++;
				}
			return { looked, wrong };
		},
		end() {
			scene.destroy();
			canvas.remove();
		}
	};
}

function featuresIn(contents: ReadonlySet<Cesium3DTileContent>): number {
	let sum = 0;
	for (const content of contents) sum += content.featuresLength;
	return sum;
}

function conditions(indicator: number): [string, string][] {
	const step = `(\${id} * 31 + ${String(indicator)} * (1 + (\${id} % 4))) % 5`;
	return SCALE.map(([red, green, blue], i) => [
		i === SCALE.length - 1 ? 'true' : `${step} === ${String(i)}`,
		`rgb(${String(red)}, ${String(green)}, ${String(blue)})`
	]);
}
