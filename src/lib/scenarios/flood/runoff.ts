import type { Ground } from './ground.ts';
import { OUT, type Hollows } from './hollows.ts';
import type { PouredWater } from './pour.ts';

export interface Rainfall {
	/** Metres of rain in all. */
	readonly rain: number;
	/** Part of the rain on land that runs off. */
	readonly runoff: number;
	/** By cell: m³ that its inlets take in while it rains. */
	readonly inlets: Float64Array;
}

/** Where the rain went, m³. */
export interface WaterBalance {
	readonly rained: number;
	/** Into the ground. */
	readonly soaked: number;
	/** Into inlets. */
	readonly drained: number;
	/** Into rivers, lakes and sea, and over the edge of the heights. */
	readonly left: number;
	/** Stands in hollows. */
	readonly stored: number;
}

/** Lets it rain evenly: water runs from cell to cell down to a hollow, and inlets take what passes them. */
export function rainOn(
	{ height, water, area }: Ground,
	{ order, receiver, leaf }: Hollows,
	{ rain, runoff, inlets }: Rainfall,
	poured: PouredWater
): WaterBalance {
	const flow = new Float64Array(height.length);
	let [soaked, drained, left] = [0, 0, 0];
	for (let k = order.length - 1; k >= 0; k--) {
		const cell = order[k]!;
		const own = area * rain;
		if (water[cell] === 1) {
			left += flow[cell]! + own;
			continue;
		}
		soaked += own * (1 - runoff);
		const passing = flow[cell]! + own * runoff;
		const taken = Math.min(passing, inlets[cell]!);
		drained += taken;
		flow[cell] = passing - taken;
		const next = receiver[cell]!;
		if (next !== OUT) flow[next]! += flow[cell]!;
		else if (leaf[cell] === OUT) left += flow[cell]!;
	}
	for (const cell of order)
		if (receiver[cell] === OUT && leaf[cell] !== OUT) poured.pour(leaf[cell]!, flow[cell]!);
	return {
		rained: order.length * area * rain,
		soaked,
		drained,
		left: left + poured.left,
		stored: poured.stored
	};
}
