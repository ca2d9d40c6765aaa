import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** Answers of one round of asking. */
export const ROUND = 8;
/** Corrections are made at most so fast, so that nothing on screen jumps… */
const SLEW = 0.005;
/** …unless they are larger than this. */
const STEP: Milliseconds = 500;
/** Best samples of so many rounds are weighed against each other. */
const KEPT = 8;
/** Two quartz clocks run apart by no more than this; an old sample is worth so much less. */
const DRIFT = 50e-6;

export interface ClockSample {
	readonly offset: Milliseconds;
	readonly roundTrip: Milliseconds;
}

/** One question and answer: ours at sending and receipt, the server's between them. */
export function clockSample(c0: EpochMs, s1: EpochMs, s2: EpochMs, c1: EpochMs): ClockSample {
	return { offset: (s1 - c0 + s2 - c1) / 2, roundTrip: c1 - c0 - (s2 - s1) };
}

/** A sample, and our clock when it was taken. */
interface Kept extends ClockSample {
	readonly at: EpochMs;
}

/**
 * The server's clock as seen from here: our clock plus an offset that follows the best sample of the last rounds. An
 * offset cannot be wrong by more than half its round trip.
 */
export class ServerClock {
	readonly #now: () => EpochMs;
	#kept: readonly Kept[] = [];
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

	/** No correction is under way. */
	get settled(): boolean {
		return this.offset === this.#to;
	}

	now(): EpochMs {
		return this.#now() + this.offset;
	}

	/** What is known before anything was measured; the first round replaces it. */
	guess(offset: Milliseconds): void {
		if (!this.#known) this.#from = this.#to = offset;
	}

	/** Takes a round of samples; the first round and large differences are stepped. */
	take(samples: readonly ClockSample[]): void {
		const at = this.#now();
		const newest = leastDoubtful(
			samples.map((sample) => ({ ...sample, at })),
			at
		);
		if (!newest) return;
		// A clock that was set meanwhile makes liars of older samples.
		const agreeing = this.#kept.filter((one) => agree(one, newest));
		this.#kept = [newest, ...agreeing].slice(0, KEPT);
		const best = leastDoubtful(this.#kept, at)!; // the newest is among them
		const current = this.offset;
		const step = !this.#known || Math.abs(best.offset - current) > STEP;
		this.#from = step ? best.offset : current;
		this.#to = best.offset;
		this.#changedAt = at;
		this.#known = true;
	}
}

const doubt = ({ roundTrip, at }: Kept, now: EpochMs): Milliseconds =>
	roundTrip / 2 + DRIFT * Math.abs(now - at);

function leastDoubtful(samples: readonly Kept[], now: EpochMs): Kept | undefined {
	let best: Kept | undefined;
	for (const sample of samples) if (!best || doubt(sample, now) < doubt(best, now)) best = sample;
	return best;
}

/** Both can be true of the same pair of clocks; a millisecond is what clocks are read to. */
const agree = (older: Kept, newest: Kept): boolean =>
	Math.abs(older.offset - newest.offset) <= doubt(older, newest.at) + newest.roundTrip / 2 + 1;
