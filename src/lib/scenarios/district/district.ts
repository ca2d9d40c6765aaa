import type { ModelInput, ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ModelResult, ResultIndicator, ResultNote } from '#lib/model/scenario/result.ts';
import { rounded } from '../rounded.ts';
import { DISTRICT_CARD } from './card.ts';
import { floorByUse } from './city-energy.ts';
import { DISTRICT_PARAMETERS, districtSettings, type DistrictSettings } from './parameters.ts';
import { missing, plannedDistricts, type PlannedDistrict } from './planned-district.ts';
import { blocksLayer, districtsLayer, facilitiesLayer, usesLayer } from './result-layers.ts';
import { DENSEST } from './standards.ts';
import { USES } from './uses.ts';

/** What a planned district takes, needs and costs. */
const district: ScenarioModel<'buildings'> = {
	id: 'district',
	version: 3,
	title: { zh: '片区规划', en: 'New district' },
	icon: 'building-2',
	needs: ['buildings'],
	after: [],
	edits: [],
	parameters: DISTRICT_PARAMETERS,
	card: DISTRICT_CARD,
	run
};
export default district;

function run({ city, edits, parameters, progress }: ModelInput<'buildings'>): Promise<ModelResult> {
	const settings = districtSettings(parameters);
	const districts = plannedDistricts(edits, settings);
	const { floor, unknown } = floorByUse(city.buildings);
	progress(1);
	return Promise.resolve({
		model: district.id,
		version: district.version,
		indicators: [...ofDistricts(districts, settings), ...ofCity(city.buildings, floor, settings)],
		layers: [
			districtsLayer(districts, settings),
			blocksLayer(districts),
			facilitiesLayer(districts),
			usesLayer(districts, floor, settings)
		],
		notes: [...districts.flatMap(notesOf), ...unknownNote(floor, unknown)]
	});
}

const NONE = { zh: '方案中没有规划片区', en: 'The scenario plans no district' };

function ofDistricts(
	districts: readonly PlannedDistrict[],
	{ emission }: DistrictSettings
): ResultIndicator[] {
	const sum = (of: (each: PlannedDistrict) => number) => districts.reduce((all, each) => all + of(each), 0);
	const [land, floors, energy] = [
		sum((each) => each.land),
		sum((each) => each.floors),
		sum((each) => each.energy)
	];
	const share = (value: number, digits: number) =>
		land > 0 ? { value: rounded(value, digits) } : { value: null, why: NONE };
	const neither = { better: 'neither' as const };
	const less = { better: 'less' as const };
	return [
		{
			id: 'land',
			title: { zh: '规划用地', en: 'Planned land' },
			value: rounded(land / 10_000, 2),
			unit: 'har',
			...neither
		},
		{
			id: 'floor',
			title: { zh: '规划建筑面积', en: 'Planned floor area' },
			value: rounded(floors, 0),
			unit: 'm2',
			...neither
		},
		{
			id: 'plot-ratio',
			title: { zh: '容积率', en: 'Plot ratio' },
			...share(floors / land, 2),
			unit: '1',
			...neither
		},
		{
			id: 'cover',
			title: { zh: '建筑密度', en: 'Built over' },
			...share((sum((each) => each.built) / land) * 100, 1),
			unit: '%',
			...neither
		},
		{
			id: 'density',
			title: { zh: '人口密度', en: 'Residents a hectare' },
			...share((sum((each) => each.residents) / land) * 10_000, 1),
			unit: '{person}/har',
			...neither
		},
		{
			id: 'facilities-missing',
			title: { zh: '缺少的配套设施', en: 'Facilities missing by the standard' },
			value: sum(missing),
			unit: '1',
			...less
		},
		{
			id: 'green-needed',
			title: { zh: '所需公共绿地', en: 'Public green needed' },
			value: rounded(
				sum((each) => each.green),
				0
			),
			unit: 'm2',
			...neither
		},
		{
			id: 'cost',
			title: { zh: '建安造价', en: 'Construction' },
			value: rounded(
				sum((each) => each.cost),
				0
			),
			unit: 'CNY',
			...less
		},
		{
			id: 'embodied',
			title: { zh: '建造排放', en: 'CO₂ of building it' },
			value: rounded(sum((each) => each.embodied) / 1000, 1),
			unit: 't',
			...less
		},
		{
			id: 'energy',
			title: { zh: '片区年用电', en: 'Power of the districts a year' },
			value: rounded(energy / 1000, 1),
			unit: 'MW.h/a',
			...less
		},
		{
			id: 'co2',
			title: { zh: '片区运行年排放', en: 'CO₂ of the districts a year' },
			value: rounded((energy * emission) / 1000, 1),
			unit: 't/a',
			...less
		}
	];
}

function ofCity(
	{ residents, jobs }: ModelInput<'buildings'>['city']['buildings'],
	floor: PlannedDistrict['floor'],
	settings: DistrictSettings
): ResultIndicator[] {
	const people = (of: Float32Array) => Math.round(of.reduce((sum, each) => sum + each, 0));
	const energy = USES.reduce((sum, { use }) => sum + floor[use] * settings.energy[use], 0);
	const floors = USES.reduce((sum, { use }) => sum + floor[use], 0);
	return [
		{
			id: 'city-residents',
			title: { zh: '全市居民', en: 'Residents of the city' },
			value: people(residents),
			unit: '{person}',
			better: 'neither'
		},
		{
			id: 'city-jobs',
			title: { zh: '全市岗位', en: 'Jobs of the city' },
			value: people(jobs),
			unit: '{person}',
			better: 'neither'
		},
		{
			id: 'city-floor',
			title: { zh: '全市建筑面积', en: 'Floor area of the city' },
			value: rounded(floors, 0),
			unit: 'm2',
			better: 'neither'
		},
		{
			id: 'city-energy',
			title: { zh: '全市建筑年用电', en: 'Power of its buildings a year' },
			value: rounded(energy / 1000, 1),
			unit: 'MW.h/a',
			better: 'less'
		},
		{
			id: 'city-co2',
			title: { zh: '全市建筑年排放', en: 'CO₂ of its buildings a year' },
			value: rounded((energy * settings.emission) / 1000, 1),
			unit: 't/a',
			better: 'less'
		}
	];
}

function notesOf({ name, floors, land, built, highest, floor }: PlannedDistrict): ResultNote[] {
	const warning = (zh: string, en: string): ResultNote => ({ gravity: 'warning', words: { zh, en } });
	const [ratio, cover] = [floors / land, built / land];
	const percent = (share: number) => String(Math.round(share * 100));
	return [
		...(ratio > DENSEST.plotRatio
			? [
					warning(
						`“${name}”容积率 ${ratio.toFixed(2)}，高于 GB 50180 对居住街坊的最高值 ${String(DENSEST.plotRatio)}。`,
						`“${name}” has a plot ratio of ${ratio.toFixed(2)}: GB 50180 allows blocks of housing ${String(DENSEST.plotRatio)} at most.`
					)
				]
			: []),
		...(floor.housing > 0 && cover > DENSEST.cover
			? [
					warning(
						`“${name}”建筑密度 ${percent(cover)}%，高于高层居住街坊的 ${percent(DENSEST.cover)}%。`,
						`“${name}” is built over by ${percent(cover)} %: GB 50180 allows high blocks of housing ${percent(DENSEST.cover)} %.`
					)
				]
			: []),
		...(floor.housing > 0 && highest > DENSEST.height
			? [
					warning(
						`“${name}”体块最高 ${String(Math.round(highest))} 米；住宅高度控制最大值为 ${String(DENSEST.height)} 米。`,
						`The blocks of “${name}” reach ${String(Math.round(highest))} m; GB 50180 keeps housing to ${String(DENSEST.height)} m.`
					)
				]
			: [])
	];
}

/** Half of the floor without a use makes the sums of the city a guess. */
function unknownNote(floor: PlannedDistrict['floor'], unknown: number): ResultNote[] {
	const all = USES.reduce((sum, { use }) => sum + floor[use], 0);
	if (!(unknown > all / 2)) return [];
	const share = String(Math.round((unknown / all) * 100));
	return [
		{
			gravity: 'warning',
			words: {
				zh: `全市 ${share}% 的建筑面积没有用途，按一般城镇比例分摊：全市合计只作参考。`,
				en: `Nobody says the use of ${share} % of the city’s floor area; it is shared out as towns are: sums of the city are a guess.`
			}
		}
	];
}
