import type { LinkFlows } from './link-flows.ts';

const MOST_STEPS = 40;
/** Part of the first difference that may be left: the next pass takes the rest. */
const NEAR = 0.02;

/**
 * How many trips, `most` at most, have to move from the dear way to the cheap one until both cost the same. `high` and
 * `low` are places in `links`. Newton's steps where they stay between the bounds that are known, and else halving, of
 * the order of magnitude as long as the bounds are far apart: with high powers Newton's first step leads far astray.
 */
export function equalisingShift(
	flows: LinkFlows,
	links: Int32Array,
	high: readonly number[],
	low: readonly number[],
	most: number
): number {
	let [first, slope] = [0, 0];
	for (const at of high) {
		first += flows.cost[links[at]!]!;
		slope += flows.slope[links[at]!]!;
	}
	for (const at of low) {
		first -= flows.cost[links[at]!]!;
		slope += flows.slope[links[at]!]!;
	}
	if (!(first > 0)) return 0;
	if (slope === 0) return most;
	let [from, to] = [0, Infinity];
	let moved = Math.min(most, first / slope);
	if (!(moved > 0)) moved = most / 2;
	for (let step = 0; step < MOST_STEPS; step++) {
		let [left, falls] = [0, 0];
		for (const at of high) {
			const link = links[at]!;
			const flow = flows.flow[link]! - moved;
			left += flows.costAt(link, flow);
			falls += flows.slopeAt(link, flow);
		}
		for (const at of low) {
			const link = links[at]!;
			const flow = flows.flow[link]! + moved;
			left -= flows.costAt(link, flow);
			falls += flows.slopeAt(link, flow);
		}
		if (moved === most && left >= 0) return most;
		if (Math.abs(left) <= NEAR * first) return moved;
		if (left > 0) from = moved;
		else to = moved;
		const upper = Math.min(to, most);
		const newton = moved + left / falls;
		if (newton > from && newton < upper) moved = newton;
		else if (to === Infinity) moved = most;
		else moved = from > 0 && to > 4 * from ? Math.sqrt(from * to) : (from + to) / 2;
	}
	return from;
}
