import type { Milliseconds } from '#lib/model/units.ts';

/** Lets so many messages a second through, twice as many at once, and says how long the next has to wait. */
export class Pace {
	readonly #each: Milliseconds;
	readonly #burst: Milliseconds;
	/** When everything let through so far would have been due. */
	#due: Milliseconds = -Infinity;

	constructor(perSecond: number) {
		this.#each = 1000 / perSecond;
		this.#burst = 2000;
	}

	/** One more message, at `now` of a clock that never steps back; 0 when it need not wait. */
	wait(now: Milliseconds): Milliseconds {
		this.#due = Math.max(this.#due, now - this.#burst) + this.#each;
		return Math.max(0, this.#due - now);
	}
}
