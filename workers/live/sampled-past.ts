import { AppError, type SerialisedError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { decodeFrames } from '#lib/model/wire/decode-frame.ts';
import type { EntityReply } from '#lib/model/wire/events.ts';
import type { Frame } from '#lib/model/wire/frame.ts';
import { INSTANT_HEADER, type InstantInfo } from '#lib/model/wire/instant.ts';
import type { EntityStore } from './entity-store.ts';
import type { LiveHttp } from './http.ts';
import { nextOnGrid, type Past, type Speed } from './past.ts';

/** Instants fetched ahead of the one shown. */
const AHEAD = 3;
const AGAIN_AFTER: Milliseconds = 5000;

interface Instant {
	readonly abort: AbortController;
	frames?: readonly Frame[];
	info?: InstantInfo;
	failure?: SerialisedError;
	failedAt?: number;
}

/** The past of a layer that is a function of time: the server says it for any instant. */
export class SampledPast implements Past {
	readonly store: EntityStore;
	readonly #http: LiveHttp;
	readonly #path: string;
	readonly #changed: () => void;
	readonly #instants = new Map<EpochMs, Instant>();
	#info: InstantInfo | undefined;
	#failure: SerialisedError | undefined;

	constructor(store: EntityStore, http: LiveHttp, layer: string, changed: () => void) {
		this.store = store;
		this.#http = http;
		this.#path = `/api/live/${encodeURIComponent(layer)}/at`;
		this.#changed = changed;
	}

	get failure(): SerialisedError | undefined {
		return this.#failure;
	}
	get info(): InstantInfo | undefined {
		return this.#info;
	}

	/** One instant a second, two when a second is long. */
	segment(speed: Speed): Milliseconds {
		return Math.max(1000, Math.abs(speed) * (Math.abs(speed) > 10 ? 500 : 1000));
	}

	bring(at: EpochMs, speed: Speed): 'there' | 'coming' | 'failed' {
		const wanted = new Set([at]);
		if (speed !== 0)
			for (let ahead = at; wanted.size <= AHEAD;)
				wanted.add((ahead = nextOnGrid(ahead, this.segment(speed), speed)));
		for (const [instant, { abort }] of this.#instants)
			if (!wanted.has(instant)) {
				abort.abort();
				this.#instants.delete(instant);
			}
		for (const instant of wanted) this.#ask(instant);
		const { frames, info, failure } = this.#instants.get(at)!;
		this.#failure = failure;
		if (failure) return 'failed';
		if (!frames) return 'coming';
		this.store.applyAll(frames);
		this.#info = info;
		return 'there';
	}

	seek(): void {
		for (const [at, { failure }] of this.#instants) if (failure) this.#instants.delete(at);
	}

	readonly newestAt = undefined;

	saidAt(): undefined {
		return undefined;
	}

	/** What the card of a dictionary row says at an instant. */
	async facts(at: EpochMs, entity: number, signal: AbortSignal): Promise<EntityReply> {
		const reply = await this.#http.get(this.#path, { t: at, entity }, signal);
		return (await reply.json()) as EntityReply; // our own server's reply
	}

	close(): void {
		for (const { abort } of this.#instants.values()) abort.abort();
		this.#instants.clear();
	}

	#ask(at: EpochMs): void {
		const known = this.#instants.get(at);
		if (known && (known.failedAt === undefined || Date.now() - known.failedAt < AGAIN_AFTER)) return;
		const instant: Instant = { abort: new AbortController() };
		this.#instants.set(at, instant);
		void this.#load(at, instant).finally(() => {
			if (this.#instants.get(at) === instant) this.#changed();
		});
	}

	async #load(at: EpochMs, instant: Instant): Promise<void> {
		try {
			const reply = await this.#http.get(this.#path, { t: at }, instant.abort.signal);
			const info = JSON.parse(reply.headers.get(INSTANT_HEADER) ?? 'null') as InstantInfo | null; // our own server's reply
			if (info) instant.info = info;
			instant.frames = decodeFrames(await reply.arrayBuffer());
		} catch (thrown) {
			instant.failure = AppError.from(thrown).toJSON();
			instant.failedAt = Date.now();
		}
	}
}
