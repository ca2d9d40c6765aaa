import FlatQueue from 'flatqueue';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** The instant at which everything is judged, and what is due later. */
export class Moment {
	/** When judging began: what was never heard is waited for from then on. */
	readonly start: EpochMs;
	readonly #heardTo: EpochMs;
	readonly #pause: Milliseconds;
	readonly #due = new FlatQueue<() => void>();
	#now: EpochMs;

	/** `heardTo`: the newest that was heard before a pause of ours that ends at `now`. */
	constructor(now: EpochMs, heardTo: EpochMs = now) {
		this.#now = this.start = now;
		this.#heardTo = heardTo;
		this.#pause = Math.max(0, now - heardTo);
	}

	get now(): EpochMs {
		return this.#now;
	}

	/** When somebody was last heard, for absence: while we were away nobody could be. */
	heard(at: EpochMs): EpochMs {
		return at <= this.#heardTo ? at + this.#pause : at;
	}

	/** Has something done when it is due; what is past is due at once. */
	later(at: EpochMs, work: () => void): void {
		this.#due.push(work, Math.max(at, this.#now));
	}

	/** Time passes: what is due by `to` is done at its own instant, the earliest first. A clock that was set back stands. */
	pass(to: EpochMs): void {
		for (let at = this.#due.peekValue(); at !== undefined && at <= to; at = this.#due.peekValue()) {
			this.#now = at;
			this.#due.pop()!();
		}
		if (to > this.#now) this.#now = to;
	}
}
