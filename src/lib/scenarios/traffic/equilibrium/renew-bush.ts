import type { Bush } from './bush.ts';
import type { BushDesk } from './bush-desk.ts';
import type { BushWays } from './bush-ways.ts';
import type { LinkFlows } from './link-flows.ts';

/**
 * The bush without links that nobody uses, and with such as make a way cheaper (Dial 2006; which may come in without
 * closing a circle: Nie 2010). Its ways must have been measured.
 */
export function renewBush(bush: Bush, ways: BushWays, desk: BushDesk, flows: LinkFlows): Bush {
	// First out, then in: unused dear ways would hide that a link leads forward.
	const kept = markKept(bush, ways, desk);
	const coming = newcomers(bush, ways, desk, flows);
	for (const link of coming) desk.isIn[link] = 1;
	return desk.gather(bush, kept + coming.length, coming.length === 0);
}

function markKept({ nodes, starts, links, tails, flows }: Bush, ways: BushWays, desk: BushDesk): number {
	const { isIn, flow } = desk;
	const { dearestUsed, cheapestBy } = ways;
	let kept = 0;
	for (let node = 1; node < nodes.length; node++)
		for (let at = starts[node]!; at < starts[node + 1]!; at++) {
			// What rounding left on a link that no trip comes to is no trip.
			const isUsed = flows[at]! > 0 && dearestUsed[tails[at]!]! > -Infinity;
			if (!isUsed && cheapestBy[node] !== at) continue;
			isIn[links[at]!] = 1;
			flow[links[at]!] = isUsed ? flows[at]! : 0;
			kept++;
		}
	return kept;
}

/** Links that are not marked and lead forward in the bush: those that make a way cheaper, or else those that shorten one. */
function newcomers(bush: Bush, { cheapest }: BushWays, desk: BushDesk, flows: LinkFlows): readonly number[] {
	const { cost } = flows;
	const { nodes } = bush;
	const { network, isIn, place } = desk;
	const { from, into, firstThrough } = network;
	desk.layOut(bush);
	const dearest = dearestWays(bush, desk, flows);
	const cheaper: number[] = [];
	const shorter: number[] = [];
	for (let node = 1; node < nodes.length; node++) {
		const name = nodes[node]!;
		const low = cheapest[node]! * (1 - 1e-14);
		const high = dearest[node]!;
		for (let index = into.starts[name]!; index < into.starts[name + 1]!; index++) {
			const link = into.links[index]!;
			if (isIn[link] === 1) continue;
			const tail = place[from[link]!]!;
			if (tail < 0 || (tail > 0 && from[link]! < firstThrough)) continue;
			// From what is nearer by the dearest way to what is farther: with such links alone no circle closes.
			if (dearest[tail]! > high || (dearest[tail] === high && tail > node)) continue;
			const there = cheapest[tail]! + cost[link]!;
			if (there < low) cheaper.push(link);
			else if (there < high) shorter.push(link);
		}
	}
	return cheaper.length > 0 ? cheaper : shorter;
}

/** By the places of the nodes, along marked links. */
function dearestWays({ nodes, starts, links, tails }: Bush, { isIn }: BushDesk, { cost }: LinkFlows) {
	const dearest = new Float64Array(nodes.length);
	for (let node = 1; node < nodes.length; node++) {
		let high = -Infinity;
		for (let at = starts[node]!; at < starts[node + 1]!; at++) {
			const there = dearest[tails[at]!]! + cost[links[at]!]!;
			if (isIn[links[at]!] === 1 && there > high) high = there;
		}
		dearest[node] = high;
	}
	return dearest;
}
