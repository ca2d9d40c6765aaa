import {
	BoundingSphere,
	BufferPoint,
	BufferPointCollection,
	BufferPointMaterial,
	Cartesian3,
	Color,
	ComponentDatatype,
	Math as CesiumMath,
	PerspectiveFrustum,
	Scene,
	Transforms
} from '@cesium/engine';
import { drawCesiumFrame } from '../cesium-frame.ts';
import { NOTHING, type Contestant } from './contestant.ts';
import { ANCHOR, type Entities } from './entities.ts';
import { between, TwoSamples } from './two-samples.ts';
import { cameraHeight, FOVY_DEGREES, SIZE_PX } from './view.ts';

/** A Cesium scene that draws nothing. */
export function openCesiumFloor(_: Entities, pixels: number): Promise<Contestant> {
	const { scene, gl, end } = openScene(pixels);
	return Promise.resolve({ ...NOTHING, gl, end, step: () => drawCesiumFrame(scene) });
}

/**
 * Cesium at its best: a collection of float positions in the tangent plane's metres, one point and one
 * vector for all, a bound that is never computed again, no picking.
 */
export function openCesiumPoints(entities: Entities, pixels: number): Promise<Contestant> {
	const { scene, gl, end } = openScene(pixels);
	const news = new TwoSamples(entities);
	const anchor = Cartesian3.fromDegrees(...ANCHOR);
	const points = new BufferPointCollection({
		primitiveCountMax: entities.count,
		positionDatatype: ComponentDatatype.FLOAT,
		modelMatrix: Transforms.eastNorthUpToFixedFrame(anchor),
		boundingVolume: new BoundingSphere(anchor, 10_000),
		allowPicking: false
	});
	const point = new BufferPoint();
	const position = new Cartesian3();
	const material = new BufferPointMaterial({ color: Color.WHITE, size: SIZE_PX });
	for (let i = 0; i < entities.count; i++) points.add({ position, material }, point);
	scene.primitives.add(points);
	const place = (time: number) => {
		const { from, to } = news;
		for (let i = 0; i < entities.count; i++) {
			position.x = between(from, to, time, 4 * i, 0);
			position.y = between(from, to, time, 4 * i, 1);
			points.get(i, point);
			point.setPosition(position);
		}
	};
	return Promise.resolve({
		gl,
		end,
		sample: news.sample,
		positions: (time) => {
			place(time);
			const xy = new Float64Array(2 * entities.count);
			const read = new Cartesian3();
			for (let i = 0; i < entities.count; i++) {
				points.get(i, point);
				point.getPosition(read);
				xy.set([read.x, read.y], 2 * i);
			}
			return xy;
		},
		step: (time) => {
			place(time);
			drawCesiumFrame(scene);
		}
	});
}

/** A scene without globe, sky, depth picking or the passes of order-independent translucency. */
function openScene(pixels: number): { scene: Scene; gl: WebGL2RenderingContext; end: () => void } {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = pixels;
	document.body.append(canvas);
	const scene = new Scene({
		canvas,
		contextOptions: { webgl: { preserveDrawingBuffer: true, antialias: false } },
		scene3DOnly: true,
		orderIndependentTranslucency: false,
		msaaSamples: 1
	});
	scene.rethrowRenderErrors = true;
	scene.useDepthPicking = false;
	scene.camera.frustum = new PerspectiveFrustum({
		fov: CesiumMath.toRadians(FOVY_DEGREES),
		aspectRatio: 1,
		near: 1,
		far: 100_000
	});
	scene.camera.setView({
		destination: Cartesian3.fromDegrees(...ANCHOR, cameraHeight()),
		orientation: { heading: 0, pitch: -CesiumMath.PI_OVER_TWO, roll: 0 }
	});
	const gl = canvas.getContext('webgl2')!;
	return {
		scene,
		gl,
		end: () => {
			scene.destroy();
			gl.getExtension('WEBGL_lose_context')?.loseContext();
			canvas.remove();
		}
	};
}
