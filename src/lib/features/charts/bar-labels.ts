import { textWidth } from '#lib/ui/text-width.ts';

/** Size of an axis's font, pixels. */
export const AXIS_FONT = 11;
const BESIDE = 8;

/** Categories stand upright, side by side, when each finds room for its name below its bar. */
export const fitSideBySide = (names: readonly string[], width: number): boolean =>
	names.length > 0 && names.every((name) => textWidth(name, AXIS_FONT) + BESIDE <= width / names.length);

/** Whether the longest of these counts finds room over its bar, `width` pixels. */
export const fitOver = (counts: readonly string[], width: number): boolean =>
	counts.every((count) => textWidth(count, AXIS_FONT) + 2 <= width);
