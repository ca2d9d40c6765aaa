import type { Metres } from '#lib/model/units.ts';

/** Sizes on the ground; from afar as large on the screen that a column can be told and read. */
const RADIUS: Metres = 9;
const RADIUS_PX = 4.5;
const HEIGHT: Metres = 140;
const HEIGHT_PX = 56;
/** Of a column whose value is the least: its top must still show its class. */
const LEAST_SHARE = 0.06;

/** More columns than this are thinner and lower, so that they hide the city less; never less than this share. */
const FEW = 250;
const SLIMMEST = 0.5;
/** So few are all that there is to see: they are larger. */
const VERY_FEW = 30;
const STOUT = 1.6;

/** Radius and greatest height of so many columns where a pixel is so large; a wall is read from metres away. */
export function columnSizes(
	metresPerPixel: Metres,
	wall: boolean,
	count: number
): { readonly radius: Metres; readonly height: Metres } {
	const build = count <= VERY_FEW ? STOUT : Math.min(1, Math.max(SLIMMEST, Math.sqrt(FEW / count)));
	const scale = metresPerPixel * (wall ? 1.6 : 1);
	return {
		radius: build * Math.max(RADIUS, RADIUS_PX * scale),
		height: build * Math.max(HEIGHT, HEIGHT_PX * scale)
	};
}

/** Height of a column whose value has this share of the scale. */
export const columnHeight = (share: number, height: Metres): Metres =>
	height * (LEAST_SHARE + (1 - LEAST_SHARE) * share);
