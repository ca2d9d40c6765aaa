import type { Camera } from '#lib/model/city.ts';
import type { WallBoxes } from './wall-boxes.ts';
import type { WindowPicture } from './window-picture.ts';

/** CSS pixels that a place moves right and down in a picture. */
export interface Shift {
	readonly right: number;
	readonly down: number;
}

export const NO_SHIFT: Shift = { right: 0, down: 0 };

/** Room that a mark and its words need around their place, part of the picture's height. */
const ROOM = 0.12;
/** Metres of a CSS pixel at zoom 0 at the equator, 512 px a tile. */
const METRES_A_PIXEL = 78_271.517;
/** Metres of a degree of latitude. */
const DEGREE = 111_320;

/**
 * How far what stands in the middle of a picture has to move to stand clear of seams, in the middle of the part of the
 * map that no seam cuts: an alarm in the middle of a wall of two screens would be cut in half.
 */
export function clearOfSeams(
	{ width, height, seams }: Pick<WindowPicture, 'width' | 'height' | 'seams'>,
	{ key, centre }: Pick<WallBoxes, 'key' | 'centre'>
): Shift {
	const isNear = (lines: readonly number[], middle: number) =>
		lines.some((line) => Math.abs(line - middle) < ROOM * height);
	const across = isNear(seams.x, width / 2) ? key.x + key.width / 2 - width / 2 : 0;
	const down = isNear(seams.y, height / 2) ? key.y + key.height / 2 - height / 2 : 0;
	const inCentre = (shift: number, half: number) => Math.max(-half, Math.min(half, shift));
	return { right: inCentre(across, centre.width / 2), down: inCentre(down, centre.height / 2) };
}

/** The camera that shows its target so many pixels from the middle. Down is near enough where the ground is seen at a slant. */
export function shiftedCamera(camera: Camera, { right, down }: Shift): Camera {
	if (right === 0 && down === 0) return camera;
	const { lng, lat, zoom, pitch, bearing } = camera;
	const radians = (degrees: number) => (degrees * Math.PI) / 180;
	const metres = (METRES_A_PIXEL * Math.cos(radians(lat))) / 2 ** zoom;
	// The camera goes the other way than what it looks at.
	const [aside, ahead] = [-right * metres, (down * metres) / Math.max(0.2, Math.cos(radians(pitch)))];
	const [sin, cos] = [Math.sin(radians(bearing)), Math.cos(radians(bearing))];
	return {
		...camera,
		lng: lng + (aside * cos + ahead * sin) / (DEGREE * Math.cos(radians(lat))),
		lat: lat + (ahead * cos - aside * sin) / DEGREE
	};
}
