import type { Words } from '../alarm-rule.ts';
import type { Briefing } from './frozen.ts';

/** The run of a scenario as a source of numbers and pictures. `title`: of the model. */
export const scenarioSource = (
	{ name, model, version, inputs }: Briefing['scenarios'][number],
	title: Words
): Briefing['sources'][number] => ({
	id: `scenario:${inputs}`,
	name: { zh: `推演：${name} · ${title.zh}`, en: `Scenario: ${name} · ${title.en}` },
	attribution: `${model} v${version} · ${inputs.slice(0, 12)}`,
	at: null,
	simulated: false,
	replayed: false,
	scenario: true,
	stale: false
});
