import { randomInt } from 'node:crypto';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Metres } from '#lib/model/units.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { alignDown, stepOf } from '#lib/model/wire/timing.ts';
import { dictionaryArrow } from './dictionary-arrow.ts';
import { HubLayer } from './hub-layer.ts';
import type { ReplaySource } from '#lib/server/sources/replay-source.ts';

/** `GET /api/health` lists these. */
export interface FeedHealth {
	readonly id: string;
	readonly ageSeconds: number;
	readonly stale: boolean;
}

export interface HubOptions {
	readonly tickHz?: number;
	/** Incarnation of the state; random by default. */
	readonly epoch?: number;
	readonly maxError?: Metres;
	/** A source that failed: its layer keeps its state and grows stale, the others go on. */
	readonly onError?: (layer: string, error: AppError) => void;
}

export interface TickFrame {
	readonly layer: HubLayer;
	readonly frame: Uint8Array;
}

/** All live layers of a city: latest state, frames and dictionaries. */
export class Hub {
	readonly epoch: number;
	readonly tickHz: number;
	readonly layers: ReadonlyMap<string, HubLayer>;
	readonly #onError: (layer: string, error: AppError) => void;
	/** Whole dictionaries by layer: a source's entities do not change. */
	readonly #dictionaries = new Map<string, Uint8Array>();

	constructor(sources: readonly ReplaySource[], options: HubOptions = {}) {
		this.epoch = options.epoch ?? randomInt(1, 2 ** 32);
		this.tickHz = options.tickHz ?? 1;
		this.#onError = options.onError ?? (() => undefined);
		const step = stepOf(this.tickHz);
		this.layers = new Map(
			sources.map((source, i) => [
				source.layer,
				new HubLayer(source, {
					epoch: this.epoch,
					schemaId: i + 1,
					step,
					...(options.maxError === undefined ? {} : { maxError: options.maxError })
				})
			])
		);
	}

	/** Samples every layer one step ahead of `now`, on the step's grid, so that clients interpolate between known points. */
	tick(now: EpochMs): readonly TickFrame[] {
		const step = stepOf(this.tickHz);
		const at = alignDown(now, step) + step;
		const frames: TickFrame[] = [];
		for (const layer of this.layers.values())
			try {
				frames.push({ layer, frame: layer.tick(at, now) });
			} catch (thrown) {
				this.#onError(layer.source.layer, AppError.from(thrown));
			}
		return frames;
	}

	/** The layer, or LAYER_UNKNOWN. */
	layer(id: string): HubLayer {
		const layer = this.layers.get(id);
		if (!layer)
			throw new AppError('LAYER_UNKNOWN', {
				message: `No live layer ${id}; there are: ${[...this.layers.keys()].join(', ') || 'none'}.`,
				layer: id
			});
		return layer;
	}

	info(now: EpochMs): readonly LayerInfo[] {
		return [...this.layers.values()].map((layer) => layer.info(now));
	}

	health(now: EpochMs): readonly FeedHealth[] {
		return [...this.layers.values()].map((layer) => ({
			id: layer.source.layer,
			ageSeconds: layer.ageAt(now) ?? Number.MAX_SAFE_INTEGER,
			stale: layer.staleAt(now)
		}));
	}

	/** Dictionary rows from `since` on as an Arrow stream (dictionary-arrow.ts). */
	dictionary(id: string, since: number): Uint8Array {
		const { source } = this.layer(id);
		const known = since <= 0 ? this.#dictionaries.get(id) : undefined;
		if (known) return known;
		const from = Math.min(Math.max(0, Math.floor(since)), source.capacity);
		const entities = Array.from({ length: source.capacity - from }, (_, i) => source.entity(from + i));
		const bytes = dictionaryArrow(from, entities);
		if (from === 0) this.#dictionaries.set(id, bytes);
		return bytes;
	}
}
