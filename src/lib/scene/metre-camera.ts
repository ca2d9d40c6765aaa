import { Matrix4, Vector3 } from 'three';
import type { Metres } from '#lib/model/units.ts';
import type { SceneFrame } from './scene-frame.ts';

/** What of a deck viewport the metre camera is made from. Matrices are column-major, of doubles. */
export interface FlatViewport {
	readonly width: number;
	readonly height: number;
	readonly scale: number;
	readonly viewMatrix: readonly number[];
	readonly projectionMatrix: readonly number[];
}

/** The part of the whole picture that a canvas shows, in CSS pixels of the picture. */
export interface PictureCrop {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** Deck's camera told in local metres: a rigid view and an ordinary perspective. */
export interface MetreCamera {
	readonly view: Matrix4;
	readonly projection: Matrix4;
	readonly clipFromMetre: Matrix4;
	readonly position: Vector3;
	/** CSS pixels a metre has at a distance of one metre. */
	readonly pixelsPerMetreAtOne: number;
}

/**
 * The same projection as deck's, with metres of the local frame instead of common units. Clip
 * coordinates agree up to a common factor, so depth and pixels are the same.
 */
export function metreCamera(viewport: FlatViewport, frame: SceneFrame, crop?: PictureCrop): MetreCamera {
	const k = frame.unitsPerMetre;
	const view = new Matrix4().fromArray(viewport.viewMatrix as number[]);
	view.multiply(new Matrix4().makeTranslation(frame.originX, frame.originY, 0));
	view.multiply(new Matrix4().makeScale(k, k, k));
	// deck's view ends in units of one picture height: take that scale out, so that the view is rigid
	const unit = (viewport.scale * k) / viewport.height;
	view.premultiply(new Matrix4().makeScale(1 / unit, 1 / unit, 1 / unit));
	const projection = new Matrix4()
		.fromArray(viewport.projectionMatrix as number[])
		.multiply(new Matrix4().makeScale(unit, unit, unit));
	projection.multiplyScalar(1 / unit);
	const pixelsPerMetreAtOne = (projection.elements[5]! * viewport.height) / 2;
	if (crop) projection.premultiply(cropMatrix(viewport, crop));
	return {
		view,
		projection,
		clipFromMetre: projection.clone().multiply(view),
		position: new Vector3().setFromMatrixPosition(view.clone().invert()),
		pixelsPerMetreAtOne
	};
}

/** Clip space of the whole picture to clip space of a part of it. */
export function cropMatrix(whole: { width: number; height: number }, crop: PictureCrop): Matrix4 {
	const sx = whole.width / crop.width;
	const sy = whole.height / crop.height;
	const tx = sx - 1 - (2 * crop.x) / crop.width;
	const ty = 1 - sy + (2 * crop.y) / crop.height;
	return new Matrix4().set(sx, 0, 0, tx, 0, sy, 0, ty, 0, 0, 1, 0, 0, 0, 0, 1);
}

/** Shifts the picture by a part of a pixel; the offsets are pixels, right and up. */
export function jitterMatrix(width: number, height: number, x: number, y: number): Matrix4 {
	return new Matrix4().makeTranslation((2 * x) / width, (2 * y) / height, 0);
}

/** Near and far planes in metres for a camera at this distance from its target. */
export function depthRange(distance: Metres): { near: Metres; far: Metres } {
	return { near: Math.min(Math.max(distance * 0.005, 1), 60), far: Math.max(200_000, distance * 4) };
}
