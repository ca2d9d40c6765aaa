import { LIVE_CLOCK, type ClockState } from '#lib/model/clock.ts';

/** Clocks kept at once; beyond, the one longest not set is forgotten. */
const MOST = 1000;

/** Clocks that several displays share, by their id; a clock that nobody set is live. */
export class SharedClocks {
	readonly #clocks = new Map<string, ClockState>();

	get(clockId: string): ClockState {
		return this.#clocks.get(clockId) ?? LIVE_CLOCK;
	}

	set(clockId: string, clock: ClockState): void {
		this.#clocks.delete(clockId);
		this.#clocks.set(clockId, clock);
		for (const [oldest] of this.#clocks) {
			if (this.#clocks.size <= MOST) return;
			this.#clocks.delete(oldest);
		}
	}
}
