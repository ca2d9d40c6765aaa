import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { LiveLayer } from './live-layer.ts';
import { fetchStanding } from './standing-state.ts';

/** While the instant is dragged, it is asked for when it rests this long. */
const REST: Milliseconds = 80;

/** Makes layers show the instant at which the clock stands; the first is asked for at once. */
export class StandingClock {
	readonly #origin: string;
	readonly #layers: ReadonlyMap<string, LiveLayer>;
	readonly #changed: () => void;
	readonly #asking = new Map<string, AbortController>();
	#at: EpochMs | undefined;
	#rest: ReturnType<typeof setTimeout> | undefined;

	/** `changed` is called whenever a layer's state came or failed. */
	constructor(origin: string, layers: ReadonlyMap<string, LiveLayer>, changed: () => void) {
		this.#origin = origin;
		this.#layers = layers;
		this.#changed = changed;
	}

	/** Stands at an instant; undefined: no longer stands, and the layers may go live. */
	showAt(at: EpochMs | undefined): void {
		if (at === this.#at) return;
		const first = this.#at === undefined;
		this.#at = at;
		clearTimeout(this.#rest);
		if (at === undefined || first) this.#load();
		else this.#rest = setTimeout(() => this.#load(), REST);
	}

	joined(layer: LiveLayer): void {
		if (this.#at !== undefined) void this.#ask(layer, this.#at);
	}

	left(id: string): void {
		this.#asking.get(id)?.abort();
		this.#asking.delete(id);
	}

	/** The link is there again: asks for what failed, or was of another epoch. */
	renew(epoch: number): void {
		if (this.#at === undefined) return;
		for (const layer of this.#layers.values())
			if (layer.standing && layer.standing.epoch !== epoch && !this.#asking.has(layer.id))
				void this.#ask(layer, this.#at);
	}

	close(): void {
		clearTimeout(this.#rest);
		for (const id of [...this.#asking.keys()]) this.left(id);
		this.#at = undefined;
	}

	#load(): void {
		for (const id of [...this.#asking.keys()]) this.left(id);
		const at = this.#at;
		if (at !== undefined) for (const layer of this.#layers.values()) void this.#ask(layer, at);
	}

	async #ask(layer: LiveLayer, at: EpochMs): Promise<void> {
		this.left(layer.id);
		const asking = new AbortController();
		this.#asking.set(layer.id, asking);
		layer.stand();
		try {
			const state = await fetchStanding(this.#origin, layer.id, at, asking.signal);
			if (asking.signal.aborted) return;
			layer.showStanding(state);
		} catch (thrown) {
			if (asking.signal.aborted) return;
			layer.failStanding(AppError.from(thrown).toJSON());
		}
		this.#asking.delete(layer.id);
		this.#changed();
	}
}
