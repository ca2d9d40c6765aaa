import type { LngLat } from '#lib/model/geometry.ts';
import type { Metres } from '#lib/model/units.ts';

/** A link of the road graph that carries through traffic. */
export interface RoadLink {
	/** Rows of the graph's nodes. */
	readonly from: number;
	readonly to: number;
	/** 3 expressway, 2 arterial, 1 below. */
	readonly rank: 1 | 2 | 3;
	/** Empty when it has none. */
	readonly name: string;
	readonly length: Metres;
	readonly lngLat: readonly LngLat[];
}

/** By class of the pack; streets below are too many to be told apart from afar, and have no detectors. */
export const ROAD_RANKS: ReadonlyMap<string, RoadLink['rank']> = new Map([
	['motorway', 3],
	['trunk', 3],
	['primary', 2],
	['secondary', 2],
	['tertiary', 1]
]);
