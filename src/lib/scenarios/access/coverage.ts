import type { Seconds } from '#lib/model/units.ts';

/** People at a place, as the model counts them. */
export interface Demand {
	readonly people: number;
	/** To the nearest facility of each kind that is asked about; Infinity: none is reached. */
	readonly seconds: Readonly<Record<string, Seconds>>;
}

export interface Coverage {
	readonly people: number;
	/** By kind: people with one of it within the limit. */
	readonly byKind: Readonly<Record<string, number>>;
	/** People with every kind within the limit: the life circle. */
	readonly all: number;
}

/** How many people have what they need within a time: fifteen minutes on foot for a 15-minute life circle (GB 50180-2018). */
export function coverage(demands: Iterable<Demand>, kinds: readonly string[], within: Seconds): Coverage {
	let [people, all] = [0, 0];
	const byKind: Record<string, number> = Object.fromEntries(kinds.map((kind) => [kind, 0]));
	for (const demand of demands) {
		people += demand.people;
		let has = 0;
		for (const kind of kinds) {
			if (!((demand.seconds[kind] ?? Infinity) <= within)) continue;
			byKind[kind]! += demand.people;
			has++;
		}
		if (has === kinds.length) all += demand.people;
	}
	return { people, byKind, all };
}
