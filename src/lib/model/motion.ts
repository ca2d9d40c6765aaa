import type { EpochMs } from './units.ts';
import type { QualityMark } from './wire/fields.ts';

/**
 * Two samples per entity move it on the GPU. Rows are written in place of the older sample:
 * float32 x, y, z metres in the city's local frame, then t seconds after `epochBase`.
 */
export interface MotionSamples {
	readonly slot: 'a' | 'b';
	/** First entity written; rows are contiguous. */
	readonly first: number;
	/** 4 × count. */
	readonly samples: Float32Array;
}

/** How entities look: `style` 2 × count (size px, heading degrees for those that stand), `colour` 4 × count sRGB. */
export interface MotionLook {
	readonly first: number;
	readonly style: Float32Array;
	readonly colour: Uint8Array;
}

/** What receives moving entities: the scene's GPU store, or a test's array. */
export interface MotionSink {
	/** Starts anew: `capacity` entities, none drawn until sampled, times relative to `epochBase`. */
	reset(capacity: number, epochBase: EpochMs): void;
	write(samples: MotionSamples): void;
	look(look: MotionLook): void;
	/** Entities that vanished are no longer drawn or picked. */
	remove(indices: Uint32Array): void;
}

/** One entity in words, for its card. */
export interface EntityCard {
	readonly layer: string;
	readonly index: number;
	/** Stable id: NGSI-LD urn. */
	readonly urn: string;
	readonly title: string;
	readonly facts: readonly { readonly key: string; readonly value: string }[];
	/** When it was true, on the data's own calendar; absent when the source does not say. */
	readonly dataAt?: EpochMs;
	readonly lng: number;
	readonly lat: number;
	readonly heading?: number;
	readonly speed?: number;
	/** Instant on screen that the card speaks of, on the server's clock. */
	readonly shownAt: EpochMs;
	/** When the entity was last observed; absent for layers that are functions of time. */
	readonly observedAt?: EpochMs;
	/** Older than the layer's limit. */
	readonly stale: boolean;
	/** A word of the layer's own. */
	readonly status?: string;
	readonly quality: readonly QualityMark[];
	/** Those that it ever said. */
	readonly metrics: readonly EntityMetric[];
}

export interface EntityMetric {
	/** Index into the layer's `metrics`, which have its name, title, unit and range. */
	readonly metric: number;
	readonly value: number;
	/** When it was last said, as far as is known here; age = shownAt − at. */
	readonly at: EpochMs;
	readonly stale: boolean;
}
