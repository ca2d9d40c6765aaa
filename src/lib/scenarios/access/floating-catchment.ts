import type { Seconds } from '#lib/model/units.ts';

/** A facility with what it offers (beds, places, square metres) and the demand places that reach it. */
export interface Catchment {
	readonly supply: number;
	readonly reached: readonly { readonly place: number; readonly seconds: Seconds }[];
}

export interface CatchmentOptions {
	readonly within: Seconds;
	/** Part of a place's people that a facility at this time counts; 1 within the limit when it is left out. */
	readonly weight?: (seconds: Seconds) => number;
}

/**
 * Supply per person at each place by two-step floating catchments (Luo and Wang 2003; weights by distance: Luo and Qi
 * 2009). What facilities with anybody in reach offer is given out to the last bit: Σ people · access = Σ supply.
 */
export function floatingCatchment(
	people: ArrayLike<number>,
	facilities: readonly Catchment[],
	{ within, weight = () => 1 }: CatchmentOptions
): Float64Array {
	const access = new Float64Array(people.length);
	for (const { supply, reached } of facilities) {
		const inside = reached.filter(({ seconds }) => seconds <= within);
		let demand = 0;
		for (const { place, seconds } of inside) demand += people[place]! * weight(seconds);
		if (demand === 0) continue;
		for (const { place, seconds } of inside) access[place]! += (supply / demand) * weight(seconds);
	}
	return access;
}
