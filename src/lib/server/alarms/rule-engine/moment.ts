import FlatQueue from 'flatqueue';
import type { EpochMs } from '#lib/model/units.ts';
import type { Pause } from './pause.ts';

/** The instant at which everything is judged, and what is due later. */
export class Moment {
	/** When judging began: what was never heard is waited for from then on. */
	readonly start: EpochMs;
	readonly #pauses: Pause[];
	readonly #due = new FlatQueue<() => void>();
	#now: EpochMs;
	#takesStock = false;

	constructor(now: EpochMs, pauses: readonly Pause[] = []) {
		this.#now = this.start = now;
		this.#pauses = [...pauses];
	}

	/** Another time in which we could not hear anybody, after those before it. */
	pause(pause: Pause): void {
		this.#pauses.push(pause);
	}

	get now(): EpochMs {
		return this.#now;
	}

	/** True while everything is looked at one by one: what is counted of all of it is not whole yet. */
	get takesStock(): boolean {
		return this.#takesStock;
	}

	takeStock(work: () => void): void {
		this.#takesStock = true;
		try {
			work();
		} finally {
			this.#takesStock = false;
		}
	}

	/** When somebody was last heard, for absence: while we were away nobody could be. */
	heard(at: EpochMs): EpochMs {
		let heard = at;
		for (let i = this.#pauses.length - 1; i >= 0; i--) {
			const { from, to } = this.#pauses[i]!; // within the list
			if (from < at) break;
			heard += Math.max(0, to - from);
		}
		return heard;
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
