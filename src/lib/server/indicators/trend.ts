import type { IndicatorState } from '#lib/model/indicator.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

const DAY: Milliseconds = 86_400_000;
const SHORTEST_STEP: Milliseconds = 900_000;

/** Step of an indicator's trend: a quarter of an hour, or its period when that is longer. */
export const trendStep = (period: Milliseconds): Milliseconds =>
	Math.min(DAY, Math.max(SHORTEST_STEP, period));

/** The values of the last day: in each step of the clock the last that was made. */
export class Trend {
	readonly step: Milliseconds;
	readonly #values = new Map<number, number | null>();

	constructor(step: Milliseconds) {
		this.step = step;
	}

	/** A value that was made at `at`, after those before it. */
	put(at: EpochMs, value: number | null): void {
		const step = Math.floor(at / this.step);
		this.#values.delete(step);
		this.#values.set(step, value);
		for (const old of this.#values.keys()) if (old <= step - DAY / this.step) this.#values.delete(old);
	}

	/** A point for every step of the day that ends with the step of `now`, oldest first; null where nothing was made. */
	points(now: EpochMs): IndicatorState['trend'] {
		const count = Math.ceil(DAY / this.step);
		const last = Math.floor(now / this.step);
		return Array.from({ length: count }, (_, i) => {
			const step = last - count + 1 + i;
			return { at: step * this.step, value: this.#values.get(step) ?? null };
		});
	}
}
