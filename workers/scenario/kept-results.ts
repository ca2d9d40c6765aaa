import type { ModelResult } from '#lib/model/scenario/result.ts';
import type { ModelRun } from '#lib/scenarios/run-model.ts';

/** How many results are held in memory. */
const MOST = 6;

/** The newest results of a worker, by their inputs: models that build on others need not run them again. */
export class KeptResults {
	readonly #results = new Map<string, ModelResult>();

	get(inputs: string): ModelResult | undefined {
		return this.#results.get(inputs);
	}

	/** A run, and those before it. */
	keep({ inputs, result, earlier }: ModelRun): void {
		for (const before of earlier) this.keep(before);
		this.#results.delete(inputs);
		this.#results.set(inputs, result);
		for (const oldest of this.#results.keys()) {
			if (this.#results.size <= MOST) return;
			this.#results.delete(oldest);
		}
	}
}
