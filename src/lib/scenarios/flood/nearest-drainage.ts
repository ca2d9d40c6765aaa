import FlatQueue from 'flatqueue';
import type { Metres } from '#lib/model/units.ts';
import { aroundCell, type Ground } from './ground.ts';

/** How cells drain when all hollows are filled to their rims. */
export interface Drainage {
	/** By cell: heights filled to the level that water runs off from; NaN where nobody says. */
	readonly filled: Float32Array;
	/** By cell: the water that it drains into; −1: over the edge of the heights. */
	readonly into: Int32Array;
}

/** Fills from the edges and waters inwards, always at the lowest place reached (priority-flood, Barnes, Lehman and Mulla 2014). */
export function drainageOf(ground: Ground): Drainage {
	const { height, water } = ground;
	const filled = new Float32Array(height.length).fill(NaN);
	const into = new Int32Array(height.length).fill(-1);
	const queue = new FlatQueue<number>();
	for (let cell = 0; cell < height.length; cell++) {
		if (Number.isNaN(height[cell]!)) continue;
		const ends = aroundCell(ground, cell, () => undefined);
		if (water[cell] !== 1 && !ends) continue;
		if (water[cell] === 1) into[cell] = cell;
		filled[cell] = height[cell]!;
		queue.push(cell, height[cell]!);
	}
	for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
		const level = filled[cell]!;
		const drain = into[cell]!;
		aroundCell(ground, cell, (neighbour) => {
			if (!Number.isNaN(filled[neighbour]!)) return;
			filled[neighbour] = Math.max(height[neighbour]!, level);
			into[neighbour] = drain;
			queue.push(neighbour, filled[neighbour]!);
		});
	}
	return { filled, into };
}

/**
 * By cell: height of the water when rivers and lakes rise, metres above sea level; −Infinity where it is dry. A cell
 * lies under water when it is lower above its nearest drainage than the rise (HAND, Nobre et al. 2011), and nothing on
 * its way there is higher.
 */
export function riverSurface(
	{ height, water }: Ground,
	{ filled, into }: Drainage,
	rise: Metres
): Float64Array {
	return Float64Array.from(height, (own, cell) => {
		const drain = into[cell]!;
		if (drain < 0 || water[cell] === 1) return -Infinity;
		const level = height[drain]! + rise;
		return filled[cell]! < level && own < level ? level : -Infinity;
	});
}
