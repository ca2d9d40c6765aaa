import { AppError } from '#lib/model/errors.ts';

/** A link as a table of links has it. Its time is freeTime · (1 + b · (flow / capacity) ^ power). */
export interface Link {
	/** Nodes, counted from 1. */
	readonly from: number;
	readonly to: number;
	/** In the unit of the trips. */
	readonly capacity: number;
	/** In any unit: tolls come with it by their weight. */
	readonly length: number;
	/** Time without traffic; its unit is that of every time that is answered. */
	readonly freeTime: number;
	readonly b: number;
	readonly power: number;
	readonly toll: number;
}

/** What tolls and lengths count in units of time. */
export interface CostWeights {
	readonly toll: number;
	readonly distance: number;
}
export const TIME_ALONE: CostWeights = { toll: 0, distance: 0 };

export interface NetworkOptions {
	/** Nodes 1 … zones begin and end trips. */
	readonly zones: number;
	readonly nodes: number;
	/** Nodes below this one, counted from 1, may not be passed through. */
	readonly firstThrough: number;
	readonly weights?: CostWeights;
}

/** Links as columns, nodes counted from 0, and where each node's links are. */
export interface RoadNetwork {
	readonly zones: number;
	readonly nodes: number;
	/** Nodes below it begin or end trips but are not passed through. */
	readonly firstThrough: number;
	readonly links: number;
	readonly from: Int32Array;
	readonly to: Int32Array;
	readonly capacity: Float64Array;
	readonly freeTime: Float64Array;
	readonly b: Float64Array;
	readonly power: Float64Array;
	/** What a link costs whatever its flow, beside its time: toll and length by their weights. */
	readonly fixed: Float64Array;
	/** `out.links` of a node n: from `out.starts[n]` to `out.starts[n + 1]`. */
	readonly out: Incidence;
	readonly into: Incidence;
}

/** Links by node. */
export interface Incidence {
	readonly starts: Int32Array;
	readonly links: Int32Array;
}

/** Throws INPUT_INVALID, naming the first link that no traffic can be assigned to: no number, no capacity, a negative time, nodes that are not there. */
export function buildRoadNetwork(table: readonly Link[], options: NetworkOptions): RoadNetwork {
	const { zones, nodes, firstThrough, weights = TIME_ALONE } = options;
	if (!(zones >= 1 && nodes >= zones))
		throw new AppError('INPUT_INVALID', {
			message: `A network of ${nodes} nodes and ${zones} zones cannot carry trips: zones are among its nodes.`
		});
	table.forEach((link, index) => refuse(link, index, options));
	const column = (value: (link: Link) => number) => Float64Array.from(table, value);
	const from = Int32Array.from(table, (link) => link.from - 1);
	const to = Int32Array.from(table, (link) => link.to - 1);
	return {
		zones,
		nodes,
		firstThrough: Math.max(0, firstThrough - 1),
		links: table.length,
		from,
		to,
		capacity: column(({ capacity }) => capacity),
		freeTime: column(({ freeTime }) => freeTime),
		b: column(({ b }) => b),
		power: column(({ power }) => power),
		fixed: column(({ toll, length }) => weights.toll * toll + weights.distance * length),
		out: incidence(from, nodes),
		into: incidence(to, nodes)
	};
}

function refuse(link: Link, index: number, { nodes, weights = TIME_ALONE }: NetworkOptions): void {
	const { from, to, capacity, length, freeTime, b, power, toll } = link;
	const name = `link ${index + 1} (${from} → ${to})`;
	const fail = (message: string) => new AppError('INPUT_INVALID', { message, link: index + 1, from, to });
	for (const [what, node] of [
		['from', from],
		['to', to]
	] as const)
		if (!Number.isInteger(node) || node < 1 || node > nodes)
			throw fail(`The ${name} leads ${what} a node that is not among the network's ${nodes} nodes.`);
	for (const [what, value] of Object.entries({ capacity, length, freeTime, b, power, toll }))
		if (!Number.isFinite(value)) throw fail(`The ${what} of ${name} is no number.`);
	if (capacity <= 0)
		throw fail(
			`The capacity of ${name} is ${capacity}: give it one above 0, or take the link out to close it.`
		);
	for (const [what, value] of Object.entries({ freeTime, b, power }))
		if (value < 0) throw fail(`The ${what} of ${name} is ${value}: it cannot be negative.`);
	const fixed = weights.toll * toll + weights.distance * length;
	if (freeTime + fixed < 0)
		throw fail(`With its toll and length the cost of ${name} is ${freeTime + fixed}: it cannot be negative.`);
}

/** The network with the marked links closed: they keep their places, but no way leads along them. */
export function withoutLinks(network: RoadNetwork, isClosed: Uint8Array): RoadNetwork {
	const { from, to, nodes } = network;
	return { ...network, out: incidence(from, nodes, isClosed), into: incidence(to, nodes, isClosed) };
}

function incidence(ends: Int32Array, nodes: number, isClosed?: Uint8Array): Incidence {
	const starts = new Int32Array(nodes + 1);
	const isOpen = (link: number) => isClosed?.[link] !== 1;
	ends.forEach((node, link) => (starts[node + 1]! += Number(isOpen(link))));
	for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
	const next = starts.slice();
	const links = new Int32Array(starts[nodes]!);
	ends.forEach((node, link) => {
		if (isOpen(link)) links[next[node]!++] = link;
	});
	return { starts, links };
}
