import FlatQueue from 'flatqueue';
import type { RoadNetwork } from '../road-network.ts';

/** Cheapest ways from one node to all: Dijkstra (1959). Costs must not be negative. */
export class ShortestTree {
	/** Infinity where no way leads. */
	readonly distance: Float64Array;
	/** The link by which a node is reached; −1 of the origin and of nodes that are not. */
	readonly by: Int32Array;
	/** Nodes that are reached, nearest first. */
	readonly reached: Int32Array;
	count = 0;
	readonly #network: RoadNetwork;
	readonly #queue = new FlatQueue<number>();

	constructor(network: RoadNetwork) {
		this.#network = network;
		this.distance = new Float64Array(network.nodes);
		this.by = new Int32Array(network.nodes);
		this.reached = new Int32Array(network.nodes);
	}

	grow(origin: number, cost: Float64Array): void {
		const { out, to, firstThrough } = this.#network;
		const { distance, by, reached } = this;
		const queue = this.#queue;
		distance.fill(Infinity);
		by.fill(-1);
		queue.clear();
		distance[origin] = 0;
		queue.push(origin, 0);
		let count = 0;
		for (;;) {
			const at = queue.peekValue();
			const node = queue.pop();
			if (node === undefined || at === undefined) break;
			if (at > distance[node]!) continue;
			reached[count++] = node;
			if (node < firstThrough && node !== origin) continue;
			for (let index = out.starts[node]!; index < out.starts[node + 1]!; index++) {
				const link = out.links[index]!;
				const there = at + cost[link]!;
				const next = to[link]!;
				if (there >= distance[next]!) continue;
				distance[next] = there;
				by[next] = link;
				queue.push(next, there);
			}
		}
		this.count = count;
	}
}
