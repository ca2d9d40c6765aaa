import type { BuildingsPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit, ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import { floorArea, peopleOf } from '../city/floor-area-people.ts';
import { Plane } from '../city/plane.ts';
import { ringCentre, ringContains } from '#lib/model/ring.ts';
import { buildingRows, buildingsOf, type BuildingRow } from './building-rows.ts';
import { districtBlocks } from './district-blocks.ts';
import { districtMassing } from './district-massing.ts';
import { impossible } from './impossible.ts';
import { takePeople } from './take-people.ts';

/**
 * Buildings after edits: those of the pack that still stand in their order, then what edits add in theirs. People whom
 * no building was given (`people`, a district without floor area) are rows without height and area. Throws INPUT_INVALID naming a
 * building that is not there, or people that are not.
 */
export function editBuildings(buildings: BuildingsPart, edits: readonly ScenarioEdit[]): BuildingsPart {
	let rows = buildingRows(buildings);
	edits.forEach((edit, place) => {
		switch (edit.kind) {
			case 'building-add':
				rows.push(newBuilding(edit, place));
				break;
			case 'building-remove':
				rows = without(rows, edit, place, buildings.key.length);
				break;
			case 'people':
				changePeople(rows, edit, place);
				break;
			case 'district':
				if (edit.clears) rows = rows.filter(({ lng, lat }) => !ringContains(edit.ring, lng, lat));
				rows.push(...districtBuildings(edit, place));
		}
	});
	return buildingsOf(rows.filter((row) => !isLeft(row)));
}

/** A place of people alone, all of whom another edit took away again. */
const isLeft = ({ key, area, residents, jobs }: BuildingRow) =>
	key.startsWith('new-') && area === 0 && residents + jobs === 0;

/** Who is in it is counted by its floor area where the edit does not say. */
function newBuilding(edit: ScenarioEditOf<'building-add'>, place: number): BuildingRow {
	const { at, size } = ringCentre(edit.ring);
	if (size === 0)
		throw impossible(place, {
			en: `The outline of the new building of edit ${place + 1} encloses nothing.`,
			zh: `第 ${place + 1} 项改动的新建筑轮廓没有围住任何面积。`
		});
	const plane = new Plane(at[1]);
	const area = size * plane.perLng * plane.perLat;
	const people = peopleOf(edit.use, floorArea(area, edit.levels, edit.height));
	return {
		key: `new-${place}`,
		lng: at[0],
		lat: at[1],
		use: edit.use,
		height: edit.height,
		area,
		levels: edit.levels,
		residents: edit.residents ?? people.residents,
		jobs: edit.jobs ?? people.jobs
	};
}

/** The blocks that realise its floor area; places of its people alone when it has none. */
function districtBuildings(edit: ScenarioEditOf<'district'>, place: number): BuildingRow[] {
	const blocks = districtMassing(edit);
	if (blocks.length === 0) return districtBlocks(edit, place);
	return blocks.map(({ lng, lat, use, height, levels, area, residents, jobs }, block) => ({
		key: `new-${place}-${block + 1}`,
		lng,
		lat,
		use,
		height,
		area,
		levels,
		residents,
		jobs
	}));
}

function without(
	rows: readonly BuildingRow[],
	edit: ScenarioEditOf<'building-remove'>,
	place: number,
	count: number
): BuildingRow[] {
	const missing = edit.buildings.find((id) => id >= count);
	if (missing !== undefined)
		throw impossible(place, {
			en: `The edit ${place + 1} takes away the building ${missing}, but the pack has only ${count}.`,
			zh: `第 ${place + 1} 项改动要拆除建筑 ${missing}，而数据包只有 ${count} 栋建筑。`
		});
	const gone = new Set(edit.buildings.map(String));
	return rows.filter(({ key }) => !gone.has(key));
}

function changePeople(rows: BuildingRow[], edit: ScenarioEditOf<'people'>, place: number): void {
	const { residents = 0, jobs = 0, at } = edit;
	if (residents < 0) takePeople(rows, 'residents', -residents, at, place);
	if (jobs < 0) takePeople(rows, 'jobs', -jobs, at, place);
	if (residents <= 0 && jobs <= 0) return;
	rows.push({
		key: `new-${place}`,
		lng: at[0],
		lat: at[1],
		use: 'mixed',
		height: 0,
		area: 0,
		levels: NaN,
		residents: Math.max(0, residents),
		jobs: Math.max(0, jobs)
	});
}
