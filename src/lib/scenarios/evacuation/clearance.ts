import type { Seconds } from '#lib/model/units.ts';
import { MaxFlow } from './max-flow.ts';

/** Streets that people leave by. */
export interface Streets {
	readonly nodes: number;
	readonly from: ArrayLike<number>;
	readonly to: ArrayLike<number>;
	/** People a second, each way. */
	readonly capacity: ArrayLike<number>;
}

export interface Clearance {
	/** Those who can get out cannot all be out sooner, whatever ways they take. */
	readonly seconds: Seconds;
	/** Streets, and ways along them, that are full all this time: 1 as they are drawn, −1 against. */
	readonly narrowest: readonly { readonly street: number; readonly way: 1 | -1 }[];
	/** People who have to pass them, and those who cannot get out. */
	readonly behind: number;
	readonly trapped: number;
}

/** Where the bound stops to grow, in parts of itself. */
const PRECISION = 1e-9;

/**
 * The least time in which the people at nodes can leave: the greatest, over all parts of the network, of people in it by
 * the streets that lead out of it. Found by maximum flows, each of which names a part that needs more time than the one
 * before it (Dinkelbach 1967). How long people walk is not in it.
 */
export function clearanceBound(
	{ nodes, from, to, capacity }: Streets,
	people: Float64Array,
	isOut: (node: number) => boolean
): Clearance {
	const network = { nodes, from, to, capacity };
	const waiting = [...people.keys()].filter((node) => people[node]! > 0 && !isOut(node));
	const leads = reachable(network, isOut);
	const trapped = waiting.filter((node) => leads[node] === 0);
	const inside = waiting.filter((node) => leads[node] === 1);
	const total = sumOf(inside, people);
	const [source, sink] = [nodes, nodes + 1];
	let slowest = partBehind(network, people, inside, (node) => leads[node] === 1 && !isOut(node));
	while (total > 0) {
		const flow = new MaxFlow(nodes + 2);
		for (const node of inside) flow.join(source, node, people[node]!, 0);
		for (let node = 0; node < nodes; node++) if (isOut(node)) flow.join(node, sink, Infinity, 0);
		for (let street = 0; street < from.length; street++) {
			const most = capacity[street]! * slowest.seconds;
			flow.join(from[street]!, to[street]!, most, most);
		}
		if (flow.run(source, sink) >= total * (1 - PRECISION)) break;
		const behind = flow.behind();
		const slower = partBehind(network, people, inside, (node) => behind[node] === 1);
		if (!(slower.seconds > slowest.seconds * (1 + PRECISION))) break;
		slowest = slower;
	}
	return { ...slowest, trapped: sumOf(trapped, people) };
}

/** How long a part of the network takes for the streets that lead out of it alone. */
function partBehind(
	{ from, to, capacity }: Streets,
	people: Float64Array,
	inside: readonly number[],
	isBehind: (node: number) => boolean
): Omit<Clearance, 'trapped'> {
	const behind = sumOf(inside.filter(isBehind), people);
	if (behind === 0) return { seconds: 0, narrowest: [], behind };
	const narrowest: { street: number; way: 1 | -1 }[] = [];
	let leaves = 0;
	for (let street = 0; street < from.length; street++) {
		const first = isBehind(from[street]!);
		if (first === isBehind(to[street]!) || capacity[street] === 0) continue;
		narrowest.push({ street, way: first ? 1 : -1 });
		leaves += capacity[street]!;
	}
	return { seconds: behind / leaves, narrowest, behind };
}

function sumOf(nodes: readonly number[], people: Float64Array): number {
	return nodes.reduce((sum, node) => sum + people[node]!, 0);
}

/** 1 where some way leads out. */
function reachable({ nodes, from, to, capacity }: Streets, isOut: (node: number) => boolean): Uint8Array {
	const beside: number[][] = Array.from({ length: nodes }, () => []);
	for (let street = 0; street < from.length; street++) {
		if (!(capacity[street]! > 0)) continue;
		beside[from[street]!]!.push(to[street]!);
		beside[to[street]!]!.push(from[street]!);
	}
	const reached = new Uint8Array(nodes);
	const list: number[] = [];
	const reach = (node: number) => {
		if (reached[node] === 1) return;
		reached[node] = 1;
		list.push(node);
	};
	for (let node = 0; node < nodes; node++) if (isOut(node)) reach(node);
	for (let k = 0; k < list.length; k++) beside[list[k]!]!.forEach(reach);
	return reached;
}
