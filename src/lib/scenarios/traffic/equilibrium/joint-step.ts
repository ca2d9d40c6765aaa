import type { Bush } from './bush.ts';
import { jointMoves } from './joint-moves.ts';
import type { LinkFlows } from './link-flows.ts';
import { LoopTable } from './loop-table.ts';

/** Links that a step may look at: so many that it costs as much as a few passes, which look at each far longer. */
const LOOKS_A_LINK = 400;
const LOOKS_AT_LEAST = 2e7;
const HALVINGS = 30;

/**
 * Moves trips of all origins at once, as far as that lessens what the equilibrium makes least. Passes move them between
 * two ways at a time, which gets on slowly where roads are far beyond their capacity: what one move evens out the next
 * upsets. The parts' flows change, and those of the network with them.
 */
export function* jointStep(parts: readonly Bush[], flows: LinkFlows): Generator<void> {
	const loops = new LoopTable(parts);
	const pass = parts.reduce((sum, { links }) => sum + links.length, 0);
	const looks = Math.max(LOOKS_AT_LEAST, LOOKS_A_LINK * pass);
	const moves = yield* jointMoves(loops, parts, flows, looks);
	const total = new Float64Array(flows.flow.length);
	const changes = parts.map((part, index) => changeOf(part, index, loops, moves, total));
	const step = bestStep(total, flows);
	if (!(step > 0)) return;
	parts.forEach(({ flows: own }, index) => {
		const change = changes[index]!;
		for (let at = 0; at < own.length; at++)
			if (change[at] !== 0) own[at] = Math.max(0, own[at]! + step * change[at]!);
	});
	total.forEach((way, link) => {
		if (way !== 0) flows.set(link, Math.max(0, flows.flow[link]! + step * way));
	});
}

/** What the moves change of a part's flows; less of it all where a link would be left with less than no trips. */
function changeOf(
	{ links, flows }: Bush,
	index: number,
	{ firsts, starts, turns, places }: LoopTable,
	moves: Float64Array,
	total: Float64Array
): Float64Array {
	const change = new Float64Array(flows.length);
	for (let loop = firsts[index]!; loop < firsts[index + 1]!; loop++) {
		const move = moves[loop]!;
		let entry = starts[loop]!;
		for (; entry < turns[loop]!; entry++) change[places[entry]!]! -= move;
		for (; entry < starts[loop + 1]!; entry++) change[places[entry]!]! += move;
	}
	let most = 1;
	for (let at = 0; at < change.length; at++)
		if (change[at]! < 0) most = Math.min(most, flows[at]! / -change[at]!);
	for (let at = 0; at < change.length; at++) {
		change[at]! *= most;
		total[links[at]!]! += change[at]!;
	}
	return change;
}

/** Part of the direction, 0 … 1, at which the objective is least, by halving of its slope. */
function bestStep(direction: Float64Array, flows: LinkFlows): number {
	const moving: number[] = [];
	direction.forEach((way, link) => {
		if (way !== 0) moving.push(link);
	});
	const slopeAt = (step: number) => {
		let slope = 0;
		for (const link of moving)
			slope += direction[link]! * flows.costAt(link, flows.flow[link]! + step * direction[link]!);
		return slope;
	};
	if (!(slopeAt(0) < 0)) return 0;
	if (slopeAt(1) <= 0) return 1;
	let [low, high] = [0, 1];
	for (let halving = 0; halving < HALVINGS; halving++) {
		const middle = (low + high) / 2;
		if (slopeAt(middle) < 0) low = middle;
		else high = middle;
	}
	return low;
}
