import { isStale } from '#lib/model/live-layer.ts';
import type { EntityColour } from '#lib/model/live-values.ts';
import type { MotionLook } from '#lib/model/motion.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { NULLS, QUALITY } from '#lib/model/wire/fields.ts';
import { NONE, type EntityStore } from './entity-store.ts';
import type { LayerLook } from './layer-wish.ts';

type Rgba = readonly [number, number, number, number];

/** How the entities of a layer look. */
export interface LookRules {
	readonly sizePx: number;
	/** The colour of an entity, sRGB and alpha. */
	readonly colourOf: (store: EntityStore, slot: number, shownAt: EpochMs) => Rgba;
	/** The colour is another one when values change… */
	readonly changes: boolean;
	/** …and when time passes. */
	readonly ages: boolean;
}

/** How a layer looks when nobody said. */
const PLAIN: LayerLook = { sizePx: 6, colour: [200, 200, 200, 255] };

export interface LookSource {
	readonly look: LayerLook | undefined;
	readonly colour: EntityColour | undefined;
	/** Own colours by dictionary row. */
	readonly ownColour: ((idx: number) => readonly [number, number, number] | undefined) | undefined;
	/** In a replay: the age at which entities are stale; live, the server says it by the `stale` bit. */
	readonly staleAfter: Milliseconds | undefined;
}

/** The rules of what was said about a layer's look; undefined: its sink knows better. */
export function lookRules({ look, colour, ownColour, staleAfter }: LookSource): LookRules | undefined {
	if (!look && !colour && !ownColour) return undefined;
	const { sizePx, colour: plain } = look ?? PLAIN;
	if (!colour)
		return {
			sizePx,
			colourOf: ({ idx }, slot) => {
				const own = ownColour?.(idx[slot]!);
				return own ? [...own, plain[3]] : plain;
			},
			changes: false,
			ages: false
		};
	const isOld = (store: EntityStore, slot: number, shownAt: EpochMs) =>
		staleAfter === undefined
			? (store.quality[slot]! & QUALITY.stale) !== 0
			: isStale(store.ts[slot]!, shownAt, staleAfter);
	return {
		sizePx,
		colourOf: (store, slot, shownAt) => {
			const [red, green, blue, alpha] = rampColour(colour, store, slot);
			return [red, green, blue, isOld(store, slot, shownAt) ? Math.round(alpha * colour.stale) : alpha];
		},
		changes: true,
		ages: staleAfter !== undefined
	};
}

function rampColour(colour: EntityColour, store: EntityStore, slot: number): Rgba {
	const entry = colour.by === 'metric' ? metricEntry(colour, store, slot) : store.status[slot]!;
	if (entry === undefined || (colour.by === 'status' && entry === NULLS.u8)) return colour.none;
	const { ramp } = colour;
	return [ramp[4 * entry]!, ramp[4 * entry + 1]!, ramp[4 * entry + 2]!, ramp[4 * entry + 3]!];
}

/** Entry of the ramp, 0–255; undefined without a value. */
function metricEntry(
	{ metric, domain: [low, high] }: Extract<EntityColour, { by: 'metric' }>,
	store: EntityStore,
	slot: number
): number | undefined {
	const value = store.metrics[metric]?.[slot] ?? NaN;
	if (Number.isNaN(value)) return undefined;
	const part = high === low ? 0.5 : (value - low) / (high - low);
	return Math.round(255 * Math.min(1, Math.max(0, part)));
}

/** Looks of slots [first, end) at an instant. */
export function looksOf(
	store: EntityStore,
	rules: LookRules,
	shownAt: EpochMs,
	first: number,
	end: number
): MotionLook {
	const style = new Float32Array(2 * (end - first));
	const colour = new Uint8Array(4 * (end - first));
	for (let slot = first; slot < end; slot++) {
		const at = slot - first;
		if (store.idx[slot] === NONE) continue;
		style[2 * at] = rules.sizePx;
		style[2 * at + 1] = store.headingOf(slot);
		colour.set(rules.colourOf(store, slot, shownAt), 4 * at);
	}
	return { first, style, colour };
}
