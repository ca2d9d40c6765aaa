import type { Bush } from './equilibrium/bush.ts';

/**
 * Part of an origin's trips to each node that passes any of the marked links, 0 … 1, by node; −1 where no trip of the
 * origin comes. Trips that meet at a node are taken to go on in the same shares wherever they came from.
 */
export function sharesThrough(
	{ nodes, starts, links, tails, flows }: Bush,
	isMarked: Uint8Array,
	count: number
): Float64Array {
	const shares = new Float64Array(nodes.length);
	const byNode = new Float64Array(count).fill(-1);
	for (let node = 1; node < nodes.length; node++) {
		let [all, through] = [0, 0];
		for (let at = starts[node]!; at < starts[node + 1]!; at++) {
			all += flows[at]!;
			through += flows[at]! * (isMarked[links[at]!] === 1 ? 1 : shares[tails[at]!]!);
		}
		if (!(all > 0)) continue;
		shares[node] = through / all;
		byNode[nodes[node]!] = shares[node]!;
	}
	return byNode;
}
