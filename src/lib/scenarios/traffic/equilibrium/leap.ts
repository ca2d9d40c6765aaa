import type { LinkFlows } from './link-flows.ts';

/** Trips of one origin on links. */
interface Part {
	readonly links: Int32Array;
	readonly flows: Float64Array;
}

/** How many times as far as the passes themselves went a leap may go. */
const FARTHEST = 64;
const HALVINGS = 30;

/**
 * Goes on in the direction that passes have gone, as far as lessens what the equilibrium makes least: moving trips
 * between two ways at a time gets on slowly where costs are steep, and in small steps of one direction (parallel
 * tangents: Shah, Buehler, Kempthorne 1964; for traffic: Florian, Guélat, Spiess 1987). `before` are the parts' flows
 * when the passes began. Origins that a leap would leave with less than no trips on a link stay behind.
 */
export function leap(parts: readonly Part[], before: readonly Float64Array[], flows: LinkFlows): void {
	const direction = new Float64Array(flows.flow.length);
	const going: number[] = [];
	let farthest = FARTHEST;
	parts.forEach(({ links, flows: own }, index) => {
		const start = before[index]!;
		let most = FARTHEST;
		for (let at = 0; at < links.length; at++) {
			const way = own[at]! - start[at]!;
			if (way < 0) most = Math.min(most, own[at]! / -way);
		}
		if (most < 1) return;
		farthest = Math.min(farthest, most);
		going.push(index);
		for (let at = 0; at < links.length; at++) direction[links[at]!]! += own[at]! - start[at]!;
	});
	const step = bestStep(direction, farthest, flows);
	if (!(step > 0)) return;
	for (const index of going) {
		const { links, flows: own } = parts[index]!;
		const start = before[index]!;
		for (let at = 0; at < links.length; at++)
			own[at] = Math.max(0, own[at]! + step * (own[at]! - start[at]!));
	}
	direction.forEach((way, link) => {
		if (way !== 0) flows.set(link, Math.max(0, flows.flow[link]! + step * way));
	});
}

/** Where the objective is least along the direction, by halving of its slope. */
function bestStep(direction: Float64Array, farthest: number, flows: LinkFlows): number {
	const moving = [...direction.keys()].filter((link) => direction[link] !== 0);
	const slopeAt = (step: number) => {
		let slope = 0;
		for (const link of moving)
			slope += direction[link]! * flows.costAt(link, flows.flow[link]! + step * direction[link]!);
		return slope;
	};
	let [low, high] = [0, farthest];
	if (slopeAt(high) <= 0) return high;
	for (let halving = 0; halving < HALVINGS; halving++) {
		const middle = (low + high) / 2;
		if (slopeAt(middle) < 0) low = middle;
		else high = middle;
	}
	return low;
}
