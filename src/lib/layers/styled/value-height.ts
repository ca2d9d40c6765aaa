import type { Metres } from '#lib/model/units.ts';

/** Height of the highest column: on the ground from near, on the screen from afar. */
const HEIGHT: Metres = 250;
const HEIGHT_PX = 130;

/** Height of a value's column where `highest` is the greatest size of all: straight from zero, by its size. */
export function valueHeight(value: number, highest: number, metresPerPixel: Metres): Metres {
	if (!(highest > 0) || Number.isNaN(value)) return 0;
	return (Math.abs(value) / highest) * Math.max(HEIGHT, HEIGHT_PX * metresPerPixel);
}
