import type { RoadNetwork } from '../road-network.ts';
import type { Bush } from './bush.ts';
import type { LinkFlows } from './link-flows.ts';

/** What ways from the origin cost within a bush, by the places of its nodes. One is enough for all bushes, in turn. */
export class BushWays {
	readonly cheapest: Float64Array;
	/** Dearest of the ways that trips take; −Infinity where none goes. */
	readonly dearestUsed: Float64Array;
	/** Last link of both, by its place in the bush; −1 of the origin, and where no trip goes. */
	readonly cheapestBy: Int32Array;
	readonly dearestUsedBy: Int32Array;

	constructor({ nodes }: RoadNetwork) {
		this.cheapest = new Float64Array(nodes);
		this.dearestUsed = new Float64Array(nodes);
		this.cheapestBy = new Int32Array(nodes);
		this.dearestUsedBy = new Int32Array(nodes);
	}

	measure({ starts, links, tails, flows }: Bush, { cost }: LinkFlows): void {
		const { cheapest, dearestUsed, cheapestBy, dearestUsedBy } = this;
		cheapest[0] = dearestUsed[0] = 0;
		cheapestBy[0] = dearestUsedBy[0] = -1;
		const count = starts.length - 1;
		let at = starts[1]!;
		for (let node = 1; node < count; node++) {
			const end = starts[node + 1]!;
			let low = Infinity;
			let lowBy = -1;
			let used = -Infinity;
			let usedBy = -1;
			for (; at < end; at++) {
				const before = tails[at]!;
				const own = cost[links[at]!]!;
				const there = cheapest[before]! + own;
				if (there < low) {
					low = there;
					lowBy = at;
				}
				if (flows[at]! > 0) {
					const taken = dearestUsed[before]! + own;
					if (taken > used) {
						used = taken;
						usedBy = at;
					}
				}
			}
			cheapest[node] = low;
			cheapestBy[node] = lowBy;
			dearestUsed[node] = used;
			dearestUsedBy[node] = usedBy;
		}
	}
}
