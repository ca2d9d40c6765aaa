import { AppError } from '#lib/model/errors.ts';
import type { ModelParameter, ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ParameterValue } from '#lib/model/scenario/scenario.ts';
import type { FlatScenario } from './flat-scenario.ts';

/** A model's parameters over a scenario: its own where nobody chose. Throws INPUT_INVALID naming one that cannot be. */
export function parametersOf(
	model: Pick<ScenarioModel, 'id' | 'parameters'>,
	flat: Pick<FlatScenario, 'parameters'>
): Readonly<Record<string, ParameterValue>> {
	const chosen = flat.parameters[model.id] ?? {};
	for (const name of Object.keys(chosen))
		if (!model.parameters.some((parameter) => parameter.name === name))
			throw new AppError('INPUT_INVALID', {
				model: model.id,
				parameter: name,
				message: `The model ${model.id} has no parameter “${name}”: take it out of the scenario.`
			});
	return Object.fromEntries(
		model.parameters.map((parameter) => {
			const value = chosen[parameter.name] ?? parameter.default;
			if (!mayBe(parameter, value))
				throw new AppError('INPUT_INVALID', {
					model: model.id,
					parameter: parameter.name,
					message: `The parameter ${parameter.name} of the model ${model.id} cannot be ${value}: ${rangeOf(parameter)}.`
				});
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

function rangeOf(parameter: ModelParameter): string {
	switch (parameter.kind) {
		case 'number':
			return `it is a number from ${parameter.least} to ${parameter.most}`;
		case 'choice':
			return `it is one of ${parameter.choices.map(({ value }) => value).join(', ')}`;
		case 'switch':
			return 'it is true or false';
	}
}
