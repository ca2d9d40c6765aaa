import FlatQueue from 'flatqueue';
import type { OriginDemand } from '../demand.ts';
import type { Bush } from './bush.ts';
import type { BushDesk } from './bush-desk.ts';
import type { BushWays } from './bush-ways.ts';
import type { LinkFlows } from './link-flows.ts';

/**
 * What the trips of an origin would cost by the cheapest ways of the whole network. The bush's own ways are nearly
 * those, so they are where the search begins: few nodes are found to be nearer. Its ways must have been measured.
 */
export class LeastCost {
	readonly #desk: BushDesk;
	readonly #distance: Float64Array;
	readonly #queue = new FlatQueue<number>();

	constructor(desk: BushDesk) {
		this.#desk = desk;
		this.#distance = new Float64Array(desk.network.nodes);
	}

	of({ destinations, trips }: OriginDemand, bush: Bush, ways: BushWays, { cost }: LinkFlows): number {
		const { network, place } = this.#desk;
		const { out, to, firstThrough } = network;
		const distance = this.#distance;
		const queue = this.#queue;
		this.#desk.layOut(bush);
		distance.fill(Infinity);
		const { nodes } = bush;
		const origin = nodes[0]!;
		for (let at = 0; at < nodes.length; at++) distance[nodes[at]!] = ways.cheapest[at]!;
		const relax = (node: number, seen: number) => {
			if (node < firstThrough && node !== origin) return;
			const at = distance[node]!;
			for (let index = out.starts[node]!; index < out.starts[node + 1]!; index++) {
				const link = out.links[index]!;
				const next = to[link]!;
				const there = at + cost[link]!;
				if (there >= distance[next]!) continue;
				distance[next] = there;
				if (place[next]! <= seen) queue.push(next, there);
			}
		};
		for (let at = 0; at < nodes.length; at++) relax(nodes[at]!, at);
		for (;;) {
			const known = queue.peekValue();
			const node = queue.pop();
			if (node === undefined || known === undefined) break;
			if (known === distance[node]) relax(node, nodes.length);
		}
		let sum = 0;
		destinations.forEach((node, index) => (sum += trips[index]! * distance[node]!));
		return sum;
	}
}
