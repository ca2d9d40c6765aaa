import type { Bush } from './bush.ts';

/**
 * Independent loops of the ways that a bush's trips take: one for every used link outside the tree of fullest links. Trips
 * go either along that link or along the tree, from where both ways part to where they meet, and can be moved between the
 * two without anything else changing.
 */
export interface BushLoops {
	/** Links of loop n: from `starts[n]` to `turns[n]` the way along its own link, that one first, then the tree's. */
	readonly starts: readonly number[];
	readonly turns: readonly number[];
	/** Places of links in the bush. */
	readonly places: readonly number[];
}

export function bushLoops({ starts: begins, tails, flows }: Bush): BushLoops {
	const nodes = begins.length - 1;
	/** By node: its fullest used link; −1: no trip comes there. */
	const fullest = new Int32Array(nodes).fill(-1);
	// What rounding left on a link that no trip comes to is no trip.
	const isUsed = (at: number) => flows[at]! > 0 && (tails[at] === 0 || fullest[tails[at]!]! >= 0);
	const [starts, turns, places]: [number[], number[], number[]] = [[0], [], []];
	for (let node = 1; node < nodes; node++) {
		for (let at = begins[node]!; at < begins[node + 1]!; at++)
			if (isUsed(at) && !(flows[at]! <= flows[fullest[node]!]!)) fullest[node] = at;
		for (let at = begins[node]!; at < begins[node + 1]!; at++) {
			if (at === fullest[node] || !isUsed(at)) continue;
			const tree = [fullest[node]!];
			places.push(at);
			let [a, b] = [tails[at]!, tails[fullest[node]!]!];
			while (a !== b)
				if (a > b) {
					places.push(fullest[a]!);
					a = tails[fullest[a]!]!;
				} else {
					tree.push(fullest[b]!);
					b = tails[fullest[b]!]!;
				}
			turns.push(places.length);
			places.push(...tree);
			starts.push(places.length);
		}
	}
	return { starts, turns, places };
}
