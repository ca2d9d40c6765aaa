import type { ModelResult } from '#lib/model/scenario/result.ts';
import type { Metres } from '#lib/model/units.ts';

/** What stands in water, by row of its part. */
export interface Flooded {
	readonly links: Uint8Array;
	readonly facilities: Uint8Array;
}

/**
 * What the flood model's result takes out of use: links that stand deeper than a threshold on any side, and facilities.
 * Undefined: nobody ran it, or nobody asks.
 */
export function floodedBy(
	flood: ModelResult | undefined,
	threshold: Metres | undefined,
	links: readonly string[],
	facilities: readonly string[]
): Flooded | undefined {
	if (!flood || threshold === undefined) return undefined;
	const deepLinks = deepKeys(flood, 'roads', threshold);
	const deepFacilities = deepKeys(flood, 'facilities', threshold);
	return {
		links: Uint8Array.from(links, (key) => (deepLinks.has(`${key}+`) || deepLinks.has(`${key}-`) ? 1 : 0)),
		facilities: Uint8Array.from(facilities, (key) => (deepFacilities.has(key) ? 1 : 0))
	};
}

function deepKeys({ layers }: ModelResult, id: string, threshold: Metres): ReadonlySet<string> {
	const layer = layers.find((each) => each.id === id);
	const depth = layer?.columns.find(({ name }) => name === 'depth')?.values;
	return new Set(layer?.keys.filter((_, row) => (depth?.[row] ?? 0) > threshold));
}
