import type { Point } from '../geometry/point.js';
import type { RoadClass } from '../plan/road-class.js';
import type { Stretch } from '../plan/stretch.js';

/** A piece of street as it is built: a polyline whose corners are the junctions along it. */
export interface Street {
	readonly key: string;
	/** Stretch that it is, or a part of. */
	readonly stretch: Stretch;
	readonly line: readonly Point[];
	readonly class: RoadClass;
	readonly bridge: boolean;
	/** Cell that it was cut through; undefined for main streets. */
	readonly cell?: number;
	/** A lane between village houses or a road between fields. */
	readonly country: boolean;
}
