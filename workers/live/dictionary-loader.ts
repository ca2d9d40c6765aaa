import type { Milliseconds } from '#lib/model/units.ts';
import { Dictionary } from './dictionary.ts';
import type { LiveHttp } from './http.ts';

const AGAIN_AFTER: Milliseconds = 5000;
/** A row without a name is waited for so long: its announcement is on its way. */
const HELD: Milliseconds = 2000;

/** Keeps one layer's dictionary as complete as the server's; entities move without names meanwhile. */
export class DictionaryLoader {
	dictionary = new Dictionary();
	readonly #http: LiveHttp;
	readonly #layer: string;
	readonly #epoch: number;
	readonly #loaded: (dictionary: Dictionary) => void;
	readonly #stop = new AbortController();
	/** First row that is wanted; undefined: nothing is. */
	#from: number | undefined;
	#loading = false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** `loaded` hears of every growth. */
	constructor(http: LiveHttp, layer: string, epoch: number, loaded: (dictionary: Dictionary) => void) {
		this.#http = http;
		this.#layer = layer;
		this.#epoch = epoch;
		this.#loaded = loaded;
		this.load(0);
	}

	/** Rows from `from` on are new or changed. */
	load(from: number): void {
		this.#from = Math.min(this.#from ?? Infinity, from, this.dictionary.size);
		if (!this.#loading) void this.#run();
	}

	/** A row was seen: it shall have a name. */
	seen(idx: number): void {
		if (idx < this.dictionary.size || this.#loading || this.#timer !== undefined) return;
		this.#later(HELD);
	}

	close(): void {
		this.#stop.abort();
		clearTimeout(this.#timer);
	}

	async #run(): Promise<void> {
		this.#loading = true;
		while (this.#from !== undefined && !this.#stop.signal.aborted) {
			const since = this.#from;
			this.#from = undefined;
			try {
				const path = `/api/dict/${encodeURIComponent(this.#layer)}`;
				const reply = await this.#http.get(path, { epoch: this.#epoch, since }, this.#stop.signal);
				this.dictionary.merge(new Uint8Array(await reply.arrayBuffer()));
				if (!this.#stop.signal.aborted) this.#loaded(this.dictionary);
			} catch {
				if (!this.#stop.signal.aborted) this.#later(AGAIN_AFTER, since);
				break;
			}
		}
		this.#loading = false;
	}

	#later(pause: Milliseconds, from?: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			this.load(from ?? this.dictionary.size);
		}, pause);
	}
}
