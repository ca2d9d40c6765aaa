import type { Bush } from './bush.ts';
import type { LinkFlows } from './link-flows.ts';
import type { LoopTable } from './loop-table.ts';

/** Times that moves are asked for anew because some took more trips than there are. */
const MOST_ROUNDS = 8;
const MOST_STEPS = 100;
/** Part of the first difference that may be left of the linear equations. */
const NEAR = 0.05;
/** Part of the trips of a way that a move may take. */
const MOST_TAKEN = 0.9;
const STIFFER_AT_MOST = 1e4;

/**
 * By loop: trips to be moved from its own link to the tree (or back: negative) so that both ways of all loops cost the
 * same at once, costs taken as straight lines at today's flows: Newton's step, its equations solved by conjugate gradients
 * (Hestenes and Stiefel 1952). A loop resists the more, the fewer trips it has (Coleman and Li 1996), and where a move would
 * still take more than there are it is asked again with more resistance: cutting moves afterwards would upset what they
 * balance together. `looks`: links that it may look at.
 */
export function* jointMoves(
	loops: LoopTable,
	parts: readonly Bush[],
	flows: LinkFlows,
	looks: number
): Generator<void, Float64Array> {
	const { count } = loops;
	const column = () => new Float64Array(count);
	const [moves, left, stiffness, resistance] = [column(), column(), column(), column()];
	const [difference, step, direction, image] = [column(), column(), column(), column()];
	const byLink = new Float64Array(flows.flow.length);
	loops.compare(flows.cost, difference);
	const room = roomOf(loops, parts);
	for (let loop = 0; loop < count; loop++) {
		for (let entry = loops.starts[loop]!; entry < loops.starts[loop + 1]!; entry++)
			stiffness[loop]! += flows.slope[loops.links[entry]!]!;
		resistance[loop] = Math.abs(difference[loop]!) / room.to(loop, difference[loop]!);
	}
	/** What the moves would change of the differences, and what their resistance adds. */
	const change = (by: Float64Array, out: Float64Array) => {
		loops.spread(by, byLink);
		for (let link = 0; link < byLink.length; link++) byLink[link]! *= flows.slope[link]!;
		loops.compare(byLink, out);
		for (let loop = 0; loop < count; loop++) out[loop]! += resistance[loop]! * by[loop]!;
	};
	const soften = () => {
		let product = 0;
		for (let loop = 0; loop < count; loop++) {
			const hard = stiffness[loop]! + resistance[loop]!;
			step[loop] = hard > 0 ? left[loop]! / hard : 0;
			product += left[loop]! * step[loop]!;
		}
		return product;
	};
	let steps = Math.floor(looks / (2 * loops.links.length + 1));
	let first: number | undefined;
	for (let round = 0; round < MOST_ROUNDS && steps > 0; round++) {
		change(moves, image);
		for (let loop = 0; loop < count; loop++) left[loop] = difference[loop]! - image[loop]!;
		let rest = soften();
		first ??= rest;
		direction.set(step);
		for (let turn = 0; turn < MOST_STEPS && steps > 0 && rest > NEAR ** 2 * first; turn++, steps--) {
			change(direction, image);
			yield;
			const curve = dot(direction, image);
			if (!(curve > 0)) break;
			const far = rest / curve;
			for (let loop = 0; loop < count; loop++) {
				moves[loop]! += far * direction[loop]!;
				left[loop]! -= far * image[loop]!;
			}
			const before = rest;
			rest = soften();
			for (let loop = 0; loop < count; loop++)
				direction[loop] = step[loop]! + (rest / before) * direction[loop]!;
		}
		let beyond = 0;
		for (let loop = 0; loop < count; loop++) {
			const taken = Math.abs(moves[loop]!) / room.to(loop, moves[loop]!);
			if (!(taken > MOST_TAKEN)) continue;
			beyond++;
			resistance[loop] = (resistance[loop]! + 1e-3 * stiffness[loop]!) * Math.min(STIFFER_AT_MOST, 2 * taken);
		}
		if (beyond === 0) break;
	}
	for (let loop = 0; loop < count; loop++)
		moves[loop] = Math.max(-room.to(loop, -1), Math.min(moves[loop]!, room.to(loop, 1)));
	return moves;
}

/** Trips that can leave a loop's own link, and that can leave the tree. */
function roomOf({ count, firsts, starts, turns, places }: LoopTable, parts: readonly Bush[]) {
	const [own, tree] = [new Float64Array(count), new Float64Array(count)];
	parts.forEach(({ flows }, index) => {
		for (let loop = firsts[index]!; loop < firsts[index + 1]!; loop++) {
			own[loop] = flows[places[starts[loop]!]!]!;
			let least = Infinity;
			for (let entry = turns[loop]!; entry < starts[loop + 1]!; entry++)
				least = Math.min(least, flows[places[entry]!]!);
			tree[loop] = least;
		}
	});
	return { to: (loop: number, move: number) => (move < 0 ? tree[loop]! : own[loop]!) };
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
	return sum;
}
