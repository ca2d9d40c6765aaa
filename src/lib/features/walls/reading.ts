import type { Metres } from '#lib/model/units.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';

/** Millimetres that an arc-minute spans at a distance of one metre. */
const ARC_MINUTE_MM = 0.29089;
/** Cap height of the wall's type in its font size. */
const CAP_HEIGHT = 0.733;
/** The smallest text that may stand on a wall, arc-minutes. */
export const SMALLEST_TEXT = 16;
const LINE_HEIGHT = 1.3;

/** Font size in the wall's pixels whose capitals are seen under so many arc-minutes. `pitch` in millimetres. */
export const fontSizeOf = (minutes: number, distance: Metres, pitch: number): number =>
	(minutes * distance * ARC_MINUTE_MM) / (pitch * CAP_HEIGHT);

/** How many lines of the smallest text a wall of this height holds for a reader at a distance. */
export const linesAt = ({ height, pitch }: Pick<WallProfile, 'height' | 'pitch'>, distance: Metres): number =>
	Math.floor(height / (LINE_HEIGHT * fontSizeOf(SMALLEST_TEXT, distance, pitch)));

/** Width and height of the picture, metres. */
export const sizeOf = ({
	width,
	height,
	pitch
}: Pick<WallProfile, 'width' | 'height' | 'pitch'>): {
	readonly width: Metres;
	readonly height: Metres;
} => ({ width: (width * pitch) / 1000, height: (height * pitch) / 1000 });

/** Millimetres from pixel to pixel when a bar of so many pixels measures so many millimetres; undefined for nonsense. */
export function pitchOf(pixels: number, millimetres: number): number | undefined {
	const pitch = Math.round((millimetres / pixels) * 1000) / 1000;
	return pixels > 0 && pitch >= 0.05 && pitch <= 20 ? pitch : undefined;
}
