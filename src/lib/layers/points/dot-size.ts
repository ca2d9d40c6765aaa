import type { Metres } from '#lib/model/units.ts';

/** How large a dot is: as a thing of the city, within bounds that keep it a dot on the screen. */
export interface DotSize {
	readonly metres: Metres;
	readonly leastPixels: number;
	readonly mostPixels: number;
}

/** Radius of a dot of a dataset that is not crowded. */
export const DOT: DotSize = { metres: 16, leastPixels: 2.5, mostPixels: 5 };
/** Of one among many. */
export const CROWDED_DOT: DotSize = { metres: 10, leastPixels: 1.1, mostPixels: 5 };
/** Bytes of alpha, without and with many others. */
export const DOT_ALPHA = 235;
export const CROWDED_ALPHA = 190;
/** Metres above the ground, so that road surfaces never swallow a dot. */
export const DOT_LIFT: Metres = 2;
/** Round the dot: its token and alpha. */
export const DOT_CASING = { token: '--map-label-halo', alpha: 220 } as const;
