import FlatQueue from 'flatqueue';
import type { RoadNetwork } from './road-network.ts';

/** The quickest ways from one junction to all others. */
export interface WaysOut {
	/** Seconds to each junction; Infinity where none leads. */
	readonly seconds: Float64Array;
	/** Carriageway by which each is reached; −1 for the start and the unreached. */
	readonly by: Int32Array;
	/** Reached junctions, nearest first. */
	readonly order: readonly number[];
}

/** `seconds` of each carriageway; Infinity closes it. */
export function quickestWays(
	{ at, arcs, out }: RoadNetwork,
	start: number,
	seconds: ArrayLike<number>
): WaysOut {
	const best = new Float64Array(at.length).fill(Infinity);
	const by = new Int32Array(at.length).fill(-1);
	const done = new Uint8Array(at.length);
	const order: number[] = [];
	const queue = new FlatQueue<number>();
	best[start] = 0;
	queue.push(start, 0);
	for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
		if (done[node]) continue;
		done[node] = 1;
		order.push(node);
		for (const arc of out[node]!) {
			const { to } = arcs[arc]!;
			const sum = best[node]! + seconds[arc]!;
			if (sum >= best[to]!) continue;
			best[to] = sum;
			by[to] = arc;
			queue.push(to, sum);
		}
	}
	return { seconds: best, by, order };
}

/** Carriageways to a junction in the order of driving; undefined when no way leads there. */
export function wayTo({ by, seconds }: WaysOut, { arcs }: RoadNetwork, end: number): number[] | undefined {
	if (seconds[end] === Infinity) return undefined;
	const way: number[] = [];
	for (let node = end; by[node] !== -1; node = arcs[by[node]!]!.from) way.push(by[node]!);
	return way.reverse();
}
