import { randomInt } from 'node:crypto';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Metres } from '#lib/model/units.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { alignDown, stepOf } from '#lib/model/wire/timing.ts';
import type { Access } from '#lib/server/auth/access.ts';
import type { BusReader, LayerEntry, LogRecord, News } from '#lib/server/bus/bus.ts';
import type { ReplaySource } from '#lib/server/sources/replay-source.ts';
import type { HubCheckpoint } from './hub-checkpoint.ts';
import { Dictionaries, type DictionaryChange } from './dictionaries.ts';
import { EventLayer, type EventTick } from './event-layer.ts';
import { LoggedLayer } from './logged-layer.ts';
import { SampledLayer } from './sampled-layer.ts';
import { StateLayer, type LayerTick } from './state-layer.ts';

/** `GET /api/health` lists these. */
export interface FeedHealth {
	readonly id: string;
	readonly ageSeconds: number;
	readonly stale: boolean;
}

export interface HubOptions {
	/** Samples a second of layers that are functions of time. */
	readonly tickHz?: number;
	/** Incarnation of the state: the log's, or random without one. */
	readonly epoch?: number;
	/** Revisions count up from here: above all of an earlier life. */
	readonly firstRev?: number;
	readonly maxError?: Metres;
	/** The log, for layers that are fed by it. */
	readonly bus?: BusReader;
	/** What is known of the log already; without it, all of the log is read. */
	readonly checkpoint?: HubCheckpoint;
	readonly now?: EpochMs;
	/** A source that failed: its layer keeps its state and grows stale, the others go on. */
	readonly onError?: (layer: string, error: AppError) => void;
}

export type HubLayer = SampledLayer | LoggedLayer | EventLayer;

/** What a tick brings, in the order in which receivers must hear of it. */
export interface HubTick {
	/** Layers that are new, or have other metrics, statuses or declarations. */
	readonly layers: readonly HubLayer[];
	readonly dictionaries: readonly DictionaryChange[];
	readonly states: readonly LayerTick[];
	readonly events: readonly EventTick[];
}

/** Log records read at once while catching up. */
const BATCH = 100;
/** Layers that no log numbers have numbers from here on. */
const FIRST_SAMPLED = 1001;

/** All live layers of a city: latest state, frames and dictionaries. */
export class Hub {
	readonly epoch: number;
	readonly tickHz: number;
	/** Offset of the newest log record that is in the state. */
	offset: number;
	readonly #layers = new Map<string, HubLayer>();
	readonly #changed = new Set<HubLayer>();
	readonly #dictionaries = new Dictionaries();
	readonly #firstRev: number;
	readonly #since: EpochMs;
	readonly #bus: BusReader | undefined;
	readonly #onError: (layer: string, error: AppError) => void;
	readonly #unfollow: () => void;
	#sampledAt: EpochMs | undefined;
	#onLayer: ((layer: HubLayer) => void) | undefined;

	/** Reads what the log has after the checkpoint, and follows it from then on. */
	constructor(sources: readonly ReplaySource[], options: HubOptions = {}) {
		this.epoch = options.epoch ?? options.bus?.epoch ?? randomInt(1, 2 ** 32);
		this.tickHz = options.tickHz ?? 1;
		this.#firstRev = options.firstRev ?? 0;
		this.#since = options.now ?? 0;
		this.#bus = options.bus;
		this.#onError = options.onError ?? (() => undefined);
		const step = stepOf(this.tickHz);
		sources.forEach((source, i) =>
			this.#layers.set(
				source.layer,
				new SampledLayer(source, {
					epoch: this.epoch,
					firstRev: this.#firstRev,
					schemaId: FIRST_SAMPLED + i,
					step,
					...(options.maxError === undefined ? {} : { maxError: options.maxError })
				})
			)
		);
		const { bus, checkpoint } = options;
		this.offset = checkpoint?.offset ?? (bus ? bus.start - 1 : 0);
		if (bus) for (const entry of bus.layers()) this.#declare(entry, checkpoint);
		this.#catchUp();
		for (const layer of this.#layers.values())
			if (layer instanceof EventLayer) layer.tick(this.epoch, this.#since);
		this.#changed.clear();
		this.#dictionaries.changes();
		this.#unfollow =
			bus?.follow((news) => {
				try {
					this.#take(news);
				} catch (thrown) {
					// The log could not be read: what is missing is made up for with the next news.
					this.#onError('hub', AppError.from(thrown));
				}
			}) ?? (() => undefined);
	}

	get layers(): ReadonlyMap<string, HubLayer> {
		return this.#layers;
	}

	/** Log records that are not in the state yet. */
	get lag(): number {
		return Math.max(0, (this.#bus?.end ?? 0) - this.offset);
	}

	/**
	 * Makes revisions of what came. Layers that are functions of time are sampled one step ahead of `now`, on the
	 * step's grid, so that receivers interpolate between known points; between two points of the grid they rest.
	 */
	tick(now: EpochMs): HubTick {
		const step = stepOf(this.tickHz);
		const at = alignDown(now, step) + step;
		const isSampled = this.#sampledAt !== at;
		this.#sampledAt = at;
		const states: LayerTick[] = [];
		const events: EventTick[] = [];
		for (const layer of this.#layers.values())
			try {
				if (layer instanceof EventLayer) {
					const tick = layer.tick(this.epoch, now);
					if (tick) events.push(tick);
				} else if (layer instanceof LoggedLayer) states.push(layer.tick(now));
				else if (isSampled) states.push(layer.tick(at, now));
			} catch (thrown) {
				this.#onError(layer.id, AppError.from(thrown));
			}
		const layers = [...this.#changed];
		this.#changed.clear();
		return { layers, dictionaries: this.#dictionaries.changes(), states, events };
	}

	/** The layer, or LAYER_UNKNOWN; FORBIDDEN for one that `access` may not read. */
	layer(id: string, access?: Access): HubLayer {
		const layer = this.#layers.get(id);
		if (!layer) {
			const there = [...this.#layers.values()].filter(({ restricted }) => restricted === undefined);
			throw new AppError('LAYER_UNKNOWN', {
				message: `No live layer ${id}; there are: ${there.map((open) => open.id).join(', ') || 'none'}.`,
				layer: id
			});
		}
		if (access && !access.may(layer.restricted))
			throw new AppError('FORBIDDEN', {
				message: `Layer ${id} is restricted: come with a token that has its right.`,
				layer: id
			});
		return layer;
	}

	/** A layer of states; SUBSCRIPTION_INVALID for one of events. */
	state(id: string, access?: Access): SampledLayer | LoggedLayer {
		const layer = this.layer(id, access);
		if (layer instanceof StateLayer) return layer;
		throw new AppError('SUBSCRIPTION_INVALID', { message: `${id} is a layer of events.`, layer: id });
	}

	/** A layer of events; SUBSCRIPTION_INVALID for one of states. */
	events(id: string, access?: Access): EventLayer {
		const layer = this.layer(id, access);
		if (layer instanceof EventLayer) return layer;
		throw new AppError('SUBSCRIPTION_INVALID', { message: `${id} is a layer of states.`, layer: id });
	}

	/** A layer that is a function of time; INPUT_INVALID for another. */
	sampled(id: string, access?: Access): SampledLayer {
		const layer = this.layer(id, access);
		if (layer instanceof SampledLayer) return layer;
		throw new AppError('INPUT_INVALID', {
			message: `${id} is fed by messages: ask /api/history/at?layer=${id}.`,
			layer: id
		});
	}

	/** The layers that `access` may read; all without one. */
	info(now: EpochMs, access?: Access): readonly LayerInfo[] {
		return [...this.#layers.values()]
			.filter(({ restricted }) => !access || access.may(restricted))
			.map((layer) => layer.info(now));
	}

	health(now: EpochMs): readonly FeedHealth[] {
		return this.info(now).map(({ layer, newestAt, stale }) => ({
			id: layer,
			ageSeconds: newestAt === null ? Number.MAX_SAFE_INTEGER : Math.max(0, now - newestAt) / 1000,
			stale
		}));
	}

	/** Dictionary rows from `since` on as an Arrow stream (dictionary-arrow.ts). */
	dictionary(id: string, since: number, access?: Access): Uint8Array {
		return this.#dictionaries.arrow(this.layer(id, access), since);
	}

	/** Tells of every layer that is there, and of each that comes or takes another's place; ends with the returned function. */
	watchLayers(onLayer: (layer: HubLayer) => void): () => void {
		this.#onLayer = onLayer;
		for (const layer of this.#layers.values()) onLayer(layer);
		return () => (this.#onLayer = undefined);
	}

	/** Hears no more of the log. */
	close(): void {
		this.#unfollow();
	}

	#take({ layers, entities, records }: News): void {
		for (const entry of layers) this.#declare(entry);
		for (const { layer, idx, entity } of entities) {
			const known = this.#layers.get(layer);
			if (known instanceof LoggedLayer) this.#dictionaries.put(known, idx, entity);
		}
		for (const record of records) {
			if (record.offset > this.offset + 1) this.#catchUp();
			if (record.offset > this.offset) this.#apply(record);
		}
	}

	#declare(entry: LayerEntry, checkpoint?: HubCheckpoint): void {
		const known = this.#layers.get(entry.declaration.id);
		if (known && !(known instanceof SampledLayer)) {
			if (isOther(known.entry, entry)) this.#changed.add(known);
			known.redeclare(entry);
			return;
		}
		// What is measured takes the place of a timetable or recording of the same name.
		const layer = this.#open(entry, checkpoint);
		this.#layers.set(layer.id, layer);
		this.#changed.add(layer);
		this.#onLayer?.(layer);
	}

	#open(entry: LayerEntry, checkpoint: HubCheckpoint | undefined): HubLayer {
		const { number, declaration } = entry;
		if (declaration.cls === 'event') return new EventLayer(entry, this.#bus!, checkpoint?.events.get(number)); // entries come from the log
		const state = checkpoint?.states.get(number);
		const layer = new LoggedLayer(entry, {
			epoch: this.epoch,
			firstRev: this.#firstRev,
			since: this.#since,
			...(state && { state })
		});
		this.#bus
			?.entities(declaration.id, 0)
			.forEach((entity, idx) => this.#dictionaries.put(layer, idx, entity));
		return layer;
	}

	#catchUp(): void {
		for (;;) {
			const records = this.#bus?.read(this.offset + 1, BATCH) ?? [];
			if (records.length === 0) return;
			for (const record of records) this.#apply(record);
		}
	}

	#apply(record: LogRecord): void {
		const layer = this.#layers.get(record.layer);
		this.offset = record.offset;
		try {
			if (!layer || layer instanceof SampledLayer)
				throw new AppError('INTERNAL', { message: `Log record ${record.offset} is of an unknown layer.` });
			layer.apply(record);
		} catch (thrown) {
			this.#onError(record.layer, AppError.from(thrown));
		}
	}
}

/** True when receivers must read the layer's frames another way, or show another name. */
const isOther = (before: LayerEntry, now: LayerEntry): boolean =>
	before.statuses.length !== now.statuses.length ||
	JSON.stringify(before.declaration) !== JSON.stringify(now.declaration);
