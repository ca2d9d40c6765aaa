import type { Point } from '../geometry/point.ts';
import { ROAD_KINDS, type RoadClass } from './road-class.ts';

/** A straight piece of street: an edge of the lattice, or a street cut through a cell. */
export interface Stretch {
	/** Unique in the city: `h:3:4` and `v:3:4` are lattice edges, `d:…` ring corners, `c:57:2` cuts. */
	readonly key: string;
	readonly from: Point;
	readonly to: Point;
	readonly class: RoadClass;
	readonly bridge: boolean;
}

/** What lies along a side of a piece of ground. */
export interface Side {
	/** Metres of the side's ground that are not to be built on. */
	readonly half: number;
	/** The street there; none along water and walls. */
	readonly stretch?: Stretch;
}

/** The side of ground along a street. */
export function sideOf(stretch: Stretch): Side {
	return { half: ROAD_KINDS[stretch.class].half, stretch };
}
