import type { RoadNetwork } from '../road-network.ts';

/**
 * Flow, cost and slope of every link, kept up together. Cost by the function of the Bureau of Public Roads (1964):
 * time = freeTime · (1 + b · (flow / capacity) ^ power), and what does not depend on the flow.
 */
export class LinkFlows {
	readonly flow: Float64Array;
	/** By link at its flow. */
	readonly cost: Float64Array;
	/** What one more trip adds to a link's cost. */
	readonly slope: Float64Array;
	readonly #network: RoadNetwork;
	/** Each trip costs what it adds for all: the system's optimum instead of everyone's own. */
	readonly #b: Float64Array;

	constructor(network: RoadNetwork, aim: 'user' | 'system' = 'user') {
		this.#network = network;
		this.#b = aim === 'user' ? network.b : network.b.map((b, link) => b * (1 + network.power[link]!));
		this.flow = new Float64Array(network.links);
		this.cost = new Float64Array(network.links);
		this.slope = new Float64Array(network.links);
		for (let link = 0; link < network.links; link++) this.set(link, 0);
	}

	set(link: number, flow: number): void {
		const { freeTime, capacity, power, fixed } = this.#network;
		const [time, p, b] = [freeTime[link]!, power[link]!, this.#b[link]!];
		const ratio = flow > 0 ? flow / capacity[link]! : 0;
		const below = p === 4 ? ratio * ratio * ratio : p === 1 ? 1 : p === 0 ? 0 : ratio ** (p - 1);
		const part = p === 0 ? 1 : ratio === 0 ? 0 : below * ratio;
		this.flow[link] = flow;
		this.cost[link] = fixed[link]! + time * (1 + b * part);
		// Below power 1 an empty road's slope has no bound: whoever divides by it brackets.
		this.slope[link] = p === 0 ? 0 : (time * b * p * below) / capacity[link]!;
	}

	/** Cost of a link at another flow. */
	costAt(link: number, flow: number): number {
		const { freeTime, capacity, power, fixed } = this.#network;
		const p = power[link]!;
		const ratio = flow > 0 ? flow / capacity[link]! : 0;
		const square = ratio * ratio;
		const part = p === 4 ? square * square : p === 0 ? 1 : ratio ** p;
		return fixed[link]! + freeTime[link]! * (1 + this.#b[link]! * part);
	}
}

/** Time of a link for who drives on it, without tolls. */
export function linkTime({ freeTime, capacity, b, power }: RoadNetwork, link: number, flow: number): number {
	return freeTime[link]! * (1 + b[link]! * (Math.max(0, flow) / capacity[link]!) ** power[link]!);
}

/** What the equilibrium makes least: every link's cost from empty to its flow, summed up (Beckmann, McGuire, Winsten 1956). */
export function beckmann(network: RoadNetwork, flow: Float64Array): number {
	const { freeTime, capacity, b, power, fixed } = network;
	let sum = 0;
	for (let link = 0; link < network.links; link++) {
		const [x, p] = [Math.max(0, flow[link]!), power[link]!];
		const grows = (b[link]! * (x / capacity[link]!) ** p) / (p + 1);
		sum += x * (fixed[link]! + freeTime[link]! * (1 + grows));
	}
	return sum;
}
