import type { KeptScenario } from '#lib/model/scenario/contract.ts';
import type { ScenarioRun } from '#lib/model/scenario/scenario.ts';
import { flattenScenario } from '#lib/scenarios/flat-scenario.ts';
import { SCENARIO_MODELS } from '#lib/scenarios/registry.ts';
import { standingsOf } from './standing.ts';

/** Newest run of what a scenario is now, by model; none for one that cannot be computed with. `chain`: the scenario first. */
export function freshRuns(
	chain: readonly KeptScenario[] | undefined,
	runs: readonly ScenarioRun[]
): ReadonlyMap<string, ScenarioRun> {
	if (!chain) return new Map();
	try {
		return new Map(
			standingsOf(SCENARIO_MODELS, flattenScenario(chain), runs).flatMap(({ model, run }) =>
				run ? [[model.id, run] as const] : []
			)
		);
	} catch {
		return new Map(); // of several packs: nothing of it is of now
	}
}
