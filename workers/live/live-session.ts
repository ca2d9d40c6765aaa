import { io, type Socket } from 'socket.io-client';
import { eventNow, type ClockState } from '#lib/model/clock.ts';
import type { LiveLayerStatus, LinkState } from '#lib/model/live.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type { EntityCard } from '#lib/model/motion.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import {
	LIVE_NAMESPACE,
	PROTOCOL_VERSION,
	isRefusal,
	type ClientToServerEvents,
	type EntityReply,
	type HelloReply,
	type LayerInfo,
	type Refusal,
	type ServerToClientEvents
} from '#lib/model/wire/events.ts';
import { stepOf } from '#lib/model/wire/timing.ts';
import { Dictionary } from './dictionary.ts';
import type { LayerWish } from './layer-wish.ts';
import { LiveLayer, type Standing } from './live-layer.ts';
import type { LiveNews } from './news.ts';
import { fetchFacts } from './standing-state.ts';
import { StandingClock } from './standing-clock.ts';
import { ROUND, ServerClock, clockSample, type ClockSample } from './server-clock.ts';

export interface LiveSessionOptions {
	/** Origin of the server. */
	readonly url: string;
	readonly anchor: LngLat;
	/** How far behind the server's clock the scene draws. */
	readonly liveDelay: Milliseconds;
	readonly clock: ClockState;
	readonly token?: string;
	readonly onNews: (news: LiveNews) => void;
	readonly now?: () => EpochMs;
}

const ASK_CLOCK_EVERY: Milliseconds = 30_000;
/** Acknowledgements are gathered for this long. */
const ACKNOWLEDGE_AFTER: Milliseconds = 50;
const ANSWER_WITHIN: Milliseconds = 5000;
const DICTIONARY_AGAIN: Milliseconds = 5000;
const SENT_AWAY: Milliseconds = 2000;

/** The live link of one city: socket, clock, layers. Runs in the live worker, and in Node for tests. */
export class LiveSession {
	readonly #options: LiveSessionOptions;
	readonly #socket: Socket<ServerToClientEvents, ClientToServerEvents>;
	readonly #clock: ServerClock;
	readonly #frame: LocalFrame;
	readonly #layers = new Map<string, LiveLayer>();
	readonly #standing: StandingClock;
	readonly #acknowledged = new Map<number, number>();
	readonly #wishes = new Map<string, LayerWish>();
	#mode: ClockState['mode'] = 'live';
	#infos: readonly LayerInfo[] = [];
	#link: LinkState = 'connecting';
	#since: EpochMs;
	#epoch: number | undefined;
	#step: Milliseconds = stepOf(1);
	#nextSid = 1;
	#badFrames = 0;
	#showTimer: ReturnType<typeof setTimeout> | undefined;
	#acknowledgeTimer: ReturnType<typeof setTimeout> | undefined;
	readonly #clockTimer: ReturnType<typeof setInterval>;
	#closed = false;

	constructor(options: LiveSessionOptions) {
		this.#options = options;
		const now = options.now ?? Date.now;
		this.#clock = new ServerClock(now);
		this.#since = now();
		this.#frame = new LocalFrame(options.anchor);
		this.#standing = new StandingClock(options.url, this.#layers, () => this.#report());
		this.#socket = io(new URL(LIVE_NAMESPACE, options.url).href, {
			transports: ['websocket'],
			forceNew: true,
			reconnectionDelay: 500,
			reconnectionDelayMax: 5000,
			randomizationFactor: 0.5
		});
		this.#socket.on('connect', () => void this.#greet());
		this.#socket.on('disconnect', (reason) => {
			this.#setLink('offline');
			// Sent away: socket.io would not come back by itself.
			if (reason === 'io server disconnect') this.#connectIn(SENT_AWAY);
		});
		this.#socket.on('connect_error', () => this.#setLink('offline'));
		this.#socket.on('f', (bytes) => this.#receive(bytes));
		this.#socket.on('ctl', (control) => {
			if (control.t !== 'status') return;
			this.#infos = control.layers;
			this.#report();
		});
		this.#clockTimer = setInterval(() => void this.#askClock(), ASK_CLOCK_EVERY);
		this.setClock(options.clock);
	}

	/** Frames that could not be read. */
	get badFrames(): number {
		return this.#badFrames;
	}

	/** Takes a layer as wished; undefined: no more. */
	want(id: string, wish: LayerWish | undefined): void {
		if (wish?.sink !== undefined && this.#wishes.get(id)?.sink === wish.sink) return;
		this.unsubscribe(id);
		if (wish?.sink === undefined) return;
		this.#wishes.set(id, wish);
		const { sink, look } = wish;
		const layer = new LiveLayer(
			id,
			this.#nextSid++,
			look,
			this.#frame,
			() => this.#step,
			(steps) => this.#options.onNews({ kind: 'motion', layer: id, sink, steps })
		);
		this.#layers.set(id, layer);
		this.#standing.joined(layer);
		if (this.#link === 'online') this.#ask(layer);
		this.#report();
	}

	unsubscribe(id: string): void {
		this.#wishes.delete(id);
		const layer = this.#layers.get(id);
		if (!layer) return;
		this.#layers.delete(id);
		this.#standing.left(id);
		this.#acknowledged.delete(layer.sid);
		if (this.#socket.connected) this.#socket.emit('unsub', { sid: layer.sid }, () => undefined);
	}

	/** Every layer shows the clock's instant, or the present again. */
	setClock(clock: ClockState): void {
		this.#mode = clock.mode;
		const at = clock.mode === 'live' ? undefined : eventNow(clock, this.#clock.now());
		this.#standing.showAt(at);
		if (at !== undefined) return;
		for (const layer of this.#layers.values()) layer.goLive(this.#shownAt());
		this.#show();
		this.#report();
	}

	stateHash(_layer: string): { readonly hash: string; readonly at: EpochMs } | undefined {
		return undefined;
	}

	/** What the card of the entity in a slot says; undefined when the slot is free. */
	async card(id: string, slot: number): Promise<EntityCard | undefined> {
		const layer = this.#layers.get(id);
		const idx = layer?.store.idx[slot];
		if (!layer || idx === undefined || layer.store.slotOf(idx) !== slot) return undefined;
		const shownAt = layer.standing ? (layer.standing.at ?? NaN) : this.#shownAt();
		const at = new Float32Array(3);
		layer.store.positionAt(slot, shownAt, at, 0);
		const [lng, lat] = this.#frame.toLngLat(at[0]!, at[1]!, at[2]!);
		const entity = layer.dictionary?.entity(idx);
		const [heading, speed] = [layer.store.heading[slot]!, layer.store.speed[slot]!];
		const told = layer.standing
			? await fetchFacts(this.#options.url, id, shownAt, idx, AbortSignal.timeout(ANSWER_WITHIN)).catch(
					() => undefined
				)
			: await this.#askFacts(id, idx);
		return {
			layer: id,
			index: slot,
			urn: entity?.urn ?? `urn:ngsi-ld:Vehicle:${id}:${idx}`,
			title: entity?.title ?? `${id} ${idx}`,
			facts: told?.facts ?? [],
			...(told?.dataAt === undefined ? {} : { dataAt: told.dataAt }),
			lng,
			lat,
			heading,
			speed,
			shownAt,
			stale: false,
			quality: [],
			metrics: []
		};
	}

	async #askFacts(layer: string, idx: number): Promise<EntityReply | undefined> {
		if (!this.#socket.connected) return undefined;
		const answer = await this.#socket
			.timeout(ANSWER_WITHIN)
			.emitWithAck('entity', { layer, idx })
			.catch(() => undefined);
		return answer && !isRefusal(answer) ? answer : undefined;
	}

	close(): void {
		this.#closed = true;
		this.#standing.close();
		clearInterval(this.#clockTimer);
		clearTimeout(this.#showTimer);
		clearTimeout(this.#acknowledgeTimer);
		this.#socket.disconnect();
	}

	async #greet(): Promise<void> {
		const resumable = [...this.#layers.values()].filter((layer) => layer.rev !== undefined);
		const answer = await this.#socket
			.timeout(ANSWER_WITHIN)
			.emitWithAck('hello', {
				v: [PROTOCOL_VERSION],
				client: 'cityloop-live-worker',
				...(this.#epoch === undefined || resumable.length === 0
					? {}
					: { resume: { epoch: this.#epoch, subs: resumable.map((layer) => this.#resumption(layer)) } })
			})
			.catch((): undefined => undefined);
		if (!answer || isRefusal(answer)) {
			// Nobody answers, or another version: stay offline, and let the link be made again.
			if (this.#socket.connected) this.#socket.disconnect();
			this.#connectIn(ANSWER_WITHIN);
			return;
		}
		this.#welcome(answer);
	}

	#connectIn(pause: Milliseconds): void {
		setTimeout(() => {
			if (!this.#closed) this.#socket.connect();
		}, pause);
	}

	#resumption({ id, sid, rev }: LiveLayer) {
		return { sid, spec: { sid, cls: 'state' as const, layer: id }, rev: rev ?? 0 };
	}

	#welcome({ epoch, tickHz, layers, resumed, now }: HelloReply): void {
		if (this.#epoch !== undefined && this.#epoch !== epoch)
			for (const layer of this.#layers.values()) layer.forget();
		if (this.#epoch === undefined) {
			const offset = now - (this.#options.now ?? Date.now)();
			this.#clock.take([{ offset, roundTrip: Infinity }]);
		}
		this.#epoch = epoch;
		this.#step = stepOf(tickHz);
		this.#infos = layers;
		this.#setLink('online');
		this.#standing.renew(epoch);
		const known = new Set(resumed.map(({ sid }) => sid));
		for (const layer of this.#layers.values()) {
			if (known.has(layer.sid)) this.#loadDictionary(layer);
			else this.#ask(layer);
		}
		void this.#askClock();
	}

	#ask(layer: LiveLayer): void {
		this.#socket.emit('sub', { sid: layer.sid, cls: 'state', layer: layer.id }, () => this.#report());
		this.#loadDictionary(layer);
	}

	#loadDictionary(layer: LiveLayer): void {
		if (layer.dictionary) return;
		const url = new URL(
			`/api/dict/${encodeURIComponent(layer.id)}?epoch=${this.#epoch ?? 0}&since=0`,
			this.#options.url
		);
		const epoch = this.#epoch;
		fetch(url)
			.then(async (response) => {
				if (!response.ok) throw new AppError('FEED_UNREACHABLE', { url: url.href, status: response.status });
				const dictionary = new Dictionary(new Uint8Array(await response.arrayBuffer()));
				if (this.#epoch === epoch) layer.setDictionary(dictionary);
			})
			.catch(() => {
				// Entities move without names and colours meanwhile.
				if (!this.#closed && this.#layers.get(layer.id) === layer)
					setTimeout(() => this.#loadDictionary(layer), DICTIONARY_AGAIN);
			});
	}

	#receive(bytes: ArrayBuffer | Uint8Array): void {
		try {
			const frame = decodeFrame(bytes);
			if (frame.epoch !== this.#epoch) return;
			const name = this.#infos.find(({ schemaId }) => schemaId === frame.schemaId)?.layer;
			const layer = name === undefined ? undefined : this.#layers.get(name);
			if (!layer) return;
			if (layer.receive(frame) === 'gap') {
				this.#socket.emit('sub', { sid: layer.sid, cls: 'state', layer: layer.id }, () => undefined);
				return;
			}
			this.#acknowledge(layer.sid, frame.seq);
			this.#show();
		} catch (thrown) {
			if (!(thrown instanceof AppError) || thrown.code !== 'FRAME_INVALID') throw thrown;
			this.#badFrames++;
		}
	}

	#acknowledge(sid: number, seq: number): void {
		this.#acknowledged.set(sid, seq);
		this.#acknowledgeTimer ??= setTimeout(() => {
			this.#acknowledgeTimer = undefined;
			const a = [...this.#acknowledged];
			this.#acknowledged.clear();
			if (a.length > 0 && this.#socket.connected) this.#socket.emit('k', { a });
		}, ACKNOWLEDGE_AFTER);
	}

	#shownAt(): EpochMs {
		return this.#clock.now() - this.#options.liveDelay;
	}

	/** Shows what is due and comes back when the next frame is. */
	#show(): void {
		clearTimeout(this.#showTimer);
		const shownAt = this.#shownAt();
		let next = Infinity;
		for (const layer of this.#layers.values()) {
			layer.show(shownAt);
			next = Math.min(next, layer.dueAt ?? Infinity);
		}
		if (next < Infinity) this.#showTimer = setTimeout(() => this.#show(), Math.max(1, next - shownAt));
	}

	async #askClock(): Promise<void> {
		const now = this.#options.now ?? Date.now;
		const samples: ClockSample[] = [];
		for (let i = 0; i < ROUND && this.#socket.connected; i++) {
			const answer = await this.#socket
				.timeout(ANSWER_WITHIN)
				.emitWithAck('time', { c0: now() })
				.catch((): Refusal => ({ err: 'timeout', code: 'FEED_UNREACHABLE' }));
			if (!isRefusal(answer)) samples.push(clockSample(answer.c0, answer.s1, answer.s2, now()));
		}
		this.#clock.take(samples);
		this.#report();
	}

	#setLink(link: LinkState): void {
		if (this.#closed) return;
		if (this.#link !== link) this.#since = this.#clock.now();
		this.#link = link;
		this.#report();
	}

	#report(): void {
		if (this.#closed) return;
		this.#options.onNews({
			kind: 'status',
			status: {
				link: this.#link,
				clockOffset: this.#clock.offset,
				since: this.#since,
				mode: this.#mode,
				shownAt: this.#shownAt(),
				layers: this.#infos.map((info) => shownStatus(statusOf(info), this.#layers.get(info.layer)?.standing))
			}
		});
	}
}

function statusOf({
	schemaId: _,
	dictVer: __,
	offset: ___,
	newestAt,
	trueDateShift,
	...info
}: LayerInfo): LiveLayerStatus {
	return { ...info, newestAt: newestAt ?? undefined, trueDateShift: trueDateShift ?? undefined };
}

/** While the clock stands, figures of the layer are those of its instant. */
function shownStatus(status: LiveLayerStatus, standing: Standing | undefined): LiveLayerStatus {
	if (!standing) return status;
	const { failure, info, store } = standing;
	if (!info) return { ...status, entities: 0, ...(failure && { failure }) };
	const { counts, trueDateShift } = info;
	return { ...status, entities: store.size, trueDateShift: trueDateShift ?? undefined, counts };
}
