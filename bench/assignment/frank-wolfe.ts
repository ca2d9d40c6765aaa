import createGraph from 'ngraph.graph';
import { aStar } from 'ngraph.path';
import type { Demand, OriginDemand } from '#lib/scenarios/traffic/demand.ts';
import { LinkFlows } from '#lib/scenarios/traffic/equilibrium/link-flows.ts';
import { ShortestTree } from '#lib/scenarios/traffic/equilibrium/shortest-tree.ts';
import type { RoadNetwork } from '#lib/scenarios/traffic/road-network.ts';

/** Puts all trips of an origin on its cheapest ways; answers what they cost. */
type Load = (demand: OriginDemand, cost: Float64Array, flow: Float64Array) => number;

export interface FrankWolfe {
	readonly relativeGap: number;
	readonly iterations: number;
	readonly flow: Float64Array;
}

/**
 * Frank and Wolfe (1956) as LeBlanc, Morlok and Pierskalla (1975) brought it to traffic: all trips on the ways that are
 * cheapest now, then as far towards that as makes Beckmann's objective least.
 */
export function frankWolfe(
	network: RoadNetwork,
	demand: Demand,
	load: Load,
	until: { readonly gap: number; readonly milliseconds: number }
): FrankWolfe {
	const begun = performance.now();
	const flows = new LinkFlows(network);
	const target = new Float64Array(network.links);
	const loadAll = () => {
		target.fill(0);
		return demand.origins.reduce((sum, origin) => sum + load(origin, flows.cost, target), 0);
	};
	loadAll();
	target.forEach((flow, link) => flows.set(link, flow));
	for (let iterations = 1; ; iterations++) {
		const least = loadAll();
		let spent = 0;
		flows.flow.forEach((flow, link) => (spent += flow * flows.cost[link]!));
		const relativeGap = (spent - least) / spent;
		if (relativeGap <= until.gap || performance.now() - begun > until.milliseconds)
			return { relativeGap, iterations, flow: flows.flow };
		const step = lineSearch(flows, target);
		target.forEach((flow, link) => {
			const now = flows.flow[link]!;
			flows.set(link, now + step * (flow - now));
		});
	}
}

/** Halving of the objective's slope along the way to the target. */
function lineSearch(flows: LinkFlows, target: Float64Array): number {
	let [low, high] = [0, 1];
	for (let halving = 0; halving < 40; halving++) {
		const middle = (low + high) / 2;
		let slope = 0;
		for (let link = 0; link < target.length; link++) {
			const way = target[link]! - flows.flow[link]!;
			if (way !== 0) slope += way * flows.costAt(link, flows.flow[link]! + middle * way);
		}
		if (slope < 0) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

/** One search of ngraph.path for each pair of zones. */
export function ngraphLoad(network: RoadNetwork): Load {
	const graph = createGraph<undefined, { link: number }>({ multigraph: true });
	for (let node = 0; node < network.nodes; node++) graph.addNode(node);
	const costs: { now: Float64Array } = { now: new Float64Array() };
	let origin = 0;
	for (let link = 0; link < network.links; link++)
		graph.addLink(network.from[link]!, network.to[link]!, { link });
	const finder = aStar<undefined, { link: number }>(graph, {
		oriented: true,
		distance: (_, __, link) => costs.now[link.data.link]!,
		// It names the node that is come to first, whatever its types say.
		blocked: (_, from) => Number(from.id) < network.firstThrough && from.id !== origin
	});
	return (demand, cost, flow) => {
		costs.now = cost;
		origin = demand.origin;
		let spent = 0;
		demand.destinations.forEach((node, index) => {
			const path = finder.find(demand.origin, node);
			for (let at = path.length - 1; at > 0; at--) {
				const link = cheapestLink(network, cost, Number(path[at]!.id), Number(path[at - 1]!.id));
				flow[link]! += demand.trips[index]!;
				spent += demand.trips[index]! * cost[link]!;
			}
		});
		return spent;
	};
}

/** ngraph.path answers nodes. */
function cheapestLink({ out, to }: RoadNetwork, cost: Float64Array, from: number, next: number): number {
	let best = -1;
	for (let index = out.starts[from]!; index < out.starts[from + 1]!; index++) {
		const link = out.links[index]!;
		if (to[link] === next && (best < 0 || cost[link]! < cost[best]!)) best = link;
	}
	return best;
}

/** One search an origin, on arrays: as fast as the method goes. */
export function treeLoad(network: RoadNetwork): Load {
	const tree = new ShortestTree(network);
	return ({ origin, destinations, trips }, cost, flow) => {
		tree.grow(origin, cost);
		const through = new Float64Array(network.nodes);
		let spent = 0;
		destinations.forEach((node, index) => {
			through[node]! += trips[index]!;
			spent += trips[index]! * tree.distance[node]!;
		});
		for (let at = tree.count - 1; at > 0; at--) {
			const node = tree.reached[at]!;
			const link = tree.by[node]!;
			flow[link]! += through[node]!;
			through[network.from[link]!]! += through[node]!;
		}
		return spent;
	};
}
