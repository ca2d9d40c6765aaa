import type { BushDesk } from './bush-desk.ts';
import type { LinkFlows } from './link-flows.ts';

/**
 * Moves trips from the dearest used way to every node onto the cheapest, from the farthest node back to the origin:
 * between the two nodes where both ways part and meet, until they cost the same (Algorithm B, Dial 2006). The ways must
 * have been measured. Answers the greatest difference that it met.
 */
export function balanceBush(desk: BushDesk, flows: LinkFlows, tolerance: number): number {
	const { network, order, place, cheapest, dearestUsed, cheapestBy, dearestUsedBy } = desk;
	const { from } = network;
	const [low, high]: [number[], number[]] = [[], []];
	let worst = 0;
	for (let index = desk.count - 1; index > 0; index--) {
		const node = order[index]!;
		const excess = dearestUsed[node]! - cheapest[node]!;
		if (!(excess > tolerance * cheapest[node]!) || cheapestBy[node] === dearestUsedBy[node]) continue;
		worst = Math.max(worst, excess);
		low.length = high.length = 0;
		let [a, b] = [node, node];
		do {
			if (place[a]! > place[b]! || a === node) {
				low.push(cheapestBy[a]!);
				a = from[cheapestBy[a]!]!;
			}
			if (place[b]! > place[a]! || b === node) {
				high.push(dearestUsedBy[b]!);
				b = from[dearestUsedBy[b]!]!;
			}
		} while (a !== b);
		shift(desk, flows, high, low);
	}
	return worst;
}

/** Moves so many trips from one way to the other that both cost the same, or all. */
function shift(desk: BushDesk, flows: LinkFlows, high: readonly number[], low: readonly number[]): void {
	const most = high.reduce((least, link) => Math.min(least, desk.flow[link]!), Infinity);
	if (!(most > 0)) return;
	const moved = equalising(flows, high, low, most);
	if (!(moved > 0)) return;
	for (const link of high) {
		desk.flow[link] = moved === most && desk.flow[link] === most ? 0 : Math.max(0, desk.flow[link]! - moved);
		flows.set(link, Math.max(0, flows.flow[link]! - moved));
	}
	for (const link of low) {
		desk.flow[link]! += moved;
		flows.set(link, flows.flow[link]! + moved);
	}
}

const MOST_STEPS = 12;
/** Part of the first difference that may be left: the next pass takes the rest. */
const NEAR = 0.02;

/** Newton's steps, kept between bounds: with high powers the first one leads far astray. */
function equalising(flows: LinkFlows, high: readonly number[], low: readonly number[], most: number): number {
	const first = sum(flows.cost, high) - sum(flows.cost, low);
	if (!(first > 0)) return 0;
	const slope = sum(flows.slope, high) + sum(flows.slope, low);
	if (slope === 0) return most;
	const difference = (moved: number) => {
		let left = 0;
		for (const link of high) left += flows.costAt(link, flows.flow[link]! - moved);
		for (const link of low) left -= flows.costAt(link, flows.flow[link]! + moved);
		return left;
	};
	let [from, to] = [0, most];
	let [atFrom, atTo] = [first, NaN];
	let moved = Math.min(most, first / slope);
	if (!(moved > 0)) moved = most / 2;
	for (let step = 0; step < MOST_STEPS; step++) {
		const left = difference(moved);
		if (moved === most && left >= 0) return most;
		if (Math.abs(left) <= NEAR * first) return moved;
		if (left > 0) [from, atFrom] = [moved, left];
		else [to, atTo] = [moved, left];
		if (Number.isNaN(atTo)) {
			// Not far enough: on by what the slope said, at least twice as far.
			moved = Math.min(most, moved * Math.max(2, first / Math.max(first - left, first * 1e-3)));
			continue;
		}
		const secant = from + ((to - from) * atFrom) / (atFrom - atTo);
		const [lower, upper] = [from + 0.05 * (to - from), to - 0.05 * (to - from)];
		moved = step % 3 === 2 ? (from + to) / 2 : Math.min(upper, Math.max(lower, secant));
	}
	return from;
}

function sum(values: Float64Array, links: readonly number[]): number {
	let total = 0;
	for (const link of links) total += values[link]!;
	return total;
}
