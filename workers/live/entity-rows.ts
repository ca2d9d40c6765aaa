import { metricColumn } from '#lib/model/entity-columns.ts';
import type { EntityPage, EntityQuestion, EntityRows, RowOrder } from '#lib/model/entity-rows.ts';
import { isStale } from '#lib/model/live-layer.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { NULLS, QUALITY } from '#lib/model/wire/fields.ts';
import { NONE } from './entity-store.ts';
import type { StateLayer } from './state-layer.ts';

type Value = string | number | boolean | null;
type Reader = (slot: number) => Value;

export interface EntityRowsOf {
	readonly layer: StateLayer;
	readonly info: LayerInfo | undefined;
	readonly frame: LocalFrame;
	/** Instant on screen. */
	readonly shownAt: EpochMs;
}

/** The entities of a layer that show, as rows of the instant on screen: those of a page, in an order. */
export function entityRows(
	of: EntityRowsOf,
	{ columns, order }: EntityQuestion,
	{ from, size }: EntityPage
): EntityRows {
	const { store } = of.layer.output;
	const slots = shownSlots(of.layer);
	const page = size === 0 ? [] : inOrder(slots, of, order).slice(from, from + size);
	return {
		at: of.shownAt,
		count: slots.length,
		all: store.size,
		slots: page,
		columns: columns.map((name) => page.map(readerOf(of, name)))
	};
}

/** Where the entity in a slot stands in an order, 0 = first; undefined when it does not show. */
export function entityPlace(of: EntityRowsOf, { order }: EntityQuestion, slot: number): number | undefined {
	const place = inOrder(shownSlots(of.layer), of, order).indexOf(slot);
	return place < 0 ? undefined : place;
}

function shownSlots({ output: { store, shows } }: StateLayer): number[] {
	const slots: number[] = [];
	for (let slot = 0; slot < store.used; slot++)
		if (store.idx[slot] !== NONE && (!shows || shows(slot))) slots.push(slot);
	return slots;
}

/** Entities without a value come last either way, equal ones by their slots. */
function inOrder(slots: readonly number[], of: EntityRowsOf, order: RowOrder | undefined): readonly number[] {
	if (!order) return slots;
	const read = readerOf(of, order.column);
	const said = slots.map((slot) => ({ slot, value: read(slot) }));
	const sign = order.descending ? -1 : 1;
	said.sort((a, b) => {
		if (a.value === b.value) return a.slot - b.slot;
		if (a.value === null || b.value === null) return a.value === null ? 1 : -1;
		return a.value < b.value ? -sign : sign;
	});
	return said.map(({ slot }) => slot);
}

/** What a column says of the entity in a slot; null for what is not said, and for a column that there is not. */
function readerOf(of: EntityRowsOf, name: string): Reader {
	const { layer, info, shownAt } = of;
	const { store, staleAfter } = layer.output;
	const metric = info?.metrics.findIndex((one) => metricColumn(one.name) === name) ?? -1;
	if (metric >= 0) return (slot) => said(store.metrics[metric]?.[slot] ?? NaN);
	const entity = (slot: number) => layer.dictionary?.entity(store.idx[slot]!);
	const readers: Readonly<Record<string, Reader>> = {
		id: (slot) => entity(slot)?.title ?? null,
		entity: (slot) => entity(slot)?.urn ?? null,
		status: (slot) => info?.statuses[store.status[slot]!] ?? null,
		t: (slot) => store.ts[slot]!,
		stale: (slot) =>
			staleAfter === undefined
				? (store.quality[slot]! & QUALITY.stale) !== 0
				: isStale(store.ts[slot]!, shownAt, staleAfter),
		speed: (slot) =>
			store.speed[slot] === NULLS.u16 ? null : Math.round(store.speedOf(slot) * KMH * 10) / 10,
		heading: (slot) => (store.heading[slot] === NULLS.u16 ? null : store.headingOf(slot)),
		lng: (slot) => placeOf(of, slot)?.[0] ?? null,
		lat: (slot) => placeOf(of, slot)?.[1] ?? null
	};
	return readers[name] ?? (() => null);
}

const KMH = 3.6;

const said = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Degrees at the instant on screen. */
function placeOf({ layer, frame, shownAt }: EntityRowsOf, slot: number): readonly number[] | undefined {
	const { store } = layer.output;
	if (!store.hasPosition(slot)) return undefined;
	const at = new Float32Array(3);
	store.positionAt(slot, shownAt, at, 0);
	return frame.toLngLat(at[0]!, at[1]!, at[2]!);
}
