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
	/** Events before those that are kept, right for instants from `from` to `until`. */
	#past:
		{ readonly from: EpochMs; readonly until: EpochMs; readonly events: readonly StoredEvent[] } | undefined;
	#lookingBack = false;
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

	/** Events after `after` up to `to` were not sent: they are fetched, the newest first. */
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
		if (at !== undefined && this.#isBeforeKept(at)) void this.#lookBack(at);
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
		this.#past = undefined;
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
		try {
			while (this.#missing && !signal.aborted) {
				const missing = this.#missing;
				if ((await this.#fillFrom(missing.after)) && this.#missing === missing) this.#missing = undefined;
			}
		} catch {
			if (!signal.aborted) setTimeout(() => void this.#fetch(), AGAIN_AFTER);
		}
		this.#fetching = false;
	}

	/** Takes the newest events back to an offset, or as many as are kept; false when it was given up. */
	async #fillFrom(after: number): Promise<boolean> {
		for (let before: EpochMs = Number.MAX_SAFE_INTEGER; ;) {
			const events = await this.#page({ before });
			if (this.#stop.signal.aborted || this.#missing === undefined) return false;
			this.take(events.filter(({ offset }) => offset > after));
			const first = events[0];
			if (!first || first.offset <= after || events.length < PAGE) return true;
			if (this.#events.length >= MOST_EVENTS) {
				this.#truncated = true;
				return true;
			}
			before = first.receivedAt;
		}
	}

	/** Events of a past that is no longer kept. */
	async #lookBack(at: EpochMs): Promise<void> {
		const known = this.#past;
		if (this.#lookingBack || (known && at >= known.from && at < known.until)) return;
		this.#lookingBack = true;
		try {
			const before = await this.#page({ before: at + 1 });
			const after = await this.#page({ after: before.at(-1)?.offset ?? 0 });
			this.#past = {
				// Of a full page the older half is kept for a clock that runs backwards.
				from: before.length < PAGE ? -Infinity : before[PAGE >> 1]!.receivedAt,
				until: after.length < PAGE ? Infinity : after.at(-1)!.receivedAt,
				events: [...before, ...after]
			};
			this.#soon();
		} catch {
			// The clock's next step asks again.
		}
		this.#lookingBack = false;
	}

	/** The newest events received before an instant, or the first after an offset; oldest first. */
	async #page(
		which: { readonly before: EpochMs } | { readonly after: number }
	): Promise<readonly StoredEvent[]> {
		const path = `/api/events/${encodeURIComponent(this.#layer)}`;
		const reply = await this.#http.get(path, { ...which, limit: PAGE }, this.#stop.signal);
		const { events } = (await reply.json()) as { readonly events: readonly StoredEvent[] }; // our own server's reply
		return events;
	}

	/** True when less than a page of what was known at an instant is kept, and there is more. */
	#isBeforeKept(at: EpochMs): boolean {
		return this.#truncated && at < (this.#events[PAGE - 1]?.receivedAt ?? Infinity);
	}

	/** What shows, and whether older ones are left out. */
	#shown(): Pick<LayerEvents, 'events' | 'truncated'> {
		const at = this.#shownAt;
		if (at === undefined) return { events: this.#events, truncated: this.#truncated };
		const known = (this.#isBeforeKept(at) ? this.#past?.events : undefined) ?? this.#events;
		return { events: known.filter(({ receivedAt }) => receivedAt <= at), truncated: this.#truncated };
	}

	#soon(): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			const { events, truncated } = this.#shown();
			const told = `${events[0]?.offset},${events.at(-1)?.offset},${events.length},${truncated}`;
			if (told === this.#told) return;
			this.#told = told;
			this.#tell({ layer: this.#layer, events, truncated });
		}, TELL_AFTER);
	}
}
