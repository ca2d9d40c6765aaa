import type { OriginDemand } from '../demand.ts';
import type { Bush } from './bush.ts';
import type { BushDesk } from './bush-desk.ts';
import type { ShortestTree } from './shortest-tree.ts';

/** Bushes of an earlier assignment for a network in which links have been closed. One is enough for all, in turn. */
export class BushReseat {
	readonly #desk: BushDesk;
	readonly #isClosed: Uint8Array;
	readonly #before: Float64Array;

	/** The desk is of the network without the closed links. */
	constructor(desk: BushDesk, isClosed: Uint8Array) {
		this.#desk = desk;
		this.#isClosed = isClosed;
		this.#before = new Float64Array(desk.network.links);
	}

	/**
	 * Where all its trips are served and none passed a closed link, they stay where they are, to the last bit. Else they
	 * keep to the links that they used, in the same shares, where those are open and lead away from the origin in the
	 * tree of cheapest ways; the others take the tree.
	 */
	of(demand: OriginDemand, isAllServed: boolean, earlier: Bush, tree: ShortestTree): Bush {
		const nodes = tree.reached.slice(0, tree.count);
		const isTouched =
			!isAllServed || earlier.links.some((link, at) => earlier.flows[at]! > 0 && this.#isClosed[link] === 1);
		const links = isTouched ? this.#move(demand, earlier, tree, nodes) : this.#keep(earlier, tree, nodes);
		return this.#desk.gather({ nodes }, links);
	}

	/** The links that are used, and the tree's to all other nodes. Answers how many links it marked. */
	#keep(earlier: Bush, tree: ShortestTree, nodes: Int32Array): number {
		const { network, isIn, flow } = this.#desk;
		const { to } = network;
		const isReached = new Uint8Array(network.nodes);
		let count = 0;
		const take = (link: number, trips: number) => {
			isIn[link] = isReached[to[link]!] = 1;
			flow[link] = trips;
			count++;
		};
		for (let at = 0; at < earlier.links.length; at++)
			if (earlier.flows[at]! > 0) take(earlier.links[at]!, earlier.flows[at]!);
		for (let at = 1; at < nodes.length; at++) if (isReached[nodes[at]!] === 0) take(tree.by[nodes[at]!]!, 0);
		return count;
	}

	#move(demand: OriginDemand, earlier: Bush, tree: ShortestTree, nodes: Int32Array): number {
		const { network, isIn, flow, place } = this.#desk;
		const { from, into } = network;
		const before = this.#before;
		for (let at = 0; at < earlier.links.length; at++) before[earlier.links[at]!] = earlier.flows[at]!;
		place.fill(-1);
		nodes.forEach((node, at) => (place[node] = at));
		const trips = new Float64Array(network.nodes);
		demand.destinations.forEach((node, index) => (trips[node] = demand.trips[index]!));
		let count = 0;
		const take = (link: number, through: number) => {
			count += 1 - isIn[link]!;
			isIn[link] = 1;
			flow[link]! += through;
			trips[from[link]!]! += through;
		};
		for (let at = nodes.length - 1; at > 0; at--) {
			const node = nodes[at]!;
			const used: number[] = [];
			let sum = 0;
			for (let index = into.starts[node]!; index < into.starts[node + 1]!; index++) {
				const link = into.links[index]!;
				const tail = place[from[link]!]!;
				if (!(before[link]! > 0) || tail < 0 || tail >= at) continue;
				used.push(link);
				sum += before[link]!;
			}
			const own = trips[node]!;
			if (own > 0) for (const link of used) take(link, (own * before[link]!) / sum);
			take(tree.by[node]!, used.length === 0 ? own : 0);
		}
		for (let at = 0; at < earlier.links.length; at++) before[earlier.links[at]!] = 0;
		return count;
	}
}
