import type { Words } from '#lib/model/alarm-rule.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import type { ModelResult, ResultIndicator } from '#lib/model/scenario/result.ts';
import type { KeptScenario } from '#lib/model/scenario/contract.ts';
import { flattenScenario } from '#lib/scenarios/flat-scenario.ts';
import { inputsOf } from '#lib/scenarios/inputs.ts';
import { scenarioModel } from '#lib/scenarios/registry.ts';
import type { CityScenarios } from '#lib/server/scenarios/city-scenarios.ts';
import { saidError } from '#lib/model/said-error.ts';

/** What a model says of a scenario as it is now. */
export interface ScenarioAnswer {
	readonly scenario: Briefing['scenarios'][number];
	/** Of the model. */
	readonly title: Words;
	readonly indicators: readonly ResultIndicator[];
}

/** The newest run of the scenario's present inputs. Throws NOT_FOUND when there is none, INPUT_INVALID for a model that is none. */
export async function scenarioAnswer(
	scenarios: Pick<CityScenarios, 'get' | 'results'>,
	id: string,
	model: string
): Promise<ScenarioAnswer> {
	const chain = [scenarios.get(id)];
	for (let { parent } = chain[0]!; parent.kind === 'scenario'; { parent } = chain.at(-1)!)
		chain.push(scenarios.get(parent.id));
	const { title } = scenarioModel(model);
	const run = presentRun(chain, model);
	const { name, status, runs } = chain[0]!;
	if (!run)
		throw saidError(
			'NOT_FOUND',
			runs.some((one) => one.model === model)
				? {
						zh: `方案“${name}”在运行${title.zh}之后又有改动，请在方案页重新运行，再冻结。`,
						en: `Scenario “${name}” was changed after ${title.en} was run over it: run it again on its page, then freeze.`
					}
				: {
						zh: `方案“${name}”没有${title.zh}的结果，请在方案页运行，再冻结。`,
						en: `Scenario “${name}” has no result of ${title.en}: run it on its page, then freeze.`
					}
		);
	const { inputs, version, digest } = run;
	const result = JSON.parse((await scenarios.results.json(inputs)).toString('utf8')) as ModelResult; // checked when it was kept
	return {
		scenario: { id, name, status, model, version, inputs, digest },
		title,
		indicators: result.indicators
	};
}

function presentRun(chain: readonly KeptScenario[], model: string): KeptScenario['runs'][number] | undefined {
	const inputs = inputsOf(scenarioModel(model), flattenScenario(chain));
	return chain[0]?.runs.find((run) => run.model === model && run.inputs === inputs);
}
