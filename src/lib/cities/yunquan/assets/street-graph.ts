import FlatQueue from 'flatqueue';
import { junctionKey } from '../build/network.ts';
import type { Street } from '../build/street.ts';
import { distance, type Point } from '../geometry/point.ts';

/** A piece of street from one junction to the next. */
export interface Arc {
	readonly to: number;
	readonly metres: number;
	readonly street: Street;
}

/** Streets as junctions, by number, and the pieces between them, both ways. */
export interface StreetGraph {
	readonly at: readonly Point[];
	readonly arcs: readonly (readonly Arc[])[];
}

export function streetGraph(streets: Iterable<Street>): StreetGraph {
	const at: Point[] = [];
	const arcs: Arc[][] = [];
	const numbers = new Map<string, number>();
	const numberOf = (point: Point) => {
		const key = junctionKey(point);
		let number = numbers.get(key);
		if (number === undefined) {
			numbers.set(key, (number = at.length));
			at.push(point);
			arcs.push([]);
		}
		return number;
	};
	for (const street of streets)
		street.line.slice(1).forEach((end, k) => {
			const [a, b] = [numberOf(street.line[k]!), numberOf(end)];
			const metres = distance(at[a]!, at[b]!);
			if (a === b) return;
			arcs[a]!.push({ to: b, metres, street });
			arcs[b]!.push({ to: a, metres, street });
		});
	return { at, arcs };
}

/** The cheapest ways to every junction from the nearest of some. */
export interface Ways {
	/** Cost to each junction; Infinity where none leads. */
	readonly cost: Float64Array;
	/** Junction before each on its way; −1 for the first and the unreached. */
	readonly before: Int32Array;
}

/** Ways from `starts` outwards; `costOf` says what a piece costs that is left at its end `to`. */
export function waysFrom(
	{ arcs }: StreetGraph,
	starts: readonly number[],
	costOf: (arc: Arc, from: number) => number = ({ metres }) => metres
): Ways {
	const cost = new Float64Array(arcs.length).fill(Infinity);
	const before = new Int32Array(arcs.length).fill(-1);
	const queue = new FlatQueue<number>();
	for (const start of starts) {
		cost[start] = 0;
		queue.push(start, 0);
	}
	for (let node = queue.pop(); node !== undefined; node = queue.pop())
		for (const arc of arcs[node]!) {
			const sum = cost[node]! + costOf(arc, node);
			if (sum >= cost[arc.to]!) continue;
			cost[arc.to] = sum;
			before[arc.to] = node;
			queue.push(arc.to, sum);
		}
	return { cost, before };
}

/** Junctions from the start to `end`, both included; undefined when no way leads there. */
export function wayTo({ cost, before }: Ways, end: number): number[] | undefined {
	if (cost[end] === Infinity) return undefined;
	const way = [end];
	while (before[way.at(-1)!]! >= 0) way.push(before[way.at(-1)!]!);
	return way.reverse();
}
