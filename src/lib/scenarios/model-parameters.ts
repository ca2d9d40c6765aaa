import { saidError } from '#lib/model/said-error.ts';
import type { Words } from '#lib/model/alarm-rule.ts';
import type { ModelParameter, ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ParameterValue } from '#lib/model/scenario/scenario.ts';
import type { FlatScenario } from './flat-scenario.ts';

/** A model's parameters over a scenario: its own where nobody chose. Throws INPUT_INVALID naming one that cannot be. */
export function parametersOf(
	model: Pick<ScenarioModel, 'id' | 'title' | 'parameters'>,
	flat: Pick<FlatScenario, 'parameters'>
): Readonly<Record<string, ParameterValue>> {
	const chosen = flat.parameters[model.id] ?? {};
	for (const name of Object.keys(chosen))
		if (!model.parameters.some((parameter) => parameter.name === name))
			throw saidError(
				'INPUT_INVALID',
				{
					zh: `模型“${model.title.zh}”没有参数“${name}”，请从方案中去掉。`,
					en: `The model ${model.id} has no parameter “${name}”: take it out of the scenario.`
				},
				{ model: model.id, parameter: name }
			);
	return Object.fromEntries(
		model.parameters.map((parameter) => {
			const value = chosen[parameter.name] ?? parameter.default;
			if (!mayBe(parameter, value))
				throw saidError(
					'INPUT_INVALID',
					{
						zh: `模型“${model.title.zh}”的参数“${parameter.title.zh}”不能是 ${value}：${rangeOf(parameter).zh}。`,
						en: `The parameter ${parameter.name} of the model ${model.id} cannot be ${value}: ${rangeOf(parameter).en}.`
					},
					{ model: model.id, parameter: parameter.name }
				);
			return [parameter.name, value];
		})
	);
}

function mayBe(parameter: ModelParameter, value: ParameterValue): boolean {
	switch (parameter.kind) {
		case 'number':
			return typeof value === 'number' && value >= parameter.least && value <= parameter.most;
		case 'choice':
			return parameter.choices.some((choice) => choice.value === value);
		case 'switch':
			return typeof value === 'boolean';
	}
}

function rangeOf(parameter: ModelParameter): Words {
	switch (parameter.kind) {
		case 'number':
			return {
				zh: `应为 ${parameter.least} 到 ${parameter.most} 之间的数`,
				en: `it is a number from ${parameter.least} to ${parameter.most}`
			};
		case 'choice':
			return {
				zh: `可选 ${parameter.choices.map(({ title }) => title.zh).join('、')}`,
				en: `it is one of ${parameter.choices.map(({ value }) => value).join(', ')}`
			};
		case 'switch':
			return { zh: '应为是或否', en: 'it is true or false' };
	}
}
