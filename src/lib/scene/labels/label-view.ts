import type { Viewport } from '@deck.gl/core';
import { Vector3 } from 'three';
import type { Camera } from '#lib/model/city.ts';
import type { BodyHit } from '../body/building-pick.ts';
import type { PicturePart, ScreenSign } from '../contract.ts';
import type { MetreCamera } from '../metre-camera.ts';
import type { SceneFrame } from '../scene-frame.ts';
import { targetDistance } from '../view/camera-state.ts';
import { viewportCamera } from '../view/viewport-camera.ts';
import type { LabelView } from './city-labels.ts';

export interface LabelViewOptions {
	readonly viewport: Viewport;
	readonly camera: Camera;
	readonly frame: SceneFrame;
	/** Device pixels per CSS pixel. */
	readonly ratio: number;
	/** What names depend on besides the camera. */
	readonly stand: string;
	/** What of a wall's picture it is: names keep clear of its seams and of what stands over it. */
	readonly part?: PicturePart | undefined;
	/** What names give way to. */
	readonly signs: readonly ScreenSign[];
	/** The first body on a ray from the camera (unit vector, local axes). */
	readonly bodyOn: (camera: MetreCamera, ray: Vector3) => BodyHit | undefined;
}

/** A body this little before a name, metres, does not hide it: it stands in its street. */
const HIDING_MARGIN = 25;

/** How names are placed into the picture of a standing camera. */
export function labelView(options: LabelViewOptions): LabelView {
	const { viewport, camera, frame, ratio, stand, bodyOn, part, signs } = options;
	const { width, height } = viewport;
	const { lng, lat, zoom, pitch, bearing } = camera;
	const eye = viewportCamera(viewport, frame);
	const distance = targetDistance(zoom, height, frame);
	return {
		zoom,
		width,
		height,
		ratio,
		...(part && { part }),
		signs,
		key: [lng, lat, zoom, pitch, bearing, ratio, stand].join(),
		project: (position) => {
			const [x = 0, y = 0, z = 1] = viewport.project([...position]);
			const local = frame.sceneToLocal(...position);
			const depth = -new Vector3(...local).applyMatrix4(eye.view).z / distance;
			const seen = z < 1 && z > -1 && x > -60 && x < width + 60 && y > -20 && y < height + 20;
			return seen ? [x, y, depth] : undefined;
		},
		isHidden: (local) => {
			const way = new Vector3(...local).sub(eye.position);
			const length = way.length();
			const hit = bodyOn(eye, way.divideScalar(length));
			return hit !== undefined && hit.distance < length - HIDING_MARGIN;
		}
	};
}
