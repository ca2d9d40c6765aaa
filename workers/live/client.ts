import type { CityManifest } from '#lib/model/city.ts';
import { LIVE_CLOCK, eventNow, type ClockState } from '#lib/model/clock.ts';
import type { EntityPage, EntityQuestion, EntityRows } from '#lib/model/entity-rows.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LiveStatus } from '#lib/model/live.ts';
import type {
	EntityColour,
	LayerArea,
	LayerEvents,
	LayerReadings,
	LayerValues,
	TileCounts
} from '#lib/model/live-values.ts';
import type { EntityCard, MotionSink } from '#lib/model/motion.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Changed } from '#lib/model/wire/events.ts';
import { LIVE_DELAY } from '#lib/model/wire/timing.ts';
import { connect, transfer, type Endpoint } from '../rpc.ts';
import type { LiveApi, NewsCallback } from './api.ts';
import type { LayerLook } from './layer-wish.ts';
import { Receivers } from './receivers.ts';
import type { LiveNews } from './news.ts';

export type { LayerLook } from './layer-wish.ts';

export interface LiveClientOptions {
	/** Origin of the server. */
	readonly url: string;
	readonly city: Pick<CityManifest, 'anchor'>;
	readonly onStatus: (status: LiveStatus) => void;
	/**
	 * Something that is fetched by HTTP is another one now, or may be: after an outage everything is said again,
	 * also with a revision that was said before.
	 */
	readonly onChanged?: (changed: Changed) => void;
	/** How far behind the server's clock live pictures are drawn. */
	readonly liveDelay?: Milliseconds;
	/** Proves rights to restricted layers. */
	readonly token?: string;
	/** The picture stands still, at the clock's instant: nothing comes by itself, and the server is asked by HTTP alone. */
	readonly still?: boolean;
	/** The worker died (it is started again by itself). */
	readonly onError?: (error: AppError) => void;
	/** Makes the worker; tests put a channel here. */
	readonly createWorker?: () => LiveWorker;
}

export interface LiveWorker extends Endpoint {
	addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
	addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
	terminate(): void;
}

/**
 * The page's end of the live worker. A layer is taken while it has a sink or a listener. All layers show the
 * same instant, that of the clock; data of an instant that cannot be had leave their layer empty, and its
 * status says why.
 */
export interface LiveClient {
	/** Moves `sink` by the layer's entities until `unsubscribe`. Without a look they keep the sink's, but for the dictionary's colours. */
	subscribe(layer: string, sink: MotionSink, look?: LayerLook): void;
	unsubscribe(layer: string): void;
	/** Gives a layer's entities in columns whenever they change, at most ten times a second; returns what ends it. */
	values(layer: string, listener: (values: LayerValues) => void): () => void;
	/** Gives the events of an event layer, at once and whenever there are others; returns what ends it. */
	events(layer: string, listener: (events: LayerEvents) => void): () => void;
	/** Counts by tile, while the layer's area asks for level 0; returns what ends it. */
	counts(layer: string, listener: (counts: TileCounts) => void): () => void;
	/** Colours a layer's entities in its sink, and chooses the `value` of its columns; undefined: the look again. */
	colour(layer: string, colour: EntityColour | undefined): void;
	/** Shows these entities of a layer only, by their urns; undefined: all of them. */
	hold(layer: string, urns: ReadonlySet<string> | undefined): void;
	/** Takes only what is in an area; undefined: everything. Call it when the camera has come to rest. */
	view(layer: string, area: LayerArea | undefined): void;

	/**
	 * Sends every observation of a layer of state to a port as `LiveRowsMessage`s. `open` makes it, and another one
	 * when the worker was replaced: what comes there begins anew. Returns what ends it.
	 */
	tap(layer: string, open: () => MessagePort): () => void;

	/** Live, or any past instant, standing or running forwards or backwards: −3600 to 3600. */
	setClock(clock: ClockState): void;
	readonly clock: ClockState;
	/** The instant on screen: what the scene draws its moving entities at. */
	shownAt(): EpochMs;
	serverNow(): EpochMs;

	/** Row of an entity by its urn, while it is there: links name urns, rows are a matter of the session. */
	find(layer: string, urn: string): Promise<number | undefined>;
	/** The entity at a row of the layer's sink or columns, in words, at the instant shown; undefined when it is gone. */
	card(layer: string, index: number): Promise<EntityCard | undefined>;
	/**
	 * What the entities of a layer that is taken say of a metric (its index), by name; undefined while the clock's
	 * instant is on its way or cannot be had.
	 */
	readings(layer: string, metric: number): Promise<LayerReadings | undefined>;
	/** Takes a layer whose `entities` are asked for, whether it shows or not; returns what ends it. */
	keep(layer: string): () => void;
	/**
	 * The entities of a layer that is taken as rows of the instant shown, those of the page; undefined while that instant
	 * is on its way or cannot be had. Entities that are held back are in none.
	 */
	entities(layer: string, question: EntityQuestion, page: EntityPage): Promise<EntityRows | undefined>;
	/** Where an entity, by its row in the layer's sink, stands among `entities`, 0 = first; undefined: it is not there. */
	entityPlace(layer: string, question: EntityQuestion, index: number): Promise<number | undefined>;
	/** All of `entities` as an Arrow IPC stream; undefined as there. */
	entityFile(layer: string, question: EntityQuestion): Promise<Uint8Array | undefined>;
	/** Digest of the layer's state (wire/state-hash.ts) and the instant it is of; undefined before there is one. */
	stateHash(layer: string): Promise<{ readonly hash: string; readonly at: EpochMs } | undefined>;
	dispose(): void;
}

const FIRST_BACK_OFF: Milliseconds = 500;
const LONGEST_BACK_OFF: Milliseconds = 30_000;

/** Starts the live worker; when it dies it is replaced, with growing pauses, and told clock and layers again. */
export function startLiveClient(options: LiveClientOptions): LiveClient {
	const liveDelay = options.liveDelay ?? LIVE_DELAY;
	const [lng, lat] = options.city.anchor;
	const createWorker =
		options.createWorker ??
		(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'live' }));
	let clock: ClockState = LIVE_CLOCK;
	let offset: Milliseconds = 0;
	let backOff = FIRST_BACK_OFF;
	let running: ReturnType<typeof start> | undefined;
	let disposed = false;
	// A call fails only with the worker, which `crashed` answers.
	const ignore = () => undefined;
	const taps = new Map<string, () => MessagePort>();
	const tap = (layer: string, port: MessagePort | undefined) =>
		void running?.api.tap(layer, port && transfer(port, [port])).catch(ignore);
	const receivers = new Receivers((layer, wish) => void running?.api.want(layer, wish).catch(ignore));

	function start() {
		const worker = createWorker();
		const api = connect<LiveApi>(worker);
		const crashed = (event: Event) => {
			if (running?.worker !== worker || disposed) return;
			const error = new AppError('WORKER_CRASHED', {
				message: (event as Partial<ErrorEvent>).message ?? 'the live worker ended',
				worker: 'live'
			});
			running = undefined;
			worker.terminate();
			api.fail(error);
			options.onError?.(error);
			options.onStatus({
				link: 'offline',
				clockOffset: offset,
				since: Date.now() + offset,
				mode: clock.mode,
				shownAt: shownAt(),
				layers: []
			});
			setTimeout(restart, backOff);
			backOff = Math.min(LONGEST_BACK_OFF, backOff * 2);
		};
		worker.addEventListener('error', crashed);
		worker.addEventListener('messageerror', crashed);
		const heard = (news: LiveNews) => {
			if (running?.worker !== worker) return;
			if (news.kind === 'changed') return options.onChanged?.({ what: news.what, rev: news.rev });
			if (news.kind !== 'status') return receivers.hear(news);
			offset = news.status.clockOffset;
			if (news.status.link === 'online') backOff = FIRST_BACK_OFF;
			options.onStatus(news.status);
		};
		const { url, token, still } = options;
		// Across the channel the callback receives the news themselves: the wrapping only says what to move.
		const onNews = heard as unknown as NewsCallback;
		api
			.start(
				{
					url,
					anchor: [lng, lat],
					liveDelay,
					clock,
					...(token !== undefined && { token }),
					...(still && { still })
				},
				onNews
			)
			.catch(ignore);
		return { worker, api };
	}

	function restart() {
		if (disposed) return;
		running = start();
		receivers.tellAll();
		for (const [layer, open] of taps) tap(layer, open());
	}
	const serverNow = () => Date.now() + offset;
	const shownAt = () => eventNow(clock, serverNow()) - (clock.mode === 'live' ? liveDelay : 0);
	restart();

	return {
		subscribe: (layer, sink, look) => receivers.subscribe(layer, sink, look),
		unsubscribe: (layer) => receivers.unsubscribe(layer),
		values: (layer, listener) => receivers.listen(layer, 'values', listener),
		events: (layer, listener) => receivers.listen(layer, 'events', listener),
		counts: (layer, listener) => receivers.listen(layer, 'counts', listener),
		colour: (layer, colour) => receivers.colour(layer, colour),
		hold: (layer, urns) => receivers.hold(layer, urns),
		view: (layer, area) => receivers.view(layer, area),
		tap(layer, open) {
			taps.set(layer, open);
			tap(layer, open());
			return () => {
				if (taps.get(layer) !== open) return;
				taps.delete(layer);
				tap(layer, undefined);
			};
		},
		setClock(next) {
			clock = next;
			void running?.api.setClock(next).catch(ignore);
		},
		get clock() {
			return clock;
		},
		shownAt,
		serverNow,
		find: async (layer, urn) => running?.api.find(layer, urn),
		card: async (layer, index) => running?.api.card(layer, index),
		readings: async (layer, metric) => running?.api.readings(layer, metric),
		keep: (layer) => receivers.keep(layer),
		entities: async (layer, question, page) => running?.api.entities(layer, question, page),
		entityPlace: async (layer, question, index) => running?.api.entityPlace(layer, question, index),
		entityFile: async (layer, question) => running?.api.entityFile(layer, question),
		stateHash: async (layer) => running?.api.stateHash(layer),
		dispose() {
			disposed = true;
			const closing = running;
			running = undefined;
			receivers.clear();
			void closing?.api.stop().catch(ignore);
			closing?.worker.terminate();
		}
	};
}
