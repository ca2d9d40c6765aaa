import { unitsPerMetre } from '../../../src/lib/scene/mercator.ts';
import { ANCHOR } from './entities.ts';

/** All look straight down at the anchor and see the same square, whatever the canvas. */
export const FOVY_DEGREES = 36;

/** Diameter of an entity. */
export const SIZE_PX = 6;

/** Deck's zoom at which a square canvas shows what 512 pixels show at zoom 13. */
export const zoomOf = (pixels: number): number => 13 + Math.log2(pixels / 512);

/** The camera's height above the anchor that shows the same square, metres. */
export function cameraHeight(): number {
	const side = 512 / 2 ** 13 / unitsPerMetre(ANCHOR[1]);
	return side / 2 / Math.tan(((FOVY_DEGREES / 2) * Math.PI) / 180);
}
