import { buildTravelGraph, type TravelGraph } from '#lib/scenarios/access/travel-graph.ts';

/** A town of bent streets: a grid of junctions, some of whose streets are not there. */
export interface StreetGrid {
	readonly nodes: number;
	readonly x: Float64Array;
	readonly y: Float64Array;
	/** Streets, both ways: seconds on foot, as long as they are straight or up to half longer. */
	readonly from: readonly number[];
	readonly to: readonly number[];
	readonly seconds: readonly number[];
}

const BLOCK = 90;
/** On foot, m/s. */
export const SPEED = 10 / 9;

/** Junctions `side` by `side`; the same seed gives the same town. */
export function streetGrid(side: number, chance: () => number): StreetGrid {
	const nodes = side * side;
	const [x, y] = [new Float64Array(nodes), new Float64Array(nodes)];
	for (let node = 0; node < nodes; node++) {
		x[node] = ((node % side) + 0.6 * (chance() - 0.5)) * BLOCK;
		y[node] = (Math.floor(node / side) + 0.6 * (chance() - 0.5)) * BLOCK;
	}
	const [from, to, seconds]: [number[], number[], number[]] = [[], [], []];
	const street = (a: number, b: number, kept: boolean) => {
		const straight = Math.sqrt((x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2);
		const bend = 1 + 0.5 * chance();
		if (!kept) return;
		from.push(a);
		to.push(b);
		seconds.push((straight * bend) / SPEED);
	};
	for (let node = 0; node < nodes; node++) {
		const column = node % side;
		// The first column and every row hold together; of the streets across a tenth is missing.
		if (column + 1 < side) street(node, node + 1, true);
		if (node + side < nodes) street(node, node + side, column === 0 || chance() < 0.9);
	}
	return { nodes, x, y, from, to, seconds };
}

export function travelGraphOf({ nodes, from, to, seconds }: StreetGrid): TravelGraph {
	return buildTravelGraph(nodes, {
		from: [...from, ...to],
		to: [...to, ...from],
		seconds: [...seconds, ...seconds]
	});
}
