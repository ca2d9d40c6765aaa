import { AppError } from '#lib/model/errors.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import type { Scenarios } from '#lib/state/scenarios.svelte.ts';

/** The result of some inputs, asked for when they are others. */
export class ResultOf {
	#known = $state.raw<{ readonly inputs: string; readonly result: ModelResult } | undefined>();
	#error = $state.raw<AppError | undefined>();

	/** Why there is none. */
	get error(): AppError | undefined {
		return this.#error;
	}
	/** Undefined while it is on its way. */
	of(inputs: string | undefined): ModelResult | undefined {
		return this.#known?.inputs === inputs ? this.#known?.result : undefined;
	}

	/** Keeps asking; called while a page is made, ends with it. */
	follow(scenarios: Pick<Scenarios, 'result'>, wanted: () => string | undefined): void {
		$effect(() => {
			const inputs = wanted();
			this.#error = undefined;
			if (inputs === undefined) return;
			let current = true;
			scenarios.result(inputs).then(
				(result) => {
					if (current) this.#known = { inputs, result };
				},
				(thrown: unknown) => {
					if (current) this.#error = AppError.from(thrown);
				}
			);
			return () => (current = false);
		});
	}
}
