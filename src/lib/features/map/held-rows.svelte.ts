import type { LiveClient } from '#workers/live/client.ts';
import { withEntry } from './with-entry.ts';

/** What linked filters leave of a map's data. */
export class HeldRows {
	/** Rows inside the filters, by dataset; absent = all. */
	masks = $state.raw<ReadonlyMap<string, Uint8Array>>(new Map());
	#held = $state.raw<ReadonlyMap<string, ReadonlySet<string>>>(new Map());
	readonly #liveClient: () => Promise<LiveClient>;

	constructor(liveClient: () => Promise<LiveClient>) {
		this.#liveClient = liveClient;
	}

	/** Entities inside the filters by their urns, by live layer; absent = all. */
	get entities(): ReadonlyMap<string, ReadonlySet<string>> {
		return this.#held;
	}
	setMask(dataset: string, mask: Uint8Array | undefined): void {
		this.masks = withEntry(this.masks, dataset, mask);
	}
	/** Shows these entities of a live layer only; undefined: all of them. */
	hold(stream: string, urns: ReadonlySet<string> | undefined): void {
		const before = this.#held.get(stream);
		if (before === urns || (urns && before?.size === urns.size && before.isSupersetOf(urns))) return;
		this.#held = withEntry(this.#held, stream, urns);
		void this.#liveClient().then((client) => client.hold(stream, urns));
	}
	/** Shows these entities of these live layers only, and all of every other. */
	holdOnly(held: ReadonlyMap<string, ReadonlySet<string>>): void {
		for (const stream of new Set([...this.#held.keys(), ...held.keys()])) this.hold(stream, held.get(stream));
	}
}
