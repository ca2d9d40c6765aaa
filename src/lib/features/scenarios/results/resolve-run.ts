import { notFound } from '#lib/model/said-error.ts';
import type { KeptScenario } from '#lib/model/scenario/contract.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import type { ScenarioRun } from '#lib/model/scenario/scenario.ts';

/** What is known of scenarios; as the page's own list of them. */
export interface KnownScenarios {
	/** The scenario first, the one on its baseline last; undefined while one of them is unknown. */
	chain(id: string): readonly KeptScenario[] | undefined;
	/** Newest first. */
	runs(id: string): readonly ScenarioRun[];
	/** Throws NOT_FOUND. */
	result(inputs: string): Promise<ModelResult>;
}

/** What a run is looked up with. `F`: a scenario with everything that its parents changed. */
export interface RunLookup<F> {
	readonly scenarios: KnownScenarios;
	readonly flatten: (chain: readonly KeptScenario[]) => F;
	/** Hash of everything that goes into a model now. */
	readonly inputsOf: (model: string, flat: F) => string;
}

/** A model's newest answer for a scenario as it is now, or why there is none. */
export type ResolvedRun<F> = { readonly scenario: KeptScenario; readonly flat: F } & (
	| { readonly state: 'there'; readonly run: ScenarioRun; readonly result: ModelResult }
	/** It was run before its edits, parameters, data or model changed. */
	| { readonly state: 'stale' }
	| { readonly state: 'missing' }
);

/** Looks up the newest run of the scenario's present inputs. Throws NOT_FOUND for a scenario that is not there. */
export async function resolveRun<F>(
	id: string,
	model: string,
	{ scenarios, flatten, inputsOf }: RunLookup<F>
): Promise<ResolvedRun<F>> {
	const chain = scenarios.chain(id);
	const scenario = chain?.[0];
	if (!chain || !scenario)
		throw notFound({
			zh: `方案 ${id} 已经不在了：请在方案列表里另选一个。`,
			en: `There is no scenario ${id} here any more: choose another one in the list of scenarios.`
		});
	const flat = flatten(chain);
	const runs = scenarios.runs(id).filter((run) => run.model === model);
	const inputs = inputsOf(model, flat);
	const run = runs.find((one) => one.inputs === inputs);
	if (!run) return { scenario, flat, state: runs.length > 0 ? 'stale' : 'missing' };
	return { scenario, flat, state: 'there', run, result: await scenarios.result(run.inputs) };
}
