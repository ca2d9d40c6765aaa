import { AppError } from '#lib/model/errors.ts';
import type { Seconds } from '#lib/model/units.ts';

/** A stretch that one can go in one direction. Nodes are counted from 0. */
export interface Leg {
	readonly from: number;
	readonly to: number;
	readonly seconds: Seconds;
}

/** Legs by the node they begin at: those of node n are from `starts[n]` to `starts[n + 1]`. */
export interface TravelGraph {
	readonly nodes: number;
	readonly starts: Int32Array;
	readonly to: Int32Array;
	readonly seconds: Float32Array;
}

/** Throws INPUT_INVALID naming the first leg whose node is not there or whose time is negative or no number. */
export function buildTravelGraph(nodes: number, legs: readonly Leg[]): TravelGraph {
	const starts = new Int32Array(nodes + 1);
	legs.forEach(({ from, to, seconds }, index) => {
		for (const node of [from, to])
			if (!Number.isInteger(node) || node < 0 || node >= nodes)
				throw new AppError('INPUT_INVALID', {
					message: `Leg ${index + 1} (${from} → ${to}) needs a node that is not among 0 … ${nodes - 1}.`
				});
		if (!(seconds >= 0 && Number.isFinite(seconds)))
			throw new AppError('INPUT_INVALID', {
				message: `Leg ${index + 1} (${from} → ${to}) takes ${seconds} s: it must be a number from 0 up.`
			});
		starts[from + 1]!++;
	});
	for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
	const next = starts.slice();
	const to = new Int32Array(legs.length);
	const seconds = new Float32Array(legs.length);
	for (const leg of legs) {
		const at = next[leg.from]!++;
		to[at] = leg.to;
		seconds[at] = leg.seconds;
	}
	return { nodes, starts, to, seconds };
}

/** The same ways in the other direction: times to a place instead of from it. */
export function reversed({ nodes, starts, to, seconds }: TravelGraph): TravelGraph {
	const back = new Int32Array(nodes + 1);
	for (const node of to) back[node + 1]!++;
	for (let node = 0; node < nodes; node++) back[node + 1]! += back[node]!;
	const next = back.slice();
	const from = new Int32Array(to.length);
	const times = new Float32Array(to.length);
	for (let node = 0; node < nodes; node++)
		for (let leg = starts[node]!; leg < starts[node + 1]!; leg++) {
			const at = next[to[leg]!]!++;
			from[at] = node;
			times[at] = seconds[leg]!;
		}
	return { nodes, starts: back, to: from, seconds: times };
}
