import { Command } from 'commander';
import type { ScenarioModel } from '#lib/model/scenario/model.ts';
import { editsThatConcern } from '#lib/scenarios/inputs.ts';
import { SCENARIO_MODELS } from '#lib/scenarios/registry.ts';
import { jsonOption } from '../server-options.ts';

/** `cityloop scenario models`: what can be asked of a scenario. */
export const modelsCommand = new Command('models')
	.description('List the models, what they need and their parameters.')
	.addOption(jsonOption())
	.action(({ json }: { readonly json?: boolean }) => {
		const models = SCENARIO_MODELS.map((model) => ({
			id: model.id,
			version: model.version,
			title: model.title,
			needs: model.needs,
			after: model.after,
			edits: [...editsThatConcern(model)],
			parameters: model.parameters,
			validation: model.card.validation
		}));
		if (json) process.stdout.write(`${JSON.stringify(models)}\n`);
		else for (const model of models) process.stdout.write(text(model));
	});

function text({
	id,
	version,
	title,
	needs,
	after,
	parameters
}: Pick<ScenarioModel, 'id' | 'version' | 'title' | 'needs' | 'after' | 'parameters'>): string {
	const lines = [
		`${id} ${version}  ${title.en}`,
		`    needs       ${needs.join(', ')}${after.length > 0 ? `; takes results of ${after.join(', ')}` : ''}`,
		...parameters.map(
			(each) =>
				`    ${each.name} = ${each.default}${each.kind === 'number' ? ` ${each.unit}` : ''}  ${each.title.en}`
		)
	];
	return `${lines.join('\n')}\n`;
}
