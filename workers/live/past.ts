import type { SerialisedError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { InstantInfo } from '#lib/model/wire/instant.ts';
import type { EntityStore } from './entity-store.ts';

/** How an instant is come to: standing (0), or running at so many data seconds a second, backwards when negative. */
export type Speed = number;

/** The past of one layer: brings a store to any instant, as soon as the data are there. */
export interface Past {
	readonly store: EntityStore;
	/** Distance of the instants that a replay at this speed shows, between which entities glide. */
	segment(speed: Speed): Milliseconds;
	/**
	 * Brings the store to an instant; `coming`: its data are being fetched, and `changed` will be called;
	 * `failed`: they cannot be had, `failure` says why, and they are asked for again later.
	 */
	bring(at: EpochMs, speed: Speed): 'there' | 'coming' | 'failed';
	/** A jump: what is being fetched for elsewhere is given up, and what failed is asked for again. */
	seek(): void;
	readonly failure: SerialisedError | undefined;
	/** What the layer says of itself at the instant brought; undefined when it says nothing. */
	readonly info: InstantInfo | undefined;
	/** When anything was last observed, as was known at the instant; undefined when nothing was, or all is computed. */
	readonly newestAt: EpochMs | undefined;
	/** When a metric of an entity was said; undefined when the past does not know. */
	saidAt(metric: number, idx: number): EpochMs | undefined;
	close(): void;
}

/** Instants on a grid: the next one strictly beyond `at` in the direction of `speed`. */
export function nextOnGrid(at: EpochMs, segment: Milliseconds, speed: Speed): EpochMs {
	return speed > 0 ? (Math.floor(at / segment) + 1) * segment : (Math.ceil(at / segment) - 1) * segment;
}
