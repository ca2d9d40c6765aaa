import type { ClockState } from '#lib/model/clock.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { LinkState } from '#lib/model/live.ts';
import type { LayerReadings } from '#lib/model/live-values.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type { EntityCard } from '#lib/model/motion.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { decodeFrames } from '#lib/model/wire/decode-frame.ts';
import type { Control, EntityReply, HelloReply, HelloRequest, LayerInfo } from '#lib/model/wire/events.ts';
import type { Frame } from '#lib/model/wire/frame.ts';
import { stepOf } from '#lib/model/wire/timing.ts';
import { ClockRounds } from './clock-rounds.ts';
import { entityCard } from './entity-card.ts';
import type { EntityRowsOf } from './entity-rows.ts';
import { EventLayer } from './event-layer.ts';
import { LiveHttp } from './http.ts';
import { layerReadings } from './layer-readings.ts';
import { layerStatus } from './layer-status.ts';
import { NO_WISH, type LayerWish } from './layer-wish.ts';
import type { Link } from './link.ts';
import { LiveLink } from './live-link.ts';
import type { LiveNews } from './news.ts';
import { Replay } from './replay.ts';
import { SampledPast } from './sampled-past.ts';
import { ServerClock } from './server-clock.ts';
import { StateLayer, type LayerHost } from './state-layer.ts';
import { StillLink } from './still-link.ts';

export interface LiveSessionOptions {
	/** Origin of the server. */
	readonly url: string;
	readonly anchor: LngLat;
	/** How far behind the server's clock the scene draws. */
	readonly liveDelay: Milliseconds;
	readonly clock: ClockState;
	readonly token?: string;
	/** The picture stands still: the server is asked by HTTP alone. */
	readonly still?: boolean;
	readonly onNews: (news: LiveNews) => void;
	readonly now?: () => EpochMs;
}

const ANSWER_WITHIN: Milliseconds = 5000;
/** Changes of status are told together. */
const REPORT_AFTER: Milliseconds = 30;

/** The live side of one city: link, clock, layers, replay. Runs in the live worker, and in Node for tests. */
export class LiveSession {
	readonly #options: LiveSessionOptions;
	readonly #link: Link;
	readonly #clock: ServerClock;
	readonly #rounds: ClockRounds;
	readonly #host: LayerHost;
	readonly #replay: Replay;
	readonly #wishes = new Map<string, LayerWish>();
	readonly #tapped = new Set<string>();
	readonly #layers = new Map<string, StateLayer>();
	readonly #events = new Map<string, EventLayer>();
	#infos = new Map<string, LayerInfo>();
	#state: LinkState = 'connecting';
	#since: EpochMs;
	#epoch: number | undefined;
	#step: Milliseconds = stepOf(1);
	#nextSid = 1;
	#badFrames = 0;
	#halted: EpochMs | undefined;
	#replays = false;
	#showTimer: ReturnType<typeof setTimeout> | undefined;
	#reportTimer: ReturnType<typeof setTimeout> | undefined;
	#closed = false;

	constructor(options: LiveSessionOptions) {
		this.#options = options;
		const now = options.now ?? Date.now;
		const { url, token, anchor, clock } = options;
		this.#clock = new ServerClock(now);
		this.#rounds = new ClockRounds({
			clock: this.#clock,
			ask: () => this.#link.clockSamples(),
			tell: () => this.#report()
		});
		this.#since = now();
		this.#replay = new Replay(
			() => this.#clock.now(),
			() => this.#report()
		);
		const http = new LiveHttp(url, token);
		const heard = {
			onWelcome: (reply: Omit<HelloReply, 'v' | 'limits'>) => this.#welcome(reply),
			onControl: (control: Control) => this.#hear(control),
			onState: (state: LinkState) => this.#setState(state)
		};
		this.#link = options.still
			? new StillLink({ http, ...heard })
			: new LiveLink({
					...heard,
					url,
					token,
					now,
					resume: () => this.#resumption(),
					onMessage: (bytes) => this.#receive(bytes),
					expects: () => [...this.#layers.values()].some(({ feed }) => feed.rev !== undefined)
				});
		this.#host = {
			link: this.#link,
			http,
			frame: new LocalFrame(anchor),
			step: () => this.#step,
			serverNow: () => this.#clock.now(),
			info: (layer) => this.#infos.get(layer),
			emit: options.onNews,
			changed: () => this.#replay.changed()
		};
		this.setClock(clock);
	}

	/** Messages that could not be read. */
	get badFrames(): number {
		return this.#badFrames;
	}

	/** Takes a layer as wished; undefined: no more. */
	want(id: string, wish: LayerWish | undefined): void {
		if (wish) this.#wishes.set(id, wish);
		else this.#wishes.delete(id);
		this.#settle(id);
	}

	/** Sends every observation of a layer of state to this port from now on; undefined: to nobody. */
	tap(id: string, port: MessagePort | undefined): void {
		if (port) this.#tapped.add(id);
		else this.#tapped.delete(id);
		this.#settle(id);
		this.#layers.get(id)?.tap(port);
	}

	/** Every layer shows the clock's instant, or the present again. */
	setClock(clock: ClockState): void {
		const replays = clock.mode === 'replay';
		if (replays !== this.#replays) {
			this.#replays = replays;
			if (replays) for (const layer of this.#layers.values()) this.#enterPast(layer);
			else this.#goLive();
		}
		this.#replay.set(replays ? clock : undefined);
		if (!replays) this.#show();
		this.#report();
	}

	/** The slot of an entity that is there, by its urn. */
	find(id: string, urn: string): number | undefined {
		const layer = this.#layers.get(id);
		const idx = layer?.dictionary?.indexOf(urn);
		return idx === undefined ? undefined : layer?.output.store.slotOf(idx);
	}

	/** What the card of the entity in a slot says; undefined when the slot is free. */
	async card(id: string, slot: number): Promise<EntityCard | undefined> {
		const layer = this.#layers.get(id);
		const idx = layer?.output.store.idx[slot];
		if (!layer || idx === undefined || layer.output.store.slotOf(idx) !== slot) return undefined;
		const shownAt = this.#shownAt();
		const told = await this.#facts(layer, idx, shownAt);
		// It may have gone while the server was asked.
		if (layer.output.store.slotOf(idx) !== slot) return undefined;
		return entityCard({ layer, slot, info: this.#infos.get(id), frame: this.#host.frame, shownAt, told });
	}

	/** What the entities of a wanted layer say of a metric; undefined while the instant shown is not there yet. */
	readings(id: string, metric: number): LayerReadings | undefined {
		const layer = this.#layers.get(id);
		const at = layer?.track?.loading ? undefined : layer?.at;
		if (!layer || at === undefined) return undefined;
		const { store, staleAfter } = layer.output;
		return layerReadings(store, layer.dictionary, { layer: id, at, metric, staleAfter });
	}

	/** A wanted layer with what its rows need; undefined while the instant shown is not there yet. */
	rowsOf(id: string): EntityRowsOf | undefined {
		const layer = this.#layers.get(id);
		if (!layer || layer.track?.loading || layer.at === undefined) return undefined;
		return { layer, info: this.#infos.get(id), frame: this.#host.frame, shownAt: this.#shownAt() };
	}

	/** Digest of the state shown; undefined before there is one. */
	stateHash(id: string): { readonly hash: string; readonly at: EpochMs } | undefined {
		const layer = this.#layers.get(id);
		const at = layer?.at;
		return layer && at !== undefined ? { hash: layer.output.store.hash(), at } : undefined;
	}

	close(): void {
		this.#closed = true;
		this.#rounds.close();
		clearTimeout(this.#showTimer);
		clearTimeout(this.#reportTimer);
		this.#replay.close();
		for (const layer of [...this.#layers.values(), ...this.#events.values()]) layer.close();
		this.#link.close();
	}

	#settle(id: string): void {
		const wish = this.#wishes.get(id);
		const isShown = wish && (wish.sink !== undefined || wish.values || wish.counts || wish.rows);
		// Who takes every observation takes the whole layer.
		if (this.#tapped.has(id)) this.#wantState(id, { ...(wish ?? NO_WISH), area: undefined });
		else this.#wantState(id, isShown ? wish : undefined);
		this.#wantEvents(id, wish?.events ?? false);
		this.#report();
	}

	#wantState(id: string, wish: LayerWish | undefined): void {
		const known = this.#layers.get(id);
		if (!wish) {
			if (!known) return;
			if (known.track) this.#replay.leave(known.track);
			known.close();
			this.#layers.delete(id);
		} else if (known) known.want(wish);
		else {
			const layer = new StateLayer(id, this.#nextSid++, wish, this.#host);
			this.#layers.set(id, layer);
			if (this.#link.online) layer.welcome(this.#epoch!, false); // online: the server said its epoch
			if (this.#replays) this.#enterPast(layer);
		}
	}

	#wantEvents(id: string, wanted: boolean): void {
		const known = this.#events.get(id);
		if (!wanted) {
			if (!known) return;
			this.#replay.leave(known);
			known.close();
			this.#events.delete(id);
		} else if (known) known.tellAgain();
		else {
			const layer = new EventLayer(id, this.#nextSid++, this.#host);
			this.#events.set(id, layer);
			if (this.#link.online) layer.welcome();
			this.#replay.join(layer);
		}
	}

	/** A layer follows the replay, as soon as it is known what kind of past it has. */
	#enterPast(layer: StateLayer): void {
		if (layer.track) this.#replay.leave(layer.track);
		layer.leaveLive();
		const info = this.#infos.get(layer.id);
		if (info) this.#replay.join(layer.enterPast(info.sampled !== true));
	}

	#goLive(): void {
		for (const layer of this.#layers.values()) {
			if (layer.track) this.#replay.leave(layer.track);
			layer.goLive(this.#shownAt());
		}
		for (const events of this.#events.values()) events.goLive();
	}

	async #facts(layer: StateLayer, idx: number, at: EpochMs): Promise<EntityReply | undefined> {
		if (!layer.replays) return this.#link.facts(layer.id, idx);
		const past = layer.track?.past;
		if (!(past instanceof SampledPast)) return undefined;
		return past.facts(at, idx, AbortSignal.timeout(ANSWER_WITHIN)).catch(() => undefined);
	}

	#resumption(): HelloRequest['resume'] {
		const subs = [...this.#layers.values()].flatMap(({ resumption }) => resumption ?? []);
		return this.#epoch === undefined || subs.length === 0 ? undefined : { epoch: this.#epoch, subs };
	}

	#welcome({ epoch, tickHz, layers, resumed, changed, now }: Omit<HelloReply, 'v' | 'limits'>): void {
		const isOther = this.#epoch !== undefined && this.#epoch !== epoch;
		this.#clock.guess(now - (this.#options.now ?? Date.now)());
		this.#epoch = epoch;
		this.#step = stepOf(tickHz);
		this.#infos = new Map(layers.map((info) => [info.layer, info]));
		const going = new Set(resumed.flatMap(({ sid, how }) => (how === 'gap' ? [] : [sid])));
		for (const layer of this.#layers.values()) {
			if (isOther) {
				if (layer.track) this.#replay.leave(layer.track);
				layer.forget();
			}
			layer.welcome(epoch, going.has(layer.sid));
			if (this.#replays && (!layer.track || layer.failure)) this.#enterPast(layer);
		}
		for (const events of this.#events.values()) {
			if (isOther) events.forget();
			events.welcome();
		}
		for (const news of changed) this.#options.onNews({ kind: 'changed', ...news });
		this.#rounds.begin();
	}

	#hear(control: Control): void {
		if (control.t === 'status' || control.t === 'layers') {
			if (control.t === 'status') {
				this.#infos = new Map();
				this.#halted = control.halted;
			}
			for (const info of control.layers) this.#infos.set(info.layer, info);
			for (const layer of this.#layers.values()) {
				layer.informed();
				if (this.#replays && !layer.track) this.#enterPast(layer);
			}
			for (const events of this.#events.values()) events.informed();
		} else if (control.t === 'changed')
			this.#options.onNews({ kind: 'changed', what: control.what, rev: control.rev });
		else if (control.t === 'dict') this.#layers.get(control.layer)?.grown(control.from, control.dictVer);
		else if (control.t === 'gap') this.#events.get(control.layer)?.gap(control);
		else if (control.t === 'reset') {
			for (const layer of this.#layers.values()) if (layer.sid === control.sid) layer.reset();
			for (const layer of this.#events.values()) if (layer.sid === control.sid) layer.forget();
		}
		this.#report();
	}

	#receive(bytes: ArrayBuffer | Uint8Array): void {
		try {
			const [first, ...more] = decodeFrames(bytes);
			if (!first || first.epoch !== this.#epoch) return;
			const id = this.#layerOf(first);
			if (id === undefined) return;
			if (first.kind === 'events') this.#events.get(id)?.receive([first, ...more]);
			else this.#layers.get(id)?.receive([first, ...more]);
			this.#show();
		} catch (thrown) {
			if (!(thrown instanceof AppError) || thrown.code !== 'FRAME_INVALID') throw thrown;
			this.#badFrames++;
		}
	}

	#layerOf({ schemaId }: Frame): string | undefined {
		for (const info of this.#infos.values()) if (info.schemaId === schemaId) return info.layer;
		return undefined;
	}

	/** The live display clock. */
	get #liveAt(): EpochMs {
		return this.#clock.now() - this.#options.liveDelay;
	}

	#shownAt(): EpochMs {
		return this.#replay.at ?? this.#liveAt;
	}

	/** Applies what is due and comes back when the next message is. */
	#show(): void {
		clearTimeout(this.#showTimer);
		const shownAt = this.#liveAt;
		let next = Infinity;
		for (const layer of this.#layers.values()) {
			layer.show(shownAt);
			next = Math.min(next, layer.feed.dueAt ?? Infinity);
		}
		if (next < Infinity) this.#showTimer = setTimeout(() => this.#show(), Math.max(1, next - shownAt));
	}

	#setState(state: LinkState): void {
		if (this.#closed) return;
		if (this.#state !== state) this.#since = this.#clock.now();
		this.#state = state;
		this.#report();
	}

	#report(): void {
		if (this.#closed) return;
		this.#reportTimer ??= setTimeout(() => {
			this.#reportTimer = undefined;
			const shownAt = this.#shownAt();
			this.#options.onNews({
				kind: 'status',
				status: {
					link: this.#state,
					clockOffset: this.#clock.offset,
					since: this.#since,
					mode: this.#replays ? 'replay' : 'live',
					shownAt,
					...(this.#halted !== undefined && { halted: this.#halted }),
					layers: [...this.#infos.values()].map((info) =>
						layerStatus(info, this.#layers.get(info.layer), shownAt)
					)
				}
			});
		}, REPORT_AFTER);
	}
}
