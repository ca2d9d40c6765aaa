import { AppError } from '#lib/model/errors.ts';
import type { Demand } from '../demand.ts';
import type { RoadNetwork } from '../road-network.ts';
import { balanceBush } from './balance-bush.ts';
import type { Bush } from './bush.ts';
import { BushDesk } from './bush-desk.ts';
import { LinkFlows, beckmann, linkTime } from './link-flows.ts';
import { renewBush } from './renew-bush.ts';
import { ShortestTree } from './shortest-tree.ts';

export interface AssignOptions {
	/** Relative gap at which it is done. */
	readonly gap: number;
	readonly mostIterations?: number;
	/** Everyone's own least cost, or the least cost of all together. */
	readonly aim?: 'user' | 'system';
	/** Bushes of an earlier assignment to begin with, one for each origin of the demand. */
	readonly begin?: readonly (Bush | undefined)[];
	readonly onIteration?: (iteration: number, gap: number) => void;
	readonly signal?: AbortSignal;
}

export interface Assignment {
	/** By link. */
	readonly flow: Float64Array;
	/** Cost of each link at its flow: time, toll and length by their weights. */
	readonly cost: Float64Array;
	/** Part of all that is spent that nobody would spend who changed to the cheapest way. */
	readonly relativeGap: number;
	readonly iterations: number;
	readonly converged: boolean;
	readonly beckmann: number;
	/** Time of all trips together, without tolls. */
	readonly totalTravelTime: number;
	/** For a warm start. */
	readonly bushes: readonly Bush[];
}

/** Flows come near the equilibrium's only as the root of the gap does: once the gap is reached it goes on, for a while, to this part of it. */
const FLOWS_TOO = 1e-3;

/** Passes over all bushes between two renewals at most. */
const PASSES = 60;

/**
 * Static user equilibrium (Wardrop 1952) by Algorithm B (Dial 2006): the ways of each origin are an acyclic bush, and
 * trips move within it from dear to cheap. Throws INPUT_INVALID naming the pair of zones between which no way leads.
 */
export function assign(network: RoadNetwork, demand: Demand, options: AssignOptions): Assignment {
	const { gap, mostIterations = 500, aim = 'user', signal } = options;
	if (demand.zones > network.zones)
		throw new AppError('INPUT_INVALID', {
			message: `The trips are between ${demand.zones} zones; the network has ${network.zones}.`
		});
	const flows = new LinkFlows(network, aim);
	const tree = new ShortestTree(network);
	const desk = new BushDesk(network);
	const bushes = firstBushes(demand, flows, tree, desk, options);
	let relativeGap = addUp(demand, bushes, flows, tree);
	let iterations = 0;
	let reachedAt = relativeGap <= gap ? 0 : undefined;
	const isEnough = () =>
		reachedAt === undefined
			? iterations >= mostIterations
			: relativeGap <= gap * FLOWS_TOO || iterations >= Math.min(mostIterations, 2 * reachedAt + 4);
	while (!isEnough()) {
		signal?.throwIfAborted();
		iterations++;
		// Never finer than what is asked for needs.
		const tolerance = Math.min(1e-3, relativeGap) * 1e-2;
		for (const [index, { origin }] of demand.origins.entries()) {
			desk.take(origin, bushes[index]!);
			renewBush(desk, flows);
			balanceBush(desk, flows, tolerance);
			bushes[index] = desk.give();
		}
		balanceAll(demand, bushes, flows, desk, tolerance);
		relativeGap = addUp(demand, bushes, flows, tree);
		if (relativeGap <= gap) reachedAt ??= iterations;
		options.onIteration?.(iterations, relativeGap);
	}
	let totalTravelTime = 0;
	for (let link = 0; link < network.links; link++)
		totalTravelTime += flows.flow[link]! * linkTime(network, link, flows.flow[link]!);
	return {
		flow: flows.flow,
		cost: flows.cost,
		relativeGap,
		iterations,
		converged: relativeGap <= gap,
		beckmann: beckmann(network, flows.flow),
		totalTravelTime,
		bushes
	};
}

function firstBushes(
	demand: Demand,
	flows: LinkFlows,
	tree: ShortestTree,
	desk: BushDesk,
	{ begin }: AssignOptions
): Bush[] {
	return demand.origins.map((origin, index) => {
		const known = begin?.[index];
		tree.grow(origin.origin, flows.cost);
		const lost = origin.destinations.find((node) => tree.distance[node] === Infinity);
		if (lost !== undefined)
			throw new AppError('INPUT_INVALID', {
				message: `No way leads from zone ${origin.origin + 1} to zone ${lost + 1}, and trips want to go there.`,
				from: origin.origin + 1,
				to: lost + 1
			});
		if (!known) desk.takeTree(origin, tree);
		const bush = known ?? desk.give();
		bush.links.forEach((link, at) => flows.set(link, flows.flow[link]! + bush.flows[at]!));
		return bush;
	});
}

/** Balances the bushes as they are, until none has much left to move. */
function balanceAll(
	demand: Demand,
	bushes: readonly Bush[],
	flows: LinkFlows,
	desk: BushDesk,
	tolerance: number
): void {
	for (let pass = 0; pass < PASSES; pass++) {
		let open = 0;
		for (const [index, { origin }] of demand.origins.entries()) {
			const bush = bushes[index]!;
			desk.take(origin, bush);
			desk.measure(flows);
			if (balanceBush(desk, flows, tolerance) === 0) continue;
			open++;
			bush.links.forEach((link, at) => (bush.flows[at] = desk.flow[link]!));
		}
		if (open === 0) return;
	}
}

/** Sums the flows up anew, without what rounding left, and answers the relative gap. */
function addUp(demand: Demand, bushes: readonly Bush[], flows: LinkFlows, tree: ShortestTree): number {
	const total = new Float64Array(flows.flow.length);
	for (const bush of bushes) bush.links.forEach((link, at) => (total[link]! += bush.flows[at]!));
	total.forEach((flow, link) => flows.set(link, flow));
	let spent = 0;
	total.forEach((flow, link) => (spent += flow * flows.cost[link]!));
	let least = 0;
	for (const { origin, destinations, trips } of demand.origins) {
		tree.grow(origin, flows.cost);
		destinations.forEach((node, index) => (least += trips[index]! * tree.distance[node]!));
	}
	return spent > 0 ? (spent - least) / spent : 0;
}
