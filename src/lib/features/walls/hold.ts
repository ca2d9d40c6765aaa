import type { Milliseconds } from '#lib/model/units.ts';

/** So long a key is held before it acts: nothing on a wall changes by a slip of the hand. */
export const HOLD_MS: Milliseconds = 400;

/** An act that wants its key held; `holding` is told when the key goes down, and when its time is over or it goes up. */
export class Hold {
	readonly #act: () => void;
	readonly #holding: (holding: boolean) => void;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(act: () => void, holding: (holding: boolean) => void) {
		this.#act = act;
		this.#holding = holding;
	}

	/** The key went down; a key that repeats itself was not let go. */
	press(): void {
		if (this.#timer !== undefined) return;
		this.#holding(true);
		this.#timer = setTimeout(() => {
			this.#holding(false);
			this.#act();
		}, HOLD_MS);
	}
	/** The key is up, or the page no longer hears of it. */
	release(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#holding(false);
	}
}
