import type { ScenarioModel } from '#lib/model/scenario/model.ts';
import { AppError } from '#lib/model/errors.ts';
import access from './access/access.ts';
import district from './district/district.ts';
import evacuation from './evacuation/evacuation.ts';
import flood from './flood/flood.ts';
import lighting from './lighting/lighting.ts';
import plume from './plume/plume.ts';
import siting from './siting/siting.ts';
import solar from './solar/solar.ts';
import traffic from './traffic/traffic.ts';

/** Models of the scenario lab, in the order of its lists: a new one is a folder and a line. */
export const SCENARIO_MODELS: readonly ScenarioModel[] = [
	traffic,
	access,
	siting,
	flood,
	plume,
	evacuation,
	solar,
	lighting,
	district
];

/** The model of an id. Throws INPUT_INVALID naming an id that is none. */
export function scenarioModel(id: string): ScenarioModel {
	const model = SCENARIO_MODELS.find((known) => known.id === id);
	if (model) return model;
	const known = SCENARIO_MODELS.map((each) => each.id).join(', ');
	throw new AppError('INPUT_INVALID', {
		model: id,
		message: `There is no model “${id}”. Take one of: ${known}.`
	});
}
