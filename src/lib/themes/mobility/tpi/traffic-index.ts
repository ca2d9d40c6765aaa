import type { RoadRank } from './road-state.ts';

/** What the index needs of a road link. */
export interface FlowLink {
	readonly rank: RoadRank;
	/** km. */
	readonly length: number;
	/** Vehicles an hour. */
	readonly intensity: number;
	readonly heavilyCongested: boolean;
}

/**
 * Share of heavily congested length, percent, at which the index is 0, 2, 4 … 10. The steps are the city's own: the
 * published method says a piecewise line and leaves its corners to each city.
 */
const SHARES = [0, 4, 8, 11, 14, 24] as const;

/**
 * Traffic performance index (交通运行指数), 0 free to 10 jammed: for each rank the share of its length that is heavily
 * congested, weighted by the vehicle-kilometres of the ranks, on a piecewise line. Undefined without traffic.
 */
export function trafficIndex(links: readonly FlowLink[]): number | undefined {
	const ranks = new Map<RoadRank, { length: number; heavy: number; travelled: number }>();
	for (const { rank, length, intensity, heavilyCongested } of links) {
		const sum = ranks.get(rank) ?? { length: 0, heavy: 0, travelled: 0 };
		sum.length += length;
		sum.travelled += length * intensity;
		if (heavilyCongested) sum.heavy += length;
		ranks.set(rank, sum);
	}
	let [weighted, travelled] = [0, 0];
	for (const sum of ranks.values()) {
		if (sum.length === 0) continue;
		weighted += (sum.heavy / sum.length) * sum.travelled;
		travelled += sum.travelled;
	}
	return travelled > 0 ? indexOfShare((100 * weighted) / travelled) : undefined;
}

/** The index of a share in percent. */
export function indexOfShare(share: number): number {
	const upper = SHARES.findIndex((bound) => share <= bound);
	if (upper < 0) return 10;
	if (upper === 0) return 0;
	const [from, to] = [SHARES[upper - 1]!, SHARES[upper]!];
	return 2 * (upper - 1 + (share - from) / (to - from));
}
