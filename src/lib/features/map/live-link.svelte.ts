import type { CityManifest } from '#lib/model/city.ts';
import type { ClockState } from '#lib/model/clock.ts';
import type { LiveStatus } from '#lib/model/live.ts';
import type { Changed } from '#lib/model/wire/events.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { LiveClient } from '#workers/live/client.ts';

/** Between two tries to fetch the client. */
const AGAIN_AFTER: Milliseconds = 5000;

export interface LiveLinkOptions {
	readonly city: CityManifest;
	/** It stands at the clock's instant, and hears of nothing else. */
	readonly still: boolean;
	readonly clock: () => ClockState;
	/** What it was before; `status` is the new one already. */
	readonly heard: (status: LiveStatus, before: LiveStatus | undefined) => void;
	readonly changed: (changed: Changed) => void;
	/** The worker waits for this. */
	readonly after: Promise<unknown> | undefined;
	/** Ends it. */
	readonly signal: AbortSignal;
}

/** A page's link to the server: the live worker, how it does, and the server's time. */
export class LiveLink {
	readonly #options: LiveLinkOptions;
	#status = $state.raw<LiveStatus | undefined>();
	#started: Promise<LiveClient> | undefined;
	#open: LiveClient | undefined;

	constructor(options: LiveLinkOptions) {
		this.#options = options;
		options.signal.addEventListener('abort', () => this.#open?.dispose());
	}

	get status(): LiveStatus | undefined {
		return this.#status;
	}
	/** The live worker's client; started once. */
	client = (): Promise<LiveClient> => (this.#started ??= this.#start());

	async #start(): Promise<LiveClient> {
		await this.#options.after;
		const { startLiveClient } = await this.#code();
		const { city, still, clock, changed, signal } = this.#options;
		const client = startLiveClient({
			url: location.origin,
			city,
			still,
			onStatus: (status: LiveStatus) => this.#heard(status),
			onChanged: changed
		});
		this.#open = client;
		client.setClock(clock());
		if (signal.aborted) client.dispose();
		return client;
	}

	/** The client's code; while it does not come the server is away, and is asked again. */
	async #code() {
		const { clock, signal } = this.#options;
		const since = Date.now();
		for (;;)
			try {
				return await import('#workers/live/client.ts');
			} catch (thrown) {
				if (signal.aborted) throw thrown;
				const { mode } = clock();
				this.#heard({ link: 'offline', clockOffset: 0, since, mode, shownAt: Date.now(), layers: [] });
				await new Promise((later) => setTimeout(later, AGAIN_AFTER));
			}
	}

	/** The instant that moving entities are drawn at; undefined before the worker is there. */
	get shownAt(): EpochMs | undefined {
		return this.#open?.shownAt();
	}
	/** Without a word of the server, this machine's. */
	get serverNow(): EpochMs {
		return this.#open?.serverNow() ?? Date.now();
	}
	setClock(clock: ClockState): void {
		this.#open?.setClock(clock);
	}

	#heard(status: LiveStatus): void {
		const before = this.#status;
		this.#status = status;
		this.#options.heard(status, before);
	}
}
