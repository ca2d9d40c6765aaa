import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** Answers of one round of asking. */
export const ROUND = 8;
/** Corrections are made at most so fast, so that nothing on screen jumps… */
const SLEW = 0.005;
/** …unless they are larger than this. */
const STEP: Milliseconds = 500;

export interface ClockSample {
	readonly offset: Milliseconds;
	readonly roundTrip: Milliseconds;
}

/** One question and answer: ours at sending and receipt, the server's between them. */
export function clockSample(c0: EpochMs, s1: EpochMs, s2: EpochMs, c1: EpochMs): ClockSample {
	return { offset: (s1 - c0 + s2 - c1) / 2, roundTrip: c1 - c0 - (s2 - s1) };
}

/** The server's clock as seen from here: our clock plus an offset that follows the best sample of each round. */
export class ServerClock {
	readonly #now: () => EpochMs;
	#from = 0;
	#to = 0;
	#changedAt: EpochMs = 0;
	#known = false;

	constructor(now: () => EpochMs) {
		this.#now = now;
	}

	get offset(): Milliseconds {
		const moved = SLEW * (this.#now() - this.#changedAt);
		const wanted = this.#to - this.#from;
		return this.#from + Math.sign(wanted) * Math.min(Math.abs(wanted), Math.max(0, moved));
	}

	now(): EpochMs {
		return this.#now() + this.offset;
	}

	/** Takes the sample with the shortest round trip; the first round and large differences are stepped. */
	take(samples: readonly ClockSample[]): void {
		let best: ClockSample | undefined;
		for (const sample of samples) if (!best || sample.roundTrip < best.roundTrip) best = sample;
		if (!best) return;
		const current = this.offset;
		const step = !this.#known || Math.abs(best.offset - current) > STEP;
		this.#from = step ? best.offset : current;
		this.#to = best.offset;
		this.#changedAt = this.#now();
		this.#known = true;
	}
}
