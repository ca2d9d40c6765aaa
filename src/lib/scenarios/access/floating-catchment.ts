import type { Seconds } from '#lib/model/units.ts';

/** Points that reach something, and what each takes. */
export interface Reached {
	readonly points: readonly number[];
	readonly seconds: readonly Seconds[];
}

/** A facility with what it offers (beds, places, square metres) and the points that reach it. */
export interface Catchment {
	readonly supply: number;
	readonly reached: Reached;
}

export interface CatchmentOptions {
	readonly within: Seconds;
	/** Part of a point's people that a facility at this time counts; 1 within the limit when it is left out. */
	readonly weight?: (seconds: Seconds) => number;
}

/**
 * Supply per person at each point by two-step floating catchments (Luo and Wang 2003; weights by distance: Luo and Qi
 * 2009). What facilities with anybody in reach offer is given out to the last bit: Σ people · access = Σ supply.
 */
export function floatingCatchment(
	people: ArrayLike<number>,
	facilities: readonly Catchment[],
	{ within, weight = () => 1 }: CatchmentOptions
): Float64Array {
	const access = new Float64Array(people.length);
	for (const { supply, reached } of facilities) {
		const { points, seconds } = reached;
		const weights = seconds.map((takes) => (takes <= within ? weight(takes) : 0));
		const demand = points.reduce((sum, point, index) => sum + people[point]! * weights[index]!, 0);
		if (demand === 0) continue;
		points.forEach((point, index) => {
			access[point]! += (supply / demand) * weights[index]!;
		});
	}
	return access;
}
