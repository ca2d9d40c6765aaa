import type { Scene } from '@cesium/engine';

/** What CesiumWidget does each frame; the first half is left out of the typings. */
export function drawCesiumFrame(scene: Scene): void {
	(scene as unknown as { initializeFrame(): void }).initializeFrame();
	scene.render();
}
