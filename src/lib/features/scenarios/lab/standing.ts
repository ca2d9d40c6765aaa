import { AppError } from '#lib/model/errors.ts';
import type { ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ScenarioRun } from '#lib/model/scenario/scenario.ts';
import type { FlatScenario } from '#lib/scenarios/flat-scenario.ts';
import { editsThatConcern, inputsOf } from '#lib/scenarios/inputs.ts';

/** How a model stands to a scenario as it is on the screen. */
export interface ModelStanding {
	readonly model: ScenarioModel;
	/** Newest run of what would go in now. */
	readonly run?: ScenarioRun;
	/** Newest run of what went in before, when there is none of now. */
	readonly older?: ScenarioRun;
	/** Why it cannot be run: parameters that cannot be. */
	readonly problem?: AppError;
	/** Edits or parameters of the scenario can change what it answers. */
	readonly isConcerned: boolean;
}

/** `runs`: over the scenario, newest first. */
export function standingsOf(
	models: readonly ScenarioModel[],
	flat: FlatScenario,
	runs: readonly ScenarioRun[]
): readonly ModelStanding[] {
	return models.map((model) => {
		const ofModel = runs.filter((run) => run.model === model.id);
		const kinds = editsThatConcern(model);
		const isConcerned =
			flat.edits.some(({ kind }) => kinds.has(kind)) ||
			Object.keys(flat.parameters[model.id] ?? {}).length > 0;
		try {
			const inputs = inputsOf(model, flat);
			const run = ofModel.find((one) => one.inputs === inputs);
			const [newest] = ofModel;
			return { model, isConcerned, ...(run ? { run } : newest && { older: newest }) };
		} catch (thrown) {
			return { model, isConcerned, problem: AppError.from(thrown), ...(ofModel[0] && { older: ofModel[0] }) };
		}
	});
}
