import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** How often a page is asked whether it lives, and for how long it may be silent. */
export const BEAT: Milliseconds = 5000;
export const SILENCE: Milliseconds = 20_000;
/** Pauses before Chromium is started again; one that lived for `SETTLED` begins with the first anew. */
const PAUSES: readonly Milliseconds[] = [500, 2000, 5000, 10_000];
const SETTLED: Milliseconds = 120_000;

/** What becomes of a page by what is heard of it. Plain state, so that it can be tested without a browser. */
export class Pulse {
	#openedAt: EpochMs;
	#heardAt: EpochMs;
	#restarts = 0;

	constructor(now: EpochMs) {
		this.#openedAt = this.#heardAt = now;
	}

	/** Another browser was started. */
	opened(now: EpochMs): void {
		this.#openedAt = this.#heardAt = now;
	}
	/** The page answered. */
	heard(now: EpochMs): void {
		this.#heardAt = now;
	}

	/** It has not answered for so long that it hangs. */
	isLost(now: EpochMs): boolean {
		return now - this.#heardAt >= SILENCE;
	}

	/** How long to wait before it is started again. */
	pauseBefore(now: EpochMs): Milliseconds {
		if (now - this.#openedAt >= SETTLED) this.#restarts = 0;
		return PAUSES[Math.min(this.#restarts++, PAUSES.length - 1)]!;
	}
}
