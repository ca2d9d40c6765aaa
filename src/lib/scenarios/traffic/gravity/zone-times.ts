import { ShortestTree } from '../equilibrium/shortest-tree.ts';
import type { RoadNetwork } from '../road-network.ts';
import type { ZoneTable } from './zone-table.ts';

/**
 * Minutes between zones by the cheapest ways at these costs; Infinity where none leads. Within a zone it takes half of
 * what it takes to the nearest other one (Ortúzar and Willumsen, Modelling Transport).
 */
export function* zoneTimes(network: RoadNetwork, cost: Float64Array): Generator<void, ZoneTable> {
	const { zones } = network;
	const values = new Float64Array(zones * zones);
	const tree = new ShortestTree(network);
	for (let from = 0; from < zones; from++) {
		tree.grow(from, cost);
		const row = values.subarray(from * zones, (from + 1) * zones);
		row.set(tree.distance.subarray(0, zones));
		let nearest = Infinity;
		row.forEach((time, to) => {
			if (to !== from) nearest = Math.min(nearest, time);
		});
		row[from] = zones > 1 ? nearest / 2 : 0;
		yield;
	}
	return { zones, values };
}
