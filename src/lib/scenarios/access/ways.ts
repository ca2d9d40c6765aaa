import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';

export type StreetMode = 'walk' | 'cycle';

/** In which directions a link may be used, as bits: 1 as it is drawn, 2 against it. */
export type Ways = Uint8Array;
export const AS_DRAWN = 1;
export const AGAINST = 2;

/** Roads of cars alone. Trunk roads are used along their side lanes, but not in tunnels. */
const CARS_ALONE: ReadonlySet<string> = new Set(['motorway', 'motorway_link']);
const NO_TUNNELS: ReadonlySet<string> = new Set(['trunk', 'trunk_link']);
/** Where OpenStreetMap's custom is to walk, not to ride. */
const FEET_ALONE: ReadonlySet<string> = new Set(['steps', 'footway', 'pedestrian', 'corridor', 'bridleway']);

/**
 * Links that may be walked or ridden: no motorways, no tunnels of trunk roads, nothing that is closed. One walks both
 * ways on every street and rides the way that the traffic goes.
 */
export function waysOf({ links }: Pick<RoadsPart, 'links'>, mode: StreetMode): Ways {
	return Uint8Array.from(links.class, (roadClass, link) => {
		if (links.closed[link] === 1 || CARS_ALONE.has(roadClass)) return 0;
		if (links.tunnel[link] === 1 && NO_TUNNELS.has(roadClass)) return 0;
		if (mode === 'walk') return AS_DRAWN | AGAINST;
		if (FEET_ALONE.has(roadClass)) return 0;
		const oneway = links.oneway[link]!;
		return oneway > 0 ? AS_DRAWN : oneway < 0 ? AGAINST : AS_DRAWN | AGAINST;
	});
}

/** How much longer a metre takes than on a level street: twice as long on stairs. */
export function slowness(roadClass: string): number {
	return roadClass === 'steps' ? 2 : 1;
}
