import type { Words } from '#lib/model/alarm-rule.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { PlannedBodies } from '#lib/scenarios/edit/planned-bodies.ts';
import type { FlatScenario } from '#lib/scenarios/flat-scenario.ts';
import type { CitySession } from '../../map/session.svelte.ts';
import { resolveRun, type ResolvedRun } from './resolve-run.ts';
import type { ScenarioGeometry } from './result-shape.ts';
import { scenarioGeometry } from './scenario-geometry.ts';

/** A scenario with the newest run of its present inputs, and what the model is called. */
export type FoundRun = ResolvedRun<FlatScenario> & { readonly model: Words };

/** What results are looked up and placed with: the models, and the worker that knows the city. */
export interface ScenarioWork {
	/** Throws NOT_FOUND for a scenario that is not there, INPUT_INVALID for a model that is none. */
	find(id: string, model: string): Promise<FoundRun>;
	/** Where the things of the first of these scenarios are, and those that only the others have. */
	geometry(flats: readonly FlatScenario[]): ScenarioGeometry;
	/** What edits take away and build. */
	bodies(edits: readonly ScenarioEdit[]): Promise<PlannedBodies>;
	stop(): void;
}

/** Models and worker are fetched when a scenario is shown for the first time. */
export async function openScenarioWork({
	city: manifest,
	packUrl,
	desk
}: CitySession): Promise<ScenarioWork> {
	const [{ scenarioModel }, { inputsOf }, { flattenScenario }, { openScenarioWorker }] = await Promise.all([
		import('#lib/scenarios/registry.ts'),
		import('#lib/scenarios/inputs.ts'),
		import('#lib/scenarios/flat-scenario.ts'),
		import('#workers/scenario/client.ts')
	]);
	const worker = openScenarioWorker({ manifest, packUrl });
	const lookup = {
		scenarios: desk.scenarios,
		flatten: flattenScenario,
		inputsOf: (model: string, flat: FlatScenario) => inputsOf(scenarioModel(model), flat)
	};
	return {
		async find(id, model) {
			const { title } = scenarioModel(model);
			return { ...(await resolveRun(id, model, lookup)), model: title };
		},
		geometry: (flats) => scenarioGeometry(worker, flats),
		bodies: (edits) => worker.bodies(edits),
		stop: () => worker.stop()
	};
}
