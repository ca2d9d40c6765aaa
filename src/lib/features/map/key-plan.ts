import type { CityLayer, LayerLegend, Swatch } from '#lib/layers/layer.ts';

/** So many lines the explained layers take together at most; the rest is named in one more. */
const MOST_LINES = 8;

/** What the key has of a layer. */
export interface KeyCandidate {
	readonly id: string;
	/** Its colours, when it says them. */
	readonly legend: LayerLegend | undefined;
	/** How many there are of it; undefined when nobody knows. */
	readonly count: number | undefined;
}

/** Layers whose colours the key explains, and those that it only names. */
export interface KeyPlan<T> {
	readonly explained: readonly T[];
	readonly named: readonly T[];
}

/**
 * Divides the layers of a map by what its key has room for, front to back. Those that nothing is of at the moment need
 * no key, one colour for everything needs no explanation, and what does not fit is named beside the others.
 */
export function planKey<T extends KeyCandidate>(layers: readonly T[], mostLines = MOST_LINES): KeyPlan<T> {
	const there = layers.filter(({ count }) => count !== 0);
	let left = mostLines;
	const explained = there.filter(({ legend }) => {
		const lines = legend && legendLines(legend);
		if (lines === undefined || lines > left) return false;
		left -= lines;
		return true;
	});
	return { explained, named: there.filter((layer) => !explained.includes(layer)) };
}

/** Lines that a layer's colours take with its title; undefined when there is nothing to tell apart. */
function legendLines({ kind, classes, missing, stale, drawn }: LayerLegend): number | undefined {
	const used = classes.filter(({ count }) => count > 0).length;
	// What a view chose is explained whatever its colours are.
	if (drawn) return 3 + (kind === 'number' ? 1 : Math.ceil(used / 3));
	if (kind === 'number' ? classes.length < 2 : used < 1) return undefined;
	return 1 + (kind === 'number' ? 2 : Math.ceil(used / 3)) + (missing + stale > 0 ? 1 : 0);
}

/** The mark of a layer that the key only names: in the colour that most of it has on the map. */
export function markOf(
	{ swatch }: Pick<CityLayer, 'swatch'>,
	legend: Pick<LayerLegend, 'classes'> | undefined
): Swatch {
	const [commonest] = (legend?.classes ?? []).toSorted((a, b) => b.count - a.count);
	return commonest && commonest.count > 0 ? { ...swatch, token: commonest.token } : swatch;
}
