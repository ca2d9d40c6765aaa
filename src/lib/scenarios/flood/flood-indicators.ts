import type {
	BuildingsPart,
	FacilitiesPart,
	RoadsPart,
	TerrainPart
} from '#lib/model/scenario/city-parts.ts';
import type { ModelInput } from '#lib/model/scenario/model.ts';
import type { ResultIndicator } from '#lib/model/scenario/result.ts';
import type { Metres } from '#lib/model/units.ts';
import { rounded } from '../rounded.ts';
import type { WaterBalance } from './runoff.ts';
import type { StandingWater } from './wet-things.ts';

interface Flooded {
	readonly terrain: TerrainPart;
	readonly roads: RoadsPart;
	readonly buildings: BuildingsPart;
	readonly facilities: FacilitiesPart;
}

/** Depths that areas are told of. */
const DEPTHS = [0.15, 0.3, 0.5] as const;

/** What a flood does to a city, and where the rain went. */
export function floodIndicators(
	{ city, parameters }: Pick<ModelInput<keyof Flooded>, 'city' | 'parameters'>,
	standing: StandingWater,
	balance: WaterBalance,
	cellArea: number
): ResultIndicator[] {
	const affecting = Number(parameters['affecting']);
	const { residents, wet } = affectedBuildings(city.buildings, standing, affecting);
	return [
		...areas(city.terrain, standing, cellArea),
		harm('people', '受影响居民', 'Residents affected', rounded(residents, 0), '{person}'),
		harm('buildings', '受影响建筑', 'Buildings affected', wet, '1'),
		harm(
			'facilities',
			'受影响设施',
			'Facilities affected',
			facilities(city.facilities, standing, affecting),
			'1'
		),
		harm(
			'roads',
			'不能通行的道路',
			'Roads that are closed',
			rounded(closedKilometres(city.roads, standing, Number(parameters['closing'])), 2),
			'km'
		),
		harm(
			'underpasses',
			'不能通行的下穿通道',
			'Underpasses that are closed',
			city.terrain.underpasses.filter(
				({ lng, lat, lowest }) => standing.overDip(lng, lat, lowest) >= Number(parameters['closing'])
			).length,
			'1'
		),
		...volumes(balance)
	];
}

function harm(id: string, zh: string, en: string, value: number | null, unit: string): ResultIndicator {
	return { id, title: { zh, en }, value, unit, better: 'less' };
}

function areas(terrain: TerrainPart, standing: StandingWater, cellArea: number): ResultIndicator[] {
	const counts = DEPTHS.map(() => 0);
	for (let cell = 0; cell < terrain.height.length; cell++) {
		if (terrain.water[cell] === 1) continue;
		const depth = standing.overCell(cell);
		DEPTHS.forEach((limit, index) => {
			if (depth > limit) counts[index]!++;
		});
	}
	return DEPTHS.map((limit, index) =>
		harm(
			`area-${100 * limit}`,
			`积水深于 ${limit} m 的面积`,
			`Ground under more than ${limit} m of water`,
			rounded((counts[index]! * cellArea) / 1e6, 2),
			'km2'
		)
	);
}

function affectedBuildings(
	{ key, lng, lat, residents }: BuildingsPart,
	standing: StandingWater,
	limit: Metres
) {
	let [people, wet] = [0, 0];
	for (let row = 0; row < key.length; row++) {
		if (standing.overPlace(lng[row]!, lat[row]!) <= limit) continue;
		people += residents[row]!;
		wet++;
	}
	return { residents: people, wet };
}

function facilities({ key, lng, lat }: FacilitiesPart, standing: StandingWater, limit: Metres): number {
	return key.reduce((sum, _, row) => sum + (standing.overPlace(lng[row]!, lat[row]!) > limit ? 1 : 0), 0);
}

function closedKilometres(roads: RoadsPart, standing: StandingWater, closing: Metres): number {
	const { key, length } = roads.links;
	return key.reduce(
		(sum, _, link) => sum + (standing.overLink(roads, link) >= closing ? length[link]! / 1000 : 0),
		0
	);
}

function volumes({ rained, soaked, drained, left, stored }: WaterBalance): ResultIndicator[] {
	const volume = (
		id: string,
		zh: string,
		en: string,
		value: number,
		better: ResultIndicator['better'] = 'neither'
	): ResultIndicator => ({ id, title: { zh, en }, value: rounded(value, 0), unit: 'm3', better });
	return [
		volume('rained', '降雨总量', 'Rain', rained),
		volume('soaked', '下渗', 'Soaked into the ground', soaked),
		volume('drained', '雨水口排走', 'Drained by inlets', drained, 'more'),
		volume('left', '流入河湖或流出范围', 'Run off into rivers, lakes and beyond', left),
		volume('stored', '积在低洼处', 'Standing in hollows', stored, 'less')
	];
}
