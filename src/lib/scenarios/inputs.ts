import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { ScenarioModel } from '#lib/model/scenario/model.ts';
import { digestOf } from './canonical-json.ts';
import { PART_EDITS } from './edit/part-edits.ts';
import type { FlatScenario } from './flat-scenario.ts';
import { parametersOf } from './model-parameters.ts';
import { scenarioModel } from './registry.ts';

/** Kinds of edits that can change a model's answer: those it names, and those that change a part it reads. */
export function editsThatConcern(
	model: Pick<ScenarioModel, 'edits' | 'needs'>
): ReadonlySet<ScenarioEdit['kind']> {
	return new Set([...model.edits, ...model.needs.flatMap((part) => PART_EDITS[part]?.kinds ?? [])]);
}

/**
 * SHA-256, hex, of everything that a model's answer over a scenario depends on: runs with the same inputs give the same
 * bytes. An edit goes in with its place in the scenario, since rows that it adds are named by it. Throws INPUT_INVALID
 * for parameters that cannot be.
 */
export function inputsOf(model: ScenarioModel, flat: FlatScenario): string {
	const kinds = editsThatConcern(model);
	return digestOf({
		city: flat.city,
		pack: flat.pack,
		model: model.id,
		version: model.version,
		edits: flat.edits.flatMap((edit, place) => (kinds.has(edit.kind) ? [{ place, edit }] : [])),
		parameters: parametersOf(model, flat),
		readings: flat.readings,
		after: model.after.map((id) => inputsOf(scenarioModel(id), flat))
	});
}
