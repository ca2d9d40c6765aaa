import { AppError } from '#lib/model/errors.ts';
import type { Demand } from '../demand.ts';
import type { RoadNetwork } from '../road-network.ts';
import { balanceBush } from './balance-bush.ts';
import type { Bush } from './bush.ts';
import { BushDesk } from './bush-desk.ts';
import { BushWays } from './bush-ways.ts';
import { growBush } from './grow-bush.ts';
import { jointStep } from './joint-step.ts';
import { LeastCost } from './least-cost.ts';
import { LinkFlows, beckmann, linkTime } from './link-flows.ts';
import { renewBush } from './renew-bush.ts';
import { ShortestTree } from './shortest-tree.ts';
import { putBack, usedPart, type UsedPart } from './used-part.ts';

export interface AssignOptions {
	/** Relative gap at which it is done. */
	readonly gap: number;
	readonly mostIterations?: number;
	/** Everyone's own least cost, or the least cost of all together. */
	readonly aim?: 'user' | 'system';
	/** Bushes of an earlier assignment to begin with, one for each origin of the demand. */
	readonly begin?: readonly (Bush | undefined)[];
	/** Part of the gap that it goes on to, for a while, once the gap is reached; 1: it stops there. */
	readonly beyond?: number;
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
const PASSES = 30;
/** Passes from one step of all together to the next. */
const JOINT_EVERY = 8;

/**
 * Static user equilibrium (Wardrop 1952) by Algorithm B (Dial 2006): the ways of each origin are an acyclic bush, and
 * trips move within it from dear to cheap. Throws INPUT_INVALID naming the pair of zones between which no way leads.
 */
export function assign(network: RoadNetwork, demand: Demand, options: AssignOptions): Assignment {
	const steps = assigning(network, demand, options);
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
	}
}

/** The same in steps of a few milliseconds each, for who has other things to do meanwhile. */
export function* assigning(
	network: RoadNetwork,
	demand: Demand,
	options: AssignOptions
): Generator<void, Assignment> {
	const { gap, mostIterations = 500, beyond = FLOWS_TOO, aim = 'user', signal } = options;
	if (demand.zones > network.zones)
		throw new AppError('INPUT_INVALID', {
			message: `The trips are between ${demand.zones} zones; the network has ${network.zones}.`
		});
	const desk = new BushDesk(network);
	const solver: Solver = {
		demand,
		flows: new LinkFlows(network, aim),
		desk,
		ways: new BushWays(network),
		least: new LeastCost(desk),
		bushes: []
	};
	const { flows, ways, bushes } = solver;
	yield* begin(solver, options);
	let relativeGap = yield* addUp(solver);
	let iterations = 0;
	const parts: UsedPart[] = [];
	let reachedAt = relativeGap <= gap ? 0 : undefined;
	const isEnough = () =>
		reachedAt === undefined
			? iterations >= mostIterations
			: relativeGap <= gap * beyond || iterations >= Math.min(mostIterations, 2 * reachedAt + 4);
	while (!isEnough()) {
		signal?.throwIfAborted();
		iterations++;
		// Never finer than what is asked for needs.
		const tolerance = Math.min(1e-3, relativeGap) * 1e-2;
		for (let index = 0; index < bushes.length; index++) {
			ways.measure(bushes[index]!, flows);
			const bush = renewBush(bushes[index]!, ways, desk, flows);
			ways.measure(bush, flows);
			const part = usedPart(bush, ways);
			ways.measure(part, flows);
			balanceBush(part, ways, flows, tolerance);
			bushes[index] = bush;
			parts[index] = part;
			yield;
		}
		yield* balanceAll(solver, parts, tolerance);
		parts.forEach((part, index) => putBack(part, bushes[index]!));
		relativeGap = yield* addUp(solver);
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

interface Solver {
	readonly demand: Demand;
	readonly flows: LinkFlows;
	readonly desk: BushDesk;
	readonly ways: BushWays;
	readonly least: LeastCost;
	readonly bushes: Bush[];
}

function* begin({ demand, flows, desk, bushes }: Solver, options: AssignOptions): Generator<void> {
	const tree = new ShortestTree(desk.network);
	for (const [index, origin] of demand.origins.entries()) {
		let bush = options.begin?.[index];
		if (!bush) {
			tree.grow(origin.origin, flows.cost);
			const lost = origin.destinations.find((node) => tree.distance[node] === Infinity);
			if (lost !== undefined)
				throw new AppError('INPUT_INVALID', {
					message: `No way leads from zone ${origin.origin + 1} to zone ${lost + 1}, and trips want to go there.`,
					from: origin.origin + 1,
					to: lost + 1
				});
			bush = growBush(origin, tree, desk);
		}
		for (let at = 0; at < bush.links.length; at++) {
			const link = bush.links[at]!;
			if (bush.flows[at]! > 0) flows.set(link, flows.flow[link]! + bush.flows[at]!);
		}
		bushes.push(bush);
		yield;
	}
}

/** Balances the bushes as they are, until none has much left to move. */
function* balanceAll(
	{ flows, ways }: Solver,
	parts: readonly UsedPart[],
	tolerance: number
): Generator<void> {
	for (let pass = 0; pass < PASSES; pass++) {
		let open = 0;
		for (const part of parts) {
			ways.measure(part, flows);
			if (balanceBush(part, ways, flows, tolerance) > 0) open++;
			yield;
		}
		if (open === 0) return;
		if (pass % JOINT_EVERY === JOINT_EVERY - 1) yield* jointStep(parts, flows);
	}
}

/** Sums the flows up anew, without what rounding left, and answers the relative gap. */
function* addUp({ demand, bushes, flows, ways, least }: Solver): Generator<void, number> {
	const total = new Float64Array(flows.flow.length);
	for (const { links, flows: own } of bushes)
		for (let at = 0; at < links.length; at++) total[links[at]!]! += own[at]!;
	total.forEach((flow, link) => flows.set(link, flow));
	let spent = 0;
	total.forEach((flow, link) => (spent += flow * flows.cost[link]!));
	let cheapest = 0;
	for (const [index, origin] of demand.origins.entries()) {
		ways.measure(bushes[index]!, flows);
		cheapest += least.of(origin, bushes[index]!, ways, flows);
		yield;
	}
	return spent > 0 ? (spent - cheapest) / spent : 0;
}
