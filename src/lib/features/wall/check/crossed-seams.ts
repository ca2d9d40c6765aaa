import type { Box } from '../picture/box.ts';
import type { Seams } from '../picture/window-picture.ts';

/** Less than a pixel on the other side is rounding. */
const TOLERANCE = 1;

/** True when something lies on both sides of a seam. */
export const crossedBy = ({ x, y, width, height }: Box, seams: Seams): boolean =>
	seams.x.some((at) => at > x + TOLERANCE && at < x + width - TOLERANCE) ||
	seams.y.some((at) => at > y + TOLERANCE && at < y + height - TOLERANCE);
