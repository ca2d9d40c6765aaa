import type { LayerReadings } from '#lib/model/live-values.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import type { Dictionary } from './dictionary.ts';
import { NONE, type EntityStore } from './entity-store.ts';
import { layerValues } from './layer-values.ts';

export interface ReadingsRequest {
	readonly layer: string;
	/** Instant that the store was brought to. */
	readonly at: EpochMs;
	/** Column of the layer's metrics. */
	readonly metric: number;
	/** In a replay: the age at which entities are stale; live, the server says it by the `stale` bit. */
	readonly staleAfter: Milliseconds | undefined;
}

/** What a store's entities say of a metric, by name; those that the dictionary does not have yet are counted only. */
export function layerReadings(
	store: EntityStore,
	dictionary: Dictionary | undefined,
	{ layer, at, metric, staleAfter }: ReadingsRequest
): LayerReadings {
	const values = layerValues(store, { layer, shownAt: at, metric, also: [], staleAfter });
	const there = Array.from({ length: values.count }, (_, row) => row).filter(
		(row) => store.idx[row] !== NONE
	);
	const named = there.flatMap((row) => {
		const entity = dictionary?.entity(store.idx[row]!);
		return entity ? [{ row, ...entity }] : [];
	});
	const lngLat = new Float64Array(2 * named.length);
	named.forEach(({ row }, place) => lngLat.set(values.lngLat.subarray(2 * row, 2 * row + 2), 2 * place));
	return {
		layer,
		at,
		unnamed: there.length - named.length,
		urns: named.map(({ urn }) => urn),
		titles: named.map(({ title }) => title),
		rows: Uint32Array.from(named, ({ row }) => row),
		lngLat,
		value: Float32Array.from(named, ({ row }) => values.value[row]!),
		observedAt: Float64Array.from(named, ({ row }) => values.at[row]!),
		stale: Uint8Array.from(named, ({ row }) => ((values.quality[row]! & QUALITY.stale) === 0 ? 0 : 1))
	};
}
