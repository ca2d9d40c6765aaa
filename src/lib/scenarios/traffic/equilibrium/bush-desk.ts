import type { OriginDemand } from '../demand.ts';
import type { RoadNetwork } from '../road-network.ts';
import type { Bush } from './bush.ts';
import type { LinkFlows } from './link-flows.ts';
import type { ShortestTree } from './shortest-tree.ts';

/** Room to work on one bush at a time: what is known of it by link and by node of the whole network. */
export class BushDesk {
	readonly network: RoadNetwork;
	origin = 0;
	readonly isIn: Uint8Array;
	readonly flow: Float64Array;
	/** Nodes of the bush in topological order, the origin first. */
	readonly order: Int32Array;
	count = 0;
	/** Place of a node in `order`; −1: it is not in the bush. */
	readonly place: Int32Array;
	/** Cheapest and dearest way from the origin within the bush, and the dearest that is used. */
	readonly cheapest: Float64Array;
	readonly dearest: Float64Array;
	readonly dearestUsed: Float64Array;
	/** Last link of the cheapest way and of the dearest that is used; −1: none. */
	readonly cheapestBy: Int32Array;
	readonly dearestUsedBy: Int32Array;
	readonly #waiting: Int32Array;

	constructor(network: RoadNetwork) {
		const { nodes, links } = network;
		this.network = network;
		this.isIn = new Uint8Array(links);
		this.flow = new Float64Array(links);
		this.order = new Int32Array(nodes);
		this.place = new Int32Array(nodes).fill(-1);
		this.cheapest = new Float64Array(nodes);
		this.dearest = new Float64Array(nodes);
		this.dearestUsed = new Float64Array(nodes);
		this.cheapestBy = new Int32Array(nodes);
		this.dearestUsedBy = new Int32Array(nodes);
		this.#waiting = new Int32Array(nodes);
	}

	/** Lays a bush on the desk. */
	take(origin: number, { links, flows }: Bush): void {
		const { to } = this.network;
		this.#clear();
		this.origin = origin;
		this.#append(origin);
		links.forEach((link, index) => {
			this.isIn[link] = 1;
			this.flow[link] = flows[index]!;
			if (this.place[to[link]!]! < 0) this.#append(to[link]!);
		});
	}

	/** Lays a tree of cheapest ways on the desk, with all trips on it. */
	takeTree(demand: OriginDemand, tree: ShortestTree): void {
		const { from } = this.network;
		this.#clear();
		this.origin = demand.origin;
		for (let index = 0; index < tree.count; index++) {
			const node = tree.reached[index]!;
			this.#append(node);
			if (tree.by[node]! >= 0) this.isIn[tree.by[node]!] = 1;
		}
		const trips = new Float64Array(this.network.nodes);
		demand.destinations.forEach((node, index) => (trips[node] = demand.trips[index]!));
		for (let index = this.count - 1; index > 0; index--) {
			const node = this.order[index]!;
			const link = tree.by[node]!;
			this.flow[link] = trips[node]!;
			trips[from[link]!]! += trips[node]!;
		}
	}

	/** The bush as it is now on the desk. */
	give(): Bush {
		const { into } = this.network;
		const links: number[] = [];
		for (let index = 1; index < this.count; index++) {
			const node = this.order[index]!;
			for (let at = into.starts[node]!; at < into.starts[node + 1]!; at++) {
				const link = into.links[at]!;
				if (this.isIn[link]) links.push(link);
			}
		}
		return { links: Int32Array.from(links), flows: Float64Array.from(links, (link) => this.flow[link]!) };
	}

	/** Measures the ways to every node by the links' costs. */
	measure({ cost }: LinkFlows): void {
		const { into, from } = this.network;
		const { cheapest, dearest, dearestUsed, cheapestBy, dearestUsedBy, isIn, flow } = this;
		cheapest[this.origin] = dearest[this.origin] = dearestUsed[this.origin] = 0;
		cheapestBy[this.origin] = dearestUsedBy[this.origin] = -1;
		for (let index = 1; index < this.count; index++) {
			const node = this.order[index]!;
			let [low, high, used, lowBy, usedBy] = [Infinity, -Infinity, -Infinity, -1, -1];
			for (let at = into.starts[node]!; at < into.starts[node + 1]!; at++) {
				const link = into.links[at]!;
				if (!isIn[link]) continue;
				const [before, own] = [from[link]!, cost[link]!];
				if (cheapest[before]! + own < low) [low, lowBy] = [cheapest[before]! + own, link];
				if (dearest[before]! + own > high) high = dearest[before]! + own;
				if (flow[link]! > 0 && dearestUsed[before]! + own > used)
					[used, usedBy] = [dearestUsed[before]! + own, link];
			}
			cheapest[node] = low;
			dearest[node] = high;
			dearestUsed[node] = used;
			cheapestBy[node] = lowBy;
			dearestUsedBy[node] = usedBy;
		}
	}

	/** Puts the nodes in order again after links came or went: Kahn (1962). */
	reorder(): void {
		const { into, out, to } = this.network;
		const waiting = this.#waiting;
		for (let index = 0; index < this.count; index++) {
			const node = this.order[index]!;
			let links = 0;
			for (let at = into.starts[node]!; at < into.starts[node + 1]!; at++)
				links += this.isIn[into.links[at]!]!;
			waiting[node] = links;
		}
		const known = this.count;
		this.count = 0;
		this.#append(this.origin);
		for (let index = 0; index < this.count; index++) {
			const node = this.order[index]!;
			for (let at = out.starts[node]!; at < out.starts[node + 1]!; at++) {
				const link = out.links[at]!;
				if (this.isIn[link] && --waiting[to[link]!]! === 0) this.#append(to[link]!);
			}
		}
		if (this.count !== known)
			throw new Error(
				`the ways from zone ${this.origin + 1} go round in a circle: ${this.count} of ${known}`
			);
	}

	#append(node: number): void {
		this.place[node] = this.count;
		this.order[this.count++] = node;
	}

	#clear(): void {
		this.isIn.fill(0);
		this.flow.fill(0);
		this.place.fill(-1);
		this.count = 0;
	}
}
