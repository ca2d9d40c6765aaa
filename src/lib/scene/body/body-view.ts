import type { Metres } from '#lib/model/units.js';
import type { MetreCamera } from '../metre-camera.js';

/** One picture to draw: the camera, its target on the ground and the canvas in device pixels. */
export interface BodyView {
	readonly camera: MetreCamera;
	readonly target: readonly [east: Metres, north: Metres];
	readonly distance: Metres;
	readonly width: number;
	readonly height: number;
	readonly pixelRatio: number;
}
