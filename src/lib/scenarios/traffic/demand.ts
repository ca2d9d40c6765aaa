import { AppError } from '#lib/model/errors.ts';

/** Trips from one zone, counted from 0: those that stay in it are not among them. */
export interface OriginDemand {
	readonly origin: number;
	readonly destinations: Int32Array;
	/** In the unit of the capacities, by destination. */
	readonly trips: Float64Array;
}

export interface Demand {
	readonly zones: number;
	readonly origins: readonly OriginDemand[];
	/** All trips, and those of them that stay in their zone: they use no link. */
	readonly total: number;
	readonly intrazonal: number;
}

/** A pair of zones, counted from 1, and its trips. */
export type Trip = readonly [from: number, to: number, trips: number];

/** Gathers trips by origin. Throws INPUT_INVALID naming the pair whose trips are no number or negative, or whose zone is not there. */
export function buildDemand(trips: Iterable<Trip>, zones: number): Demand {
	const byOrigin = new Map<number, Map<number, number>>();
	let [total, intrazonal] = [0, 0];
	for (const [from, to, count] of trips) {
		const fail = (message: string) => new AppError('INPUT_INVALID', { message, from, to });
		for (const zone of [from, to])
			if (!Number.isInteger(zone) || zone < 1 || zone > zones)
				throw fail(`The trips ${from} → ${to} need a zone that is not among 1 … ${zones}.`);
		if (!Number.isFinite(count) || count < 0)
			throw fail(`The trips ${from} → ${to} are ${count}: they must be a number from 0 up.`);
		if (count === 0) continue;
		total += count;
		if (from === to) {
			intrazonal += count;
			continue;
		}
		const row = byOrigin.get(from) ?? new Map<number, number>();
		byOrigin.set(from, row.set(to, (row.get(to) ?? 0) + count));
	}
	const origins = [...byOrigin]
		.sort(([a], [b]) => a - b)
		.map(([from, row]): OriginDemand => {
			const sorted = [...row].sort(([a], [b]) => a - b);
			return {
				origin: from - 1,
				destinations: Int32Array.from(sorted, ([to]) => to - 1),
				trips: Float64Array.from(sorted, ([, count]) => count)
			};
		});
	return { zones, origins, total, intrazonal };
}
