import type { OriginDemand } from '../demand.ts';
import type { Bush } from './bush.ts';
import type { BushDesk } from './bush-desk.ts';
import type { ShortestTree } from './shortest-tree.ts';

/** The tree of cheapest ways as a bush, with all trips of its origin on it. */
export function growBush(demand: OriginDemand, tree: ShortestTree, desk: BushDesk): Bush {
	const { network, isIn, flow } = desk;
	const nodes = tree.reached.slice(0, tree.count);
	const trips = new Float64Array(network.nodes);
	demand.destinations.forEach((node, index) => (trips[node] = demand.trips[index]!));
	for (let index = nodes.length - 1; index > 0; index--) {
		const node = nodes[index]!;
		const link = tree.by[node]!;
		isIn[link] = 1;
		flow[link] = trips[node]!;
		trips[network.from[link]!]! += trips[node]!;
	}
	return desk.gather({ nodes }, nodes.length - 1);
}
