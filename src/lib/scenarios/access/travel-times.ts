import FlatQueue from 'flatqueue';
import type { Seconds } from '#lib/model/units.ts';
import type { TravelGraph } from './travel-graph.ts';

/** A place that times are counted from: a node, and what it takes to come onto the network there. */
export interface Source {
	readonly node: number;
	readonly seconds?: Seconds;
}

export interface TravelTimes {
	/** By node: from the nearest source; Infinity beyond the limit or where no way leads. */
	readonly seconds: Float32Array;
	/** By node: which of the sources is nearest; −1: none. */
	readonly source: Int32Array;
}

/** Times from the nearest of some places to every node: one sweep for all of them (Dijkstra 1959 with many sources). */
export function travelTimes(
	{ nodes, starts, to, seconds: legs }: TravelGraph,
	sources: readonly Source[],
	limit: Seconds = Infinity
): TravelTimes {
	const seconds = new Float32Array(nodes).fill(Infinity);
	const source = new Int32Array(nodes).fill(-1);
	const queue = new FlatQueue<number>();
	sources.forEach(({ node, seconds: before = 0 }, index) => {
		if (before > limit || before >= seconds[node]!) return;
		seconds[node] = before;
		source[node] = index;
		queue.push(node, seconds[node]!);
	});
	for (;;) {
		const at = queue.peekValue();
		const node = queue.pop();
		if (node === undefined || at === undefined) return { seconds, source };
		if (at > seconds[node]!) continue;
		for (let leg = starts[node]!; leg < starts[node + 1]!; leg++) {
			const next = to[leg]!;
			const there = Math.fround(at + legs[leg]!);
			if (there > limit || there >= seconds[next]!) continue;
			seconds[next] = there;
			source[next] = source[node]!;
			queue.push(next, there);
		}
	}
}
