import type { SerialisedError } from '#lib/model/errors.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { LayerArea } from '#lib/model/live-values.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import {
	isRefusal,
	type HelloRequest,
	type LayerInfo,
	type Refusal,
	type SubscribeRequest
} from '#lib/model/wire/events.ts';
import { METRIC_FIELD } from '#lib/model/wire/fields.ts';
import { columnOf, metricOf, type Frame } from '#lib/model/wire/frame.ts';
import { DictionaryLoader } from './dictionary-loader.ts';
import { EntityStore } from './entity-store.ts';
import type { LiveHttp } from './http.ts';
import type { LayerWish } from './layer-wish.ts';
import { LayerOutput } from './layer-output.ts';
import { LiveFeed } from './live-feed.ts';
import type { Link } from './link.ts';
import type { LiveNews } from './news.ts';
import { LoggedPast } from './logged-past.ts';
import { ReplayTrack } from './replay-track.ts';
import { RowTap } from './row-tap.ts';
import { SampledPast } from './sampled-past.ts';

/** Entities without news are carried on by their speed for so long; the hub repeats a row that holds sooner. */
const CARRY: Milliseconds = 35_000;

/** What a layer needs of its session. */
export interface LayerHost {
	readonly link: Link;
	readonly http: LiveHttp;
	readonly frame: LocalFrame;
	readonly step: () => Milliseconds;
	readonly serverNow: () => EpochMs;
	readonly info: (layer: string) => LayerInfo | undefined;
	readonly emit: (news: LiveNews) => void;
	/** Data of a replay came. */
	readonly changed: () => void;
}

/** One layer of state that the page wants: live as it comes, or in a replay. */
export class StateLayer {
	readonly id: string;
	readonly sid: number;
	readonly output: LayerOutput;
	readonly feed: LiveFeed;
	/** The layer follows a replay: what is live is taken on unseen. */
	track: ReplayTrack | undefined;
	#replays = false;
	#wish: LayerWish;
	#loader: DictionaryLoader | undefined;
	/** Of the dictionary at the last welcome or growth. */
	#dictVer: number | undefined;
	#refusal: Refusal | undefined;
	#tap: RowTap | undefined;
	readonly #host: LayerHost;

	constructor(id: string, sid: number, wish: LayerWish, host: LayerHost) {
		this.id = id;
		this.sid = sid;
		this.#wish = wish;
		this.#host = host;
		const store = this.#newStore();
		this.output = new LayerOutput(id, store, host.step, host.emit);
		this.feed = new LiveFeed(store, {
			step: host.step,
			whole: () => this.#wish.area === undefined,
			moves: () => this.#moves,
			applied: (seq) => host.link.acknowledge(sid, seq)
		});
		this.output.wish(wish);
	}

	/** Sends every observation to this port from now on; undefined: to nobody. */
	tap(port: MessagePort | undefined): void {
		this.#tap?.close();
		this.#tap =
			port &&
			new RowTap({
				layer: this.id,
				port,
				http: this.#host.http,
				info: () => this.#host.info(this.id),
				dictionary: () => this.dictionary,
				serverNow: this.#host.serverNow
			});
	}

	get wish(): LayerWish {
		return this.#wish;
	}
	get dictionary() {
		return this.#loader?.dictionary;
	}
	get replays(): boolean {
		return this.#replays;
	}
	/** Why the layer does not come, or its instant cannot be shown. */
	get failure(): SerialisedError | undefined {
		if (this.#replays) return this.track?.failure;
		return this.#refusal && { code: this.#refusal.code, message: this.#refusal.err, details: {} };
	}

	want(wish: LayerWish): void {
		const before = this.#wish.area;
		this.#wish = wish;
		this.output.wish(wish);
		const { area } = wish;
		if (JSON.stringify(area) === JSON.stringify(before) || !this.#host.link.online) return;
		if (area && before && area.lod === before.lod)
			void this.#host.link.view({ sid: this.sid, bbox: [...area.bbox], z: area.z });
		else this.#subscribe();
	}

	/** What goes on after an outage; undefined when there is nothing to go on from. */
	get resumption(): NonNullable<HelloRequest['resume']>['subs'][number] | undefined {
		const { rev } = this.feed;
		return rev === undefined ? undefined : { sid: this.sid, spec: this.#request, rev };
	}

	/** The server is there: `resumed`, it goes on by itself. Dictionary rows are of its epoch. */
	welcome(epoch: number, resumed: boolean): void {
		this.#loader ??= new DictionaryLoader(this.#host.http, this.id, epoch, (dictionary) =>
			this.output.setDictionary(dictionary)
		);
		if (!resumed) this.#subscribe();
		const dictVer = this.#host.info(this.id)?.dictVer;
		// Rows may have come or changed while nobody told us.
		if (this.#dictVer !== undefined && dictVer !== this.#dictVer) this.#loader.load(0);
		this.#dictVer = dictVer;
		this.informed();
	}

	/** What the server says of the layer is known, or is another. */
	informed(): void {
		const info = this.#host.info(this.id);
		this.feed.store.carry = this.#moves ? CARRY : 0;
		// It was asked for before it was there.
		if (info && this.#refusal?.code === 'LAYER_UNKNOWN') this.#subscribe();
		this.#tap?.informed();
	}

	/** Dictionary rows from `from` on are new or changed. */
	grown(from: number, dictVer: number): void {
		this.#dictVer = dictVer;
		this.#loader?.load(from);
	}

	/** Takes a message; it shows when its time has come. */
	receive(frames: readonly [Frame, ...Frame[]]): void {
		const [first] = frames;
		if (first.kind === 'aggregate') {
			this.#count(frames);
			this.#host.link.acknowledge(this.sid, first.seq);
			return;
		}
		const taken = this.feed.receive(frames);
		if (taken === 'gap') this.#subscribe();
		if (taken === 'taken') this.#tap?.take(frames);
		let newest = -1;
		for (const frame of frames)
			for (const idx of columnOf(frame, 'idx') ?? []) if (idx > newest) newest = idx;
		this.#loader?.seen(newest);
	}

	/** Applies what is due on the live display clock, and shows it unless a replay is shown. */
	show(shownAt: EpochMs): void {
		const target = this.feed.show(shownAt);
		if (target !== undefined && !this.#replays) this.output.advance(target, shownAt);
	}

	/** Everything known is void; a snapshot follows. */
	reset(): void {
		this.feed.forget();
		if (!this.#replays) this.output.empty();
	}

	/** Another epoch: rows mean other things. */
	forget(): void {
		this.reset();
		this.#loader?.close();
		this.#loader = undefined;
		this.#dictVer = undefined;
		this.#tap?.begin();
		this.#closeTrack();
	}

	/** Live news are taken on unseen from now on; what shows stays until the past is there. */
	leaveLive(): void {
		this.#replays = true;
	}

	/** Follows a replay, out of history or as a function of time. */
	enterPast(isLogged: boolean): ReplayTrack {
		this.#closeTrack();
		this.#replays = true;
		const store = this.#newStore();
		store.carry = this.#moves ? CARRY : 0;
		// Who was picked or followed in the live picture stays the same entity.
		store.reserve(this.feed.store);
		const { http, serverNow, changed } = this.#host;
		const metrics = () => this.#host.info(this.id)?.metrics.map(({ name }) => name) ?? [];
		const past = isLogged
			? new LoggedPast(store, { http, layer: this.id, metrics, serverNow }, changed)
			: new SampledPast(store, http, this.id, changed);
		this.output.use(store, isLogged ? this.#host.info(this.id)?.staleAfter : undefined);
		this.track = new ReplayTrack(past, this.output);
		return this.track;
	}

	/** Shows the newest live state at once. */
	goLive(shownAt: EpochMs): void {
		if (!this.#replays) return;
		this.#replays = false;
		this.#closeTrack();
		this.output.use(this.feed.store, undefined);
		const { appliedTo } = this.feed;
		if (appliedTo === undefined) this.output.empty();
		else this.output.advance(appliedTo, shownAt);
	}

	/** The instant that the entities on screen are brought to. */
	get at(): EpochMs | undefined {
		return this.#replays ? this.track?.at : this.feed.appliedTo;
	}

	close(): void {
		this.#closeTrack();
		this.#tap?.close();
		this.#loader?.close();
		this.output.close();
		this.#host.link.unsubscribe(this.sid);
	}

	/** Until it is known, entities are taken to move: so they are drawn right at the first frame. */
	get #moves(): boolean {
		return this.#host.info(this.id)?.moves ?? true;
	}

	get #request(): SubscribeRequest {
		const { area } = this.#wish;
		const base = { sid: this.sid, cls: 'state' as const, layer: this.id };
		return area ? { ...base, area: { bbox: [...area.bbox], z: area.z }, lod: area.lod } : base;
	}

	#subscribe(): void {
		const asked: LayerArea | undefined = this.#wish.area;
		if (asked?.lod === 0) this.reset();
		this.#refusal = undefined;
		void this.#host.link.subscribe(this.#request).then((answer) => {
			this.#refusal = answer && isRefusal(answer) ? answer : undefined;
			this.#host.changed();
		});
	}

	#count(frames: readonly Frame[]): void {
		const tiles = frames.flatMap((frame) => {
			const [x, y, count] = [columnOf(frame, 'tileX'), columnOf(frame, 'tileY'), columnOf(frame, 'count')];
			if (!x || !y || !count) return [];
			const metrics = frame.columns
				.filter(({ field }) => field >= METRIC_FIELD)
				.map(({ field }) => field - METRIC_FIELD);
			return Array.from({ length: frame.count }, (_, row) => {
				const means = new Float32Array(Math.max(0, ...metrics.map((metric) => metric + 1))).fill(NaN);
				for (const metric of metrics) means[metric] = metricOf(frame, metric)?.[row] ?? NaN;
				return { z: frame.tile.z, x: x[row]!, y: y[row]!, count: count[row]!, means };
			});
		});
		this.output.counts({ layer: this.id, tiles });
	}

	#newStore(): EntityStore {
		return new EntityStore(this.#host.frame);
	}

	#closeTrack(): void {
		this.track?.close();
		this.track = undefined;
	}
}
