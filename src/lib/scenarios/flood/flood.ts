import { saidError } from '#lib/model/said-error.ts';
import type { ModelInput, ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ModelResult, ResultNote } from '#lib/model/scenario/result.ts';
import { breathe } from '../breathe.ts';
import { CARD } from './card.ts';
import { floodIndicators } from './flood-indicators.ts';
import { buildingsLayer, cellsLayer, facilitiesLayer, roadsLayer, underpassesLayer } from './flood-layers.ts';
import { PARAMETERS } from './parameters.ts';
import { standWater } from './stand-water.ts';
import { weatherOf } from './weather.ts';

type Needs = 'terrain' | 'inlets' | 'roads' | 'buildings' | 'facilities';

/** Part of the rain that may be missing in its balance: what rounding loses. */
const GOAL = 1e-9;

async function run(input: ModelInput<Needs>): Promise<ModelResult> {
	const { terrain, inlets, roads, buildings, facilities } = input.city;
	const weather = weatherOf(input);
	if (terrain.height.length === 0 && weather.rain + weather.rise > 0)
		throw saidError('INPUT_EMPTY', {
			zh: '数据包没有地面高程，请用 --terrain 导入后再计算积水。',
			en: 'This pack has no heights of the ground: import the city with --terrain to compute a flood.'
		});
	const { standing, balance, cellArea } = await standWater(terrain, inlets, weather, input);
	const layers = [];
	layers.push(cellsLayer(terrain, standing));
	layers.push(roadsLayer(roads, standing, Number(input.parameters['closing'])));
	input.progress(0.9);
	await breathe(input.signal);
	layers.push(
		buildingsLayer(buildings, standing),
		facilitiesLayer(facilities, standing),
		underpassesLayer(terrain, standing)
	);
	const { rained, soaked, drained, left, stored } = balance;
	const missing = rained === 0 ? 0 : Math.abs(rained - soaked - drained - left - stored) / rained;
	return {
		model: MODEL.id,
		version: MODEL.version,
		indicators: floodIndicators(input, standing, balance, cellArea),
		layers,
		notes: [...weather.notes, ...cityNotes(input, weather.rain > 0)],
		convergence: {
			converged: missing <= GOAL,
			measure: { zh: '水量平衡相对误差', en: 'Part of the rain that its balance misses' },
			goal: GOAL,
			residuals: [missing]
		}
	};
}

function cityNotes({ city: { terrain, inlets } }: ModelInput<Needs>, raining: boolean): ResultNote[] {
	const notes: ResultNote[] = [];
	if (raining && inlets.lng.length === 0)
		notes.push({
			gravity: 'warning',
			words: {
				zh: '该城市没有雨水口数据：按没有排水计算，积水偏深。',
				en: 'This city’s storm inlets are not known: nothing is drained, and the water stands too high.'
			}
		});
	if (raining && terrain.height.some(Number.isNaN))
		notes.push({
			gravity: 'note',
			words: {
				zh: '部分地面没有高程：流到那里的水计入流出。',
				en: 'Heights of some ground are not known: water that reaches it counts as run off.'
			}
		});
	return notes;
}

const MODEL: ScenarioModel<Needs> = {
	id: 'flood',
	version: 3,
	title: { zh: '积水与洪水', en: 'Flood' },
	icon: 'waves',
	needs: ['terrain', 'inlets', 'roads', 'buildings', 'facilities'],
	after: [],
	edits: ['rain', 'river'],
	parameters: PARAMETERS,
	card: CARD,
	run
};
export default MODEL;
