import { Cartesian3, CesiumWidget, Color, PointPrimitiveCollection } from '@cesium/engine';
import { losing } from './lose-canvas.ts';
import type { PlainPage } from './page.ts';

/** CesiumJS's own widget, which runs its own loop, with a collection of points and no globe. */
export async function openPlainCesium(container: HTMLElement): Promise<PlainPage> {
	const widget = new CesiumWidget(container, {
		baseLayer: false,
		globe: false,
		skyBox: false,
		skyAtmosphere: false,
		scene3DOnly: true,
		showRenderLoopErrors: false,
		contextOptions: { webgl: { preserveDrawingBuffer: true } }
	});
	const points = widget.scene.primitives.add(new PointPrimitiveCollection()) as PointPrimitiveCollection;
	for (let i = 0; i < 300; i++)
		points.add({
			position: Cartesian3.fromDegrees(((i % 20) - 10) / 200, (Math.floor(i / 20) - 7) / 200),
			color: Color.fromBytes((i * 37) % 256, (i * 91) % 256, 200, 255),
			pixelSize: 12
		});
	widget.scene.camera.setView({ destination: Cartesian3.fromDegrees(0, 0, 20_000) });
	for (let frame = 0; frame < 5; frame++)
		await new Promise<void>((resolve) => {
			const stop = widget.scene.postRender.addEventListener(() => {
				stop();
				resolve();
			});
		});
	return losing(widget.canvas);
}
