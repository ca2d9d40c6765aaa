import type { HistoryBy } from '#lib/model/history.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { hotTable, type HotState } from './hot-state.ts';
import { isSealedHour, type Manifest } from './manifest.ts';
import type { PartFacts } from './part-facts.ts';
import type { RowsPlace } from './rows-source.ts';

/**
 * All places with rows of a layer in the order of receipt. A hot table whose hour is in a file does not
 * count: it is about to be dropped.
 */
export function placesOf(
	manifest: Manifest,
	layer: number,
	{ layers }: HotState,
	path: (file: string) => string
): readonly RowsPlace[] {
	const hot = Object.entries(layers[layer]?.hot ?? {})
		.filter(([hour]) => !isSealedHour(manifest, Number(hour)))
		.map(([hour, facts]) => ({ table: hotTable(layer, Number(hour)), facts }));
	return [...manifest.parts.map(({ file, facts }) => ({ file: path(file), facts })), ...hot].sort(
		(a, b) => a.facts.firstOff - b.facts.firstOff
	);
}

/** True when rows of a place may lie in a window. */
export const overlaps = (facts: PartFacts, by: HistoryBy, from: EpochMs, to: EpochMs): boolean =>
	by === 'observed'
		? facts.minAt < to && facts.maxAt >= from
		: facts.minReceived < to && facts.maxReceived >= from;
