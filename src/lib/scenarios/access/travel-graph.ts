import { AppError } from '#lib/model/errors.ts';

/** Stretches that one can go in one direction, in columns. Nodes are counted from 0. */
export interface Legs {
	readonly from: ArrayLike<number>;
	readonly to: ArrayLike<number>;
	/** What each takes. */
	readonly seconds: ArrayLike<number>;
}

/** Legs by the node they begin at: those of node n are from `starts[n]` to `starts[n + 1]`. */
export interface TravelGraph {
	readonly nodes: number;
	readonly starts: Int32Array;
	readonly to: Int32Array;
	readonly seconds: Float64Array;
}

/** Throws INPUT_INVALID naming the first leg whose node is not there or whose time is negative or no number. */
export function buildTravelGraph(nodes: number, { from, to, seconds }: Legs): TravelGraph {
	const starts = new Int32Array(nodes + 1);
	for (let leg = 0; leg < from.length; leg++) {
		refuseBadLeg(nodes, leg, from[leg]!, to[leg]!, seconds[leg]!);
		starts[from[leg]! + 1]!++;
	}
	for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
	const next = starts.slice();
	const graph = {
		nodes,
		starts,
		to: new Int32Array(from.length),
		seconds: new Float64Array(from.length)
	};
	for (let leg = 0; leg < from.length; leg++) {
		const at = next[from[leg]!]!++;
		graph.to[at] = to[leg]!;
		graph.seconds[at] = seconds[leg]!;
	}
	return graph;
}

function refuseBadLeg(nodes: number, leg: number, from: number, to: number, seconds: number): void {
	for (const node of [from, to])
		if (!Number.isInteger(node) || node < 0 || node >= nodes)
			throw new AppError('INPUT_INVALID', {
				message: `Leg ${leg + 1} (${from} → ${to}) needs a node that is not among 0 … ${nodes - 1}.`
			});
	if (!(seconds >= 0 && Number.isFinite(seconds)))
		throw new AppError('INPUT_INVALID', {
			message: `Leg ${leg + 1} (${from} → ${to}) takes ${seconds} s: it must be a number from 0 up.`
		});
}
