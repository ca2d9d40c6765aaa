import type { RunToKeep } from '#lib/model/scenario/contract.ts';
import type { Scenario, ScenarioRun } from '#lib/model/scenario/scenario.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { ModelRun } from './run-model.ts';

/** What a model gave, and those before it, as the log of the scenario has it: in the order in which they were run. */
export function runsToKeep(
	run: ModelRun,
	{ id, rev }: Pick<Scenario, 'id' | 'rev'>,
	done: { readonly by: string; readonly where: ScenarioRun['where']; readonly at: EpochMs }
): readonly RunToKeep[] {
	const { model, inputs, digest, seconds, result, earlier } = run;
	return [
		...earlier.flatMap((before) => runsToKeep(before, { id, rev }, done)),
		{
			run: {
				scenario: id,
				rev,
				model,
				version: result.version,
				inputs,
				digest,
				converged: result.convergence?.converged ?? true,
				seconds,
				...done
			},
			result
		}
	];
}
