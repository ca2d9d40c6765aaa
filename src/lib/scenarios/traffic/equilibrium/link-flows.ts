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
		const below = p === 0 ? 0 : powerOf(ratio, p - 1);
		const part = p === 0 ? 1 : ratio === 0 ? 0 : below * ratio;
		this.flow[link] = flow;
		this.cost[link] = fixed[link]! + time * (1 + b * part);
		// Below power 1 an empty road's slope has no bound: whoever divides by it brackets.
		this.slope[link] = p === 0 ? 0 : (time * b * p * below) / capacity[link]!;
	}

	/** Cost of a link at another flow. */
	costAt(link: number, flow: number): number {
		const { freeTime, capacity, power, fixed } = this.#network;
		const part = powerOf(Math.max(0, flow) / capacity[link]!, power[link]!);
		return fixed[link]! + freeTime[link]! * (1 + this.#b[link]! * part);
	}

	/** What one more trip would add to a link's cost at another flow. */
	slopeAt(link: number, flow: number): number {
		const { freeTime, capacity, power } = this.#network;
		const p = power[link]!;
		if (p === 0) return 0;
		const below = powerOf(Math.max(0, flow) / capacity[link]!, p - 1);
		return (freeTime[link]! * this.#b[link]! * p * below) / capacity[link]!;
	}
}

/** By multiplication where the power is the usual one. */
function powerOf(ratio: number, power: number): number {
	if (power === 4) return ratio * ratio * (ratio * ratio);
	if (power === 3) return ratio * ratio * ratio;
	return power === 0 ? 1 : ratio ** power;
}

/** Time of a link for who drives on it, without tolls. */
export function linkTime({ freeTime, capacity, b, power }: RoadNetwork, link: number, flow: number): number {
	return freeTime[link]! * (1 + b[link]! * powerOf(Math.max(0, flow) / capacity[link]!, power[link]!));
}

/** What the equilibrium makes least: every link's cost from empty to its flow, summed up (Beckmann, McGuire, Winsten 1956). */
export function beckmann(network: RoadNetwork, flow: Float64Array): number {
	const { freeTime, capacity, b, power, fixed } = network;
	let sum = 0;
	for (let link = 0; link < network.links; link++) {
		const [x, p] = [Math.max(0, flow[link]!), power[link]!];
		const grows = (b[link]! * powerOf(x / capacity[link]!, p)) / (p + 1);
		sum += x * (fixed[link]! + freeTime[link]! * (1 + grows));
	}
	return sum;
}

/** Times of all links at their flows, without tolls. */
export function linkTimes(network: RoadNetwork, flow: Float64Array): Float64Array {
	return flow.map((count, link) => linkTime(network, link, count));
}
