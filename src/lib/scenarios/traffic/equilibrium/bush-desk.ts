import type { RoadNetwork } from '../road-network.ts';
import type { Bush } from './bush.ts';

/** Room to put bushes together: what is known of one by link and by node of the whole network. */
export class BushDesk {
	readonly network: RoadNetwork;
	/** By link: whether it is to be in the bush, and its flow. All 0 between two uses. */
	readonly isIn: Uint8Array;
	readonly flow: Float64Array;
	/** By node: its place in the bush that was laid out last; −1: it is not in it. */
	readonly place: Int32Array;
	readonly #waiting: Int32Array;
	readonly #order: Int32Array;

	constructor(network: RoadNetwork) {
		const { nodes, links } = network;
		this.network = network;
		this.isIn = new Uint8Array(links);
		this.flow = new Float64Array(links);
		this.place = new Int32Array(nodes).fill(-1);
		this.#waiting = new Int32Array(nodes);
		this.#order = new Int32Array(nodes);
	}

	/** Writes down where the bush's nodes are. */
	layOut({ nodes }: Bush): void {
		this.place.fill(-1);
		for (let at = 0; at < nodes.length; at++) this.place[nodes[at]!] = at;
	}

	/**
	 * The bush of the links that are marked, `links` of them, which lead from the first of `nodes` to all others; marks
	 * and flows are gone afterwards. Topological order by Kahn (1962), unless the nodes are laid out in one.
	 */
	gather({ nodes }: Pick<Bush, 'nodes'>, links: number, isOrdered = false): Bush {
		const order = isOrdered ? nodes : this.#sort(nodes);
		const { into, from } = this.network;
		const { isIn, flow, place } = this;
		const bush: Bush = {
			nodes: order,
			starts: new Int32Array(order.length + 1),
			links: new Int32Array(links),
			tails: new Int32Array(links),
			flows: new Float64Array(links)
		};
		let count = 0;
		for (let at = 0; at < order.length; at++) {
			const node = order[at]!;
			bush.starts[at] = count;
			for (let index = into.starts[node]!; index < into.starts[node + 1]!; index++) {
				const link = into.links[index]!;
				if (isIn[link] === 0) continue;
				bush.links[count] = link;
				bush.tails[count] = place[from[link]!]!;
				bush.flows[count++] = flow[link]!;
				isIn[link] = 0;
				flow[link] = 0;
			}
		}
		bush.starts[order.length] = count;
		return bush;
	}

	#sort(nodes: Int32Array): Int32Array {
		const origin = nodes[0]!;
		const { into, out, to } = this.network;
		const { isIn, place } = this;
		const [waiting, order] = [this.#waiting, this.#order];
		for (let at = 0; at < nodes.length; at++) {
			const node = nodes[at]!;
			let links = 0;
			for (let index = into.starts[node]!; index < into.starts[node + 1]!; index++)
				links += isIn[into.links[index]!]!;
			waiting[node] = links;
		}
		place.fill(-1);
		place[origin] = 0;
		order[0] = origin;
		let count = 1;
		for (let at = 0; at < count; at++) {
			const node = order[at]!;
			for (let index = out.starts[node]!; index < out.starts[node + 1]!; index++) {
				const link = out.links[index]!;
				if (isIn[link] === 0) continue;
				const next = to[link]!;
				if (--waiting[next]! > 0) continue;
				place[next] = count;
				order[count++] = next;
			}
		}
		if (count !== nodes.length)
			throw new Error(`the ways from node ${origin + 1} go round in a circle: ${count} of ${nodes.length}`);
		return order.slice(0, count);
	}
}
