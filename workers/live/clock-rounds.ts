import type { Milliseconds } from '#lib/model/units.ts';
import type { ClockSample, ServerClock } from './server-clock.ts';

/** Pauses between rounds after a welcome, the last one from then on: what the first rounds find is on screen for long. */
const PAUSES: readonly Milliseconds[] = [1000, 2000, 4000, 8000, 30_000];
/** While a correction is under way it is told so often. */
const TELL_EVERY: Milliseconds = 500;

export interface ClockRoundsOptions {
	readonly clock: ServerClock;
	/** One round of questions to the server. */
	readonly ask: () => Promise<readonly ClockSample[]>;
	/** The clock's offset is another one. */
	readonly tell: () => void;
}

/** Asks for the server's time round after round, and tells of a correction while it is made. */
export class ClockRounds {
	readonly #options: ClockRoundsOptions;
	#rounds = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#teller: ReturnType<typeof setInterval> | undefined;
	#closed = false;

	constructor(options: ClockRoundsOptions) {
		this.#options = options;
	}

	/** The server has said hello: the first round is asked at once. */
	begin(): void {
		this.#rounds = 0;
		void this.#ask();
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
		clearInterval(this.#teller);
	}

	async #ask(): Promise<void> {
		clearTimeout(this.#timer);
		const samples = await this.#options.ask();
		if (this.#closed) return;
		this.#options.clock.take(samples);
		this.#tell();
		clearTimeout(this.#timer);
		const pause = PAUSES[Math.min(this.#rounds++, PAUSES.length - 1)];
		this.#timer = setTimeout(() => void this.#ask(), pause);
	}

	#tell(): void {
		const { clock, tell } = this.#options;
		tell();
		if (clock.settled) return;
		this.#teller ??= setInterval(() => {
			tell();
			if (!clock.settled) return;
			clearInterval(this.#teller);
			this.#teller = undefined;
		}, TELL_EVERY);
	}
}
