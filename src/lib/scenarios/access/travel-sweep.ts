import type { Seconds } from '#lib/model/units.ts';
import type { TravelGraph } from './travel-graph.ts';

/** A place that times are counted from: a node, and what it takes to come onto the network there. */
export interface Source {
	readonly node: number;
	readonly seconds?: Seconds;
}

/** Buckets that stand open at once, and the least that one is wide: a few long legs among short ones need no more. */
const MOST_BUCKETS = 4096;
const SHORTEST: Seconds = 1e-3;

/**
 * Times from the nearest of some places to every node, one sweep for all of them (Dijkstra 1959 with many sources).
 * Nodes wait in buckets of equal times instead of a sorted queue, and what gets better within a bucket is looked at
 * again (Meyer and Sanders 2003, Δ-stepping, in order): no comparison is spent on sorting. One sweep's arrays serve the
 * next, and only what was reached is cleared.
 */
export class TravelSweep {
	readonly #graph: TravelGraph;
	/** By node: from the nearest source; Infinity beyond the limit or where no way leads. */
	readonly seconds: Float64Array;
	/** By node: which of the sources is nearest; −1: none. */
	readonly source: Int32Array;
	readonly #reached: Int32Array;
	#reachedCount = 0;
	/** Time at which a node's legs were last followed. */
	readonly #followed: Float64Array;
	readonly #mean: Seconds;
	readonly #longest: Seconds;
	/** Of a bucket. */
	#width: Seconds = 1;
	/** Nodes that wait, as lists: a slot's node, and the next slot of its bucket. */
	#slotNode = new Int32Array(1024);
	#slotNext = new Int32Array(1024);
	#slots = 0;
	#heads = new Int32Array(0);

	constructor(graph: TravelGraph) {
		this.#graph = graph;
		this.seconds = new Float64Array(graph.nodes).fill(Infinity);
		this.source = new Int32Array(graph.nodes).fill(-1);
		this.#reached = new Int32Array(graph.nodes);
		this.#followed = new Float64Array(graph.nodes).fill(-1);
		let [sum, longest] = [0, 0];
		for (const leg of graph.seconds) {
			sum += leg;
			longest = Math.max(longest, leg);
		}
		this.#longest = longest;
		this.#mean = sum / Math.max(1, graph.seconds.length);
	}

	/** Nodes that the last run reached, in the order in which they were first seen. */
	get reached(): Int32Array {
		return this.#reached.subarray(0, this.#reachedCount);
	}

	run(sources: readonly Source[], limit: Seconds = Infinity): void {
		this.#clear();
		const latest = sources.reduce(
			(most, { seconds = 0 }) => (seconds <= limit ? Math.max(most, seconds) : most),
			0
		);
		const span = Math.max(this.#longest, latest);
		this.#width = Math.max(this.#mean / 2, span / MOST_BUCKETS, SHORTEST);
		const buckets = Math.ceil(span / this.#width) + 2;
		if (this.#heads.length < buckets) this.#heads = new Int32Array(buckets).fill(-1);
		sources.forEach(({ node, seconds = 0 }, index) => {
			if (seconds <= limit && seconds < this.seconds[node]!) this.#improve(node, seconds, index);
		});
		this.#followAll(limit);
	}

	#followAll(limit: Seconds): void {
		const { starts, to, seconds: legs } = this.#graph;
		const { seconds, source } = this;
		const heads = this.#heads;
		for (let bucket = 0, empty = 0; empty < heads.length; bucket = (bucket + 1) % heads.length) {
			empty++;
			for (let slot = heads[bucket]!; slot >= 0; slot = heads[bucket]!) {
				empty = 0;
				heads[bucket] = this.#slotNext[slot]!;
				const node = this.#slotNode[slot]!;
				const at = seconds[node]!;
				if (this.#followed[node] === at) continue;
				this.#followed[node] = at;
				for (let leg = starts[node]!; leg < starts[node + 1]!; leg++) {
					const there = at + legs[leg]!;
					if (there < seconds[to[leg]!]! && there <= limit) this.#improve(to[leg]!, there, source[node]!);
				}
			}
		}
	}

	#improve(node: number, at: Seconds, source: number): void {
		if (this.seconds[node] === Infinity) this.#reached[this.#reachedCount++] = node;
		this.seconds[node] = at;
		this.source[node] = source;
		if (this.#slots === this.#slotNode.length) this.#grow();
		const bucket = Math.floor(at / this.#width) % this.#heads.length;
		this.#slotNode[this.#slots] = node;
		this.#slotNext[this.#slots] = this.#heads[bucket]!;
		this.#heads[bucket] = this.#slots++;
	}

	#grow(): void {
		const doubled = (values: Int32Array) => {
			const more = new Int32Array(2 * values.length);
			more.set(values);
			return more;
		};
		this.#slotNode = doubled(this.#slotNode);
		this.#slotNext = doubled(this.#slotNext);
	}

	#clear(): void {
		for (const node of this.reached) {
			this.seconds[node] = Infinity;
			this.source[node] = -1;
			this.#followed[node] = -1;
		}
		this.#reachedCount = 0;
		this.#slots = 0;
	}
}
