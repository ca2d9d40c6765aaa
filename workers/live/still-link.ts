import type { LinkState } from '#lib/model/live.ts';
import type { Control, HelloReply, LiveStanding, SubscribeRequest } from '#lib/model/wire/events.ts';
import type { LiveHttp } from './http.ts';
import type { Link } from './link.ts';

export interface StillLinkOptions {
	readonly http: LiveHttp;
	readonly onWelcome: (reply: Omit<HelloReply, 'v' | 'limits'>) => void;
	readonly onControl: (control: Control) => void;
	readonly onState: (state: LinkState) => void;
}

/**
 * The server as a picture needs it that stands still: it says once by HTTP which layers there are, and nothing comes by
 * itself. States and events of the instant shown are asked for as in any replay.
 */
export class StillLink implements Link {
	readonly #options: StillLinkOptions;
	readonly #stop = new AbortController();
	#layers: LiveStanding['layers'] = [];
	#welcome = false;

	constructor(options: StillLinkOptions) {
		this.#options = options;
		void this.#greet();
	}

	get online(): boolean {
		return this.#welcome;
	}

	/** Of states nothing comes; events are said to be missing, all of them: so they are fetched. */
	async subscribe({ sid, cls, layer }: SubscribeRequest): Promise<undefined> {
		if (cls !== 'event' || !this.#welcome) return;
		const to = this.#layers.find((info) => info.layer === layer)?.offset ?? 0;
		await Promise.resolve(); // the layer is listed only after it has asked
		if (!this.#stop.signal.aborted) this.#options.onControl({ t: 'gap', sid, layer, after: 0, to });
	}

	async view(): Promise<undefined> {}
	async facts(): Promise<undefined> {}
	async clockSamples(): Promise<[]> {
		return [];
	}
	unsubscribe(): void {
		// There is no subscription.
	}
	acknowledge(): void {
		// Nothing comes that could be.
	}

	close(): void {
		this.#stop.abort();
	}

	async #greet(): Promise<void> {
		const { http, onWelcome, onState } = this.#options;
		const { signal } = this.#stop;
		try {
			const reply = await http.get('/api/live', {}, signal);
			const standing = (await reply.json()) as LiveStanding; // our own server's reply
			if (signal.aborted) return;
			this.#layers = standing.layers;
			this.#welcome = true;
			onWelcome({ ...standing, resumed: [], changed: [] });
			onState('online');
		} catch {
			// Whoever shows the picture sees that there is no link: nothing is tried again behind its back.
			if (!signal.aborted) onState('offline');
		}
	}
}
