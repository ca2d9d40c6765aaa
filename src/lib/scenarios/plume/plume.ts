import type { ModelInput, ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ModelResult, ResultIndicator, ResultLayer, ResultNote } from '#lib/model/scenario/result.ts';
import { breathe } from '../breathe.ts';
import { airOf } from './air.ts';
import { CARD } from './card.ts';
import { boxAround } from './contours.ts';
import { dangerAt } from './danger.ts';
import { PARAMETERS } from './parameters.ts';
import { peopleAt } from './people-by-hour.ts';
import { PlumeField } from './plume-field.ts';
import { areasLayer, buildingsLayer, cellsLayer, facilitiesLayer, type DangerAt } from './plume-layers.ts';
import { releasesOf, type Releases } from './release.ts';

type Needs = 'buildings' | 'facilities';

/** Molar mass of air, g/mol. */
const AIR = 28.97;

async function run(input: ModelInput<Needs>): Promise<ModelResult> {
	const { city, edits, parameters, anchor, progress, signal } = input;
	const releases = releasesOf(edits);
	const { air, notes } = airOf(input);
	const reach = 1000 * Number(parameters['reach']);
	const fields = (releases?.edits ?? []).map(({ edit }) => new PlumeField(edit, air, releases!.pure, reach));
	const danger: DangerAt = (lng, lat) =>
		releases ? dangerAt(fields, releases, lng, lat) : { concentration: 0, severity: 0 };
	const layers: ResultLayer[] = [areasLayer(releases, fields)];
	progress(0.1);
	await breathe(signal);
	const box = releases && boxAround(fields, releases.thresholds[0]!.milligrams);
	layers.unshift(cellsLayer(anchor, box, danger));
	progress(0.7);
	await breathe(signal);
	const buildings = buildingsLayer(city.buildings, danger, peopleAt(Number(parameters['hour'])));
	layers.push(buildings, facilitiesLayer(city.facilities, danger));
	return {
		model: MODEL.id,
		version: MODEL.version,
		indicators: indicators(releases, layers),
		layers,
		notes: releases ? [...notes, ...substanceNotes(releases)] : [NOTHING]
	};
}

const NOTHING: ResultNote = {
	gravity: 'note',
	words: { zh: '没有泄漏：加入“有害物质泄漏”后再算。', en: 'Nothing is released: add a release.' }
};

function substanceNotes({ substance }: Releases): ResultNote[] {
	if (substance.molarMass < 1.1 * AIR) return [];
	return [
		{
			gravity: 'warning',
			words: {
				zh: `${substance.name.zh}比空气重：大量泄漏时先贴着地面向四周流散，近处的实际范围比计算的更宽、更贴地。`,
				en: `${substance.name.en} is heavier than air: much of it first spreads along the ground to all sides, wider and lower near the source than is computed here.`
			}
		}
	];
}

function indicators(releases: Releases | undefined, layers: readonly ResultLayer[]): ResultIndicator[] {
	const column = (layer: string, name: string) =>
		layers.find(({ id }) => id === layer)!.columns.find((each) => each.name === name)!.values as number[];
	const severities = [1, 2, 3] as const;
	const words = {
		1: { zh: '1 级（不适）', en: 'severity 1 or more' },
		2: { zh: '2 级（严重）', en: 'severity 2 or more' },
		3: { zh: '3 级（致命）', en: 'severity 3' }
	};
	const [people, at] = [column('buildings', 'people'), column('buildings', 'severity')];
	const [far, of] = [column('areas', 'far'), column('areas', 'severity')];
	return severities.flatMap((least): ResultIndicator[] => {
		const unknown = releases && !releases.thresholds.some(({ severity }) => severity === least);
		const of1 = (id: string, zh: string, en: string, value: number, unit: string): ResultIndicator => ({
			id: `${id}-${least}`,
			title: { zh: `${words[least].zh}${zh}`, en: `${en}, ${words[least].en}` },
			value: unknown ? null : value,
			...(unknown && {
				why: { zh: '该物质没有这一级的阈值。', en: 'No such threshold is set for the substance.' }
			}),
			unit,
			better: 'less'
		});
		const inside = people.reduce((sum, count, row) => sum + (at[row]! >= least ? count : 0), 0);
		return [
			of1('people', '范围内人数', 'People inside', Math.round(inside), '{person}'),
			of1(
				'buildings',
				'范围内建筑',
				'Buildings inside',
				at.filter((severity) => severity >= least).length,
				'1'
			),
			of1(
				'facilities',
				'范围内设施',
				'Facilities inside',
				column('facilities', 'severity').filter((severity) => severity >= least).length,
				'1'
			),
			of1(
				'far',
				'最远下风距离',
				'Farthest downwind',
				Math.max(0, ...far.filter((_, row) => of[row] === least)),
				'm'
			)
		];
	});
}

const MODEL: ScenarioModel<Needs> = {
	id: 'plume',
	version: 2,
	title: { zh: '有害气体扩散', en: 'Plume of a release' },
	icon: 'wind',
	needs: ['buildings', 'facilities'],
	after: [],
	edits: ['release'],
	parameters: PARAMETERS,
	card: CARD,
	run
};
export default MODEL;
