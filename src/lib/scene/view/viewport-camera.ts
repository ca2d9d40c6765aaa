import type { Viewport } from '@deck.gl/core';
import type { Camera } from '#lib/model/city.ts';
import type { BodyView } from '../body/body-view.ts';
import type { PicturePart } from '../contract.ts';
import { metreCamera, type FlatViewport, type MetreCamera, type PictureCrop } from '../metre-camera.ts';
import type { MotionFrame } from '../motion/motion-frame.ts';
import type { SceneFrame } from '../scene-frame.ts';
import { targetDistance } from './camera-state.ts';
import type { Stage } from './stage.ts';

/** Deck's camera in local metres, of the whole picture or of a part of it. */
export function viewportCamera(viewport: Viewport, frame: SceneFrame, crop?: PictureCrop): MetreCamera {
	// deck's viewport by the fields that matter; its matrices are arrays of doubles
	return metreCamera(viewport as unknown as FlatViewport, frame, crop);
}

/** What three is to draw on a stage: a wall's slice is a part of the picture. */
export function bodyView(
	viewport: Viewport,
	stage: Stage,
	{ lng, lat, zoom }: Camera,
	frame: SceneFrame,
	slice: PicturePart['slice']
): BodyView {
	const ratio = stage.pixelRatio;
	const { width, height } = stage.canvas;
	const crop = slice && { x: slice.x, y: slice.y, width: width / ratio, height: height / ratio };
	const [longitude, latitude] = frame.toScene(lng, lat);
	const [east, north] = frame.sceneToLocal(longitude, latitude);
	return {
		camera: viewportCamera(viewport, frame, crop),
		target: [east, north],
		distance: targetDistance(zoom, viewport.height, frame),
		width,
		height,
		pixelRatio: ratio
	};
}

/** What entities are drawn with: always the whole picture, deck sets the slice. */
export function motionFrame(
	viewport: Viewport,
	ratio: number,
	frame: SceneFrame,
	time: MotionFrame['time']
): MotionFrame {
	const { clipFromMetre, position } = viewportCamera(viewport, frame);
	return {
		clipFromMetre,
		camera: [position.x, position.y, position.z],
		pixels: [viewport.width * ratio, viewport.height * ratio],
		ratio,
		time
	};
}
