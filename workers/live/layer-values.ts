import { isStale } from '#lib/model/live-layer.ts';
import type { LayerValues } from '#lib/model/live-values.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { NONE, type EntityStore } from './entity-store.ts';

export interface ValuesRequest {
	readonly layer: string;
	readonly shownAt: EpochMs;
	/** Column of the layer's metrics that becomes `value`. */
	readonly metric: number | undefined;
	/** Columns of the layer's metrics that come along. */
	readonly also: readonly number[];
	/** In a replay: the age at which entities are stale; live, the server says it by the `stale` bit. */
	readonly staleAfter: Milliseconds | undefined;
	/** Whether the entity in a slot shows; the rows of others are free. Absent: all do. */
	readonly shows?: ((slot: number) => boolean) | undefined;
}

/** A store's entities in columns of their own. */
export function layerValues(
	store: EntityStore,
	{ layer, shownAt, metric, also, staleAfter, shows }: ValuesRequest
): LayerValues {
	const count = store.used;
	const lngLat = new Float64Array(2 * count).fill(NaN);
	const positions = new Float32Array(3 * count).fill(NaN);
	const column = (index: number | undefined) =>
		(index === undefined ? undefined : store.metrics[index])?.slice(0, count) ??
		new Float32Array(count).fill(NaN);
	const value = column(metric);
	const others = also.map(column);
	const quality = store.quality.slice(0, count);
	let entities = 0;
	for (let slot = 0; slot < count; slot++) {
		if (store.idx[slot] === NONE || (shows && !shows(slot))) {
			value[slot] = NaN;
			for (const other of others) other[slot] = NaN;
			quality[slot] = 0;
			continue;
		}
		entities++;
		if (staleAfter !== undefined) {
			const stale = isStale(store.ts[slot]!, shownAt, staleAfter);
			quality[slot] = (quality[slot]! & ~QUALITY.stale) | (stale ? QUALITY.stale : 0);
		}
		if (!store.hasPosition(slot)) continue;
		lngLat[2 * slot] = store.lon[slot]! * 1e-7;
		lngLat[2 * slot + 1] = store.lat[slot]! * 1e-7;
		positions[3 * slot] = store.east[slot]!;
		positions[3 * slot + 1] = store.north[slot]!;
		positions[3 * slot + 2] = store.up[slot]!;
	}
	return {
		layer,
		shownAt,
		count,
		entities,
		lngLat,
		positions,
		value,
		also: others,
		at: store.ts.slice(0, count),
		status: store.status.slice(0, count),
		quality
	};
}
