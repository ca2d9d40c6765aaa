import type { Bush } from './bush.ts';
import type { BushWays } from './bush-ways.ts';
import { equalisingShift } from './equalising-shift.ts';
import type { LinkFlows } from './link-flows.ts';

/**
 * Moves trips from the dearest used way to every node onto the cheapest, from the farthest node back to the origin:
 * between the two nodes where both ways part and meet, until they cost the same (Algorithm B, Dial 2006). The ways must
 * have been measured. Answers the greatest part of a way's cost that could be saved.
 */
export function balanceBush(bush: Bush, ways: BushWays, flows: LinkFlows, tolerance: number): number {
	const { tails } = bush;
	const { cheapest, dearestUsed, cheapestBy, dearestUsedBy } = ways;
	const [low, high]: [number[], number[]] = [[], []];
	let worst = 0;
	for (let node = bush.nodes.length - 1; node > 0; node--) {
		if (cheapestBy[node] === dearestUsedBy[node]) continue;
		const excess = dearestUsed[node]! - cheapest[node]!;
		if (!(excess > tolerance * cheapest[node]!)) continue;
		worst = Math.max(worst, excess / cheapest[node]!);
		low.length = high.length = 0;
		let [a, b] = [node, node];
		do {
			const [onA, onB] = [a >= b, b >= a];
			if (onA) {
				low.push(cheapestBy[a]!);
				a = tails[cheapestBy[a]!]!;
			}
			if (onB) {
				high.push(dearestUsedBy[b]!);
				b = tails[dearestUsedBy[b]!]!;
			}
		} while (a !== b);
		shift(bush, flows, high, low);
	}
	return worst;
}

/** Moves so many trips from one way to the other that both cost the same, or all. */
function shift(bush: Bush, flows: LinkFlows, high: readonly number[], low: readonly number[]): void {
	const { links, flows: own } = bush;
	let most = Infinity;
	for (const at of high) most = Math.min(most, own[at]!);
	if (!(most > 0)) return;
	const moved = equalisingShift(flows, links, high, low, most);
	if (!(moved > 0)) return;
	for (const at of high) {
		own[at] = own[at]! === moved ? 0 : Math.max(0, own[at]! - moved);
		flows.set(links[at]!, Math.max(0, flows.flow[links[at]!]! - moved));
	}
	for (const at of low) {
		own[at]! += moved;
		flows.set(links[at]!, flows.flow[links[at]!]! + moved);
	}
}
