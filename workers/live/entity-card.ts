import { isStale, trueDateShiftOf } from '#lib/model/live-layer.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { EntityCard, EntityMetric } from '#lib/model/motion.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { EntityReply, LayerInfo } from '#lib/model/wire/events.ts';
import { NULLS, QUALITY, type QualityMark } from '#lib/model/wire/fields.ts';
import type { StateLayer } from './state-layer.ts';

export interface CardRequest {
	readonly layer: StateLayer;
	readonly slot: number;
	readonly info: LayerInfo | undefined;
	readonly frame: LocalFrame;
	readonly shownAt: EpochMs;
	/** What the server says of the entity beside its values. */
	readonly told: EntityReply | undefined;
}

/** What the card of the entity in a slot says; the slot is not free. */
export function entityCard({ layer, slot, info, frame, shownAt, told }: CardRequest): EntityCard {
	const { store } = layer.output;
	const idx = store.idx[slot]!;
	const entity = layer.dictionary?.entity(idx);
	const at = new Float32Array(3);
	store.positionAt(slot, shownAt, at, 0);
	const [lng, lat] = store.hasPosition(slot) ? frame.toLngLat(at[0]!, at[1]!, at[2]!) : [NaN, NaN];
	// Rows of layers that are functions of time say when they were computed, not when anything was seen.
	const isObserved = layer.track ? layer.track.past.info === undefined : !info?.sampled;
	const old = (since: EpochMs) => info !== undefined && isStale(since, shownAt, info.staleAfter);
	const observedAt = store.ts[slot]!;
	const isOld = layer.track ? isObserved && old(observedAt) : (store.quality[slot]! & QUALITY.stale) !== 0;
	const metrics = store.metrics.flatMap((values, metric): EntityMetric[] => {
		const value = values[slot]!;
		if (Number.isNaN(value)) return [];
		const saidAt = layer.track?.past.saidAt(metric, idx) ?? told?.metricsAt?.[metric] ?? observedAt;
		return [{ metric, value, at: saidAt, stale: old(saidAt) }];
	});
	const shift = isObserved && info ? trueDateShiftOf(info, observedAt) : undefined;
	const dataAt = shift === undefined ? told?.dataAt : observedAt + shift;
	const status = store.status[slot]!;
	const word = status === NULLS.u8 ? undefined : info?.statuses[status];
	return {
		layer: layer.id,
		index: slot,
		urn: entity?.urn ?? `urn:cityloop:${layer.id}:${idx}`,
		title: entity?.title ?? `${layer.id} ${idx}`,
		facts: told?.facts ?? [],
		...(dataAt !== undefined && { dataAt }),
		lng,
		lat,
		...(store.heading[slot] !== NULLS.u16 && { heading: store.headingOf(slot) }),
		...(store.speed[slot] !== NULLS.u16 && { speed: store.speedOf(slot) }),
		shownAt,
		...(isObserved && { observedAt }),
		stale: isOld,
		...(word !== undefined && { status: word }),
		quality: marksOf(store.quality[slot]!, isOld),
		metrics
	};
}

const marksOf = (bits: number, isOld: boolean): readonly QualityMark[] =>
	(Object.entries(QUALITY) as [QualityMark, number][]).flatMap(([mark, bit]) =>
		(mark === 'stale' ? isOld : (bits & bit) !== 0) ? [mark] : []
	);
