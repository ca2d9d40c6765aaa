import type { LayerEvents } from '#lib/model/live-values.ts';
import type { StoredEvent } from '#lib/model/observation.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { LiveHttp } from './http.ts';

/** Newest events that are kept of a layer. */
export const MOST_EVENTS = 2000;
const PAGE = 1000;
const AGAIN_AFTER: Milliseconds = 5000;
/** Events that come together are told together. */
const TELL_AFTER: Milliseconds = 50;

/** The events of one layer in the order of the log, each once, however they came. */
export class EventList {
	readonly #http: LiveHttp;
	readonly #layer: string;
	readonly #tell: (events: LayerEvents) => void;
	readonly #stop = new AbortController();
	#events: StoredEvent[] = [];
	#truncated = false;
	/** What is missing: events after the first offset up to the second. */
	#missing: { after: number; to: number } | undefined;
	#fetching = false;
	/** Only what was known at this instant shows; undefined: everything. */
	#shownAt: EpochMs | undefined;
	#told = '';
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(http: LiveHttp, layer: string, tell: (events: LayerEvents) => void) {
		this.#http = http;
		this.#layer = layer;
		this.#tell = tell;
	}

	/** Offset after which the server shall go on. */
	get after(): number {
		return this.#missing?.after ?? this.#events.at(-1)?.offset ?? 0;
	}

	take(events: readonly StoredEvent[]): void {
		for (const event of events) this.#insert(event);
		if (this.#events.length > MOST_EVENTS) {
			this.#events = this.#events.slice(-MOST_EVENTS);
			this.#truncated = true;
		}
		this.#soon();
	}

	/** Events after `after` up to `to` were not sent: they are fetched. */
	gap(after: number, to: number): void {
		const missing = this.#missing;
		this.#missing = {
			after: Math.min(after, missing?.after ?? Infinity),
			to: Math.max(to, missing?.to ?? 0)
		};
		void this.#fetch();
	}

	/** Shows what was known at an instant; undefined: everything. */
	showAt(at: EpochMs | undefined): void {
		this.#shownAt = at;
		this.#soon();
	}

	/** Tells what shows, also when it was told before: to somebody else. */
	tellAgain(): void {
		this.#told = '';
		this.#soon();
	}

	/** Another log: nothing known holds. */
	forget(): void {
		this.#events = [];
		this.#missing = undefined;
		this.#truncated = false;
		this.#soon();
	}

	close(): void {
		this.#stop.abort();
		clearTimeout(this.#timer);
	}

	#insert(event: StoredEvent): void {
		const { offset } = event;
		let low = 0;
		let high = this.#events.length;
		if (high === 0 || this.#events[high - 1]!.offset < offset) {
			this.#events.push(event);
			return;
		}
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#events[middle]!.offset < offset) low = middle + 1;
			else high = middle;
		}
		// One older than all that a full list keeps would only be dropped again.
		if (this.#events[low]!.offset === offset || (low === 0 && this.#truncated)) return;
		this.#events.splice(low, 0, event);
	}

	async #fetch(): Promise<void> {
		if (this.#fetching) return;
		this.#fetching = true;
		const { signal } = this.#stop;
		const path = `/api/events/${encodeURIComponent(this.#layer)}`;
		try {
			while (this.#missing && !signal.aborted) {
				const { after } = this.#missing;
				const reply = await this.#http.get(path, { after, limit: PAGE }, signal);
				const { events } = (await reply.json()) as { readonly events: readonly StoredEvent[] }; // our own server's reply
				if (signal.aborted || this.#missing === undefined) break;
				this.take(events);
				const last = events.at(-1)?.offset ?? Infinity;
				this.#missing = last >= this.#missing.to ? undefined : { ...this.#missing, after: last };
			}
		} catch {
			if (!signal.aborted) setTimeout(() => void this.#fetch(), AGAIN_AFTER);
		}
		this.#fetching = false;
	}

	#soon(): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			const at = this.#shownAt;
			const events =
				at === undefined ? this.#events : this.#events.filter(({ receivedAt }) => receivedAt <= at);
			const told = `${events[0]?.offset},${events.at(-1)?.offset},${events.length},${this.#truncated}`;
			if (told === this.#told) return;
			this.#told = told;
			this.#tell({ layer: this.#layer, events, truncated: this.#truncated });
		}, TELL_AFTER);
	}
}
