import type { NamedCity } from '../../build/buildings.ts';
import { nearestPoints } from '../../assets/nearest.ts';
import { streetGraph, type StreetGraph } from '../../assets/street-graph.ts';
import type { Point } from '../../geometry/point.ts';

/** The main streets of the town as a graph of their junctions: what patrols and school buses drive on. */
export interface MainStreets extends StreetGraph {
	/** Number of the junction nearest to a place. */
	readonly nearest: (at: Point) => number;
}

export function mainStreetsOf({ streets }: NamedCity): MainStreets {
	const graph = streetGraph(
		streets.filter(
			({ cell, class: roadClass, country }) => cell === undefined && roadClass !== 'motorway' && !country
		)
	);
	const nearest = nearestPoints(graph.at);
	return { ...graph, nearest: (at) => nearest(at, 1)[0] ?? 0 };
}
