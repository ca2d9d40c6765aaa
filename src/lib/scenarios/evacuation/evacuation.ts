import type { BuildingsPart } from '#lib/model/scenario/city-parts.ts';
import type { ModelInput, ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ModelResult, ResultIndicator, ResultNote } from '#lib/model/scenario/result.ts';
import { waysOf } from '../access/ways.ts';
import { breathe } from '../breathe.ts';
import { peopleAt } from '../plume/people-by-hour.ts';
import { rounded } from '../rounded.ts';
import { CARD } from './card.ts';
import { dangerZoneOf, type DangerZone } from './danger-zone.ts';
import {
	buildingsLayer,
	narrowestLayer,
	pairsLayer,
	sheltersLayer,
	type BuildingCrowd
} from './evacuation-layers.ts';
import { PARAMETERS } from './parameters.ts';
import { sheltersOf, type Shelters } from './shelters.ts';
import { walkToShelters, type Walk } from './walk-to-shelters.ts';
import { wayOutOf, type WayOut } from './way-out.ts';

type Needs = 'buildings' | 'facilities' | 'roads' | 'zones';

async function run(input: ModelInput<Needs>): Promise<ModelResult> {
	const { city, parameters, progress, signal } = input;
	const number = (name: string) => Number(parameters[name]);
	const zone = dangerZoneOf(input);
	const crowd = crowdIn(city.buildings, zone, number('hour'));
	const shelters = sheltersOf(city.facilities, zone, number('capacity'));
	const ways = waysOf(city.roads, 'walk');
	progress(0.1);
	await breathe(signal);
	const walking = await walkToShelters(city.roads, ways, crowd, shelters, {
		speed: number('speed'),
		farthest: 1000 * number('farthest'),
		signal
	});
	progress(0.7);
	await breathe(signal);
	const { walks } = walking;
	const passing = number('width') * number('flow');
	const wayOut = wayOutOf(city.roads, ways, zone, crowd, { passing, speed: number('speed') });
	return {
		model: MODEL.id,
		version: MODEL.version,
		indicators: indicators(crowd, shelters, walks, wayOut),
		layers: [
			buildingsLayer(crowd, walks),
			sheltersLayer(city.facilities, shelters, walking),
			pairsLayer(city.zones, crowd, shelters, walks),
			narrowestLayer(city.roads, wayOut, passing)
		],
		notes: notes(zone, shelters, number('capacity'))
	};
}

/** Buildings in the zone with somebody in them; whole people. */
function crowdIn(buildings: BuildingsPart, zone: DangerZone, hour: number): BuildingCrowd {
	const inside = peopleAt(hour);
	const rows = zone.empty
		? []
		: [...buildings.key.keys()].filter((row) => zone.holds(buildings.lng[row]!, buildings.lat[row]!));
	const people = rows.map((row) => Math.round(inside(buildings.residents[row]!, buildings.jobs[row]!)));
	const some = rows.flatMap((row, k) => (people[k]! > 0 ? [row] : []));
	return {
		keys: some.map((row) => buildings.key[row]!),
		lng: Float64Array.from(some, (row) => buildings.lng[row]!),
		lat: Float64Array.from(some, (row) => buildings.lat[row]!),
		people: people.filter((count) => count > 0)
	};
}

function indicators(
	crowd: BuildingCrowd,
	shelters: Shelters,
	walks: readonly Walk[],
	wayOut: WayOut
): ResultIndicator[] {
	const total = crowd.people.reduce((sum, people) => sum + people, 0);
	const placed = walks.reduce((sum, { people }) => sum + people, 0);
	const walked = walks.reduce((sum, { people, seconds }) => sum + people * seconds, 0);
	const farthest = walks.reduce((most, { seconds }) => Math.max(most, seconds), 0);
	const figure = (
		id: string,
		zh: string,
		en: string,
		value: number | null,
		unit: string,
		better: ResultIndicator['better'] = 'less'
	): ResultIndicator => ({ id, title: { zh, en }, value, unit, better });
	return [
		figure('people', '需疏散人数', 'People who have to leave', total, '{person}'),
		figure('placed', '有避难位置的人数', 'People with a place in a shelter', placed, '{person}', 'more'),
		figure('without', '没有避难位置的人数', 'People without a place', total - placed, '{person}'),
		figure(
			'minutes',
			'平均步行时间',
			'Mean walk to a shelter',
			placed === 0 ? 0 : rounded(walked / placed / 60, 2),
			'min'
		),
		figure('farthest', '最长步行时间', 'Longest walk to a shelter', rounded(farthest / 60, 2), 'min'),
		figure(
			'clearance',
			'撤离时间下限',
			'Least time to leave the zone',
			rounded(wayOut.seconds / 60, 2),
			'min'
		),
		figure(
			'walk-out',
			'走出危险区的最长时间',
			'Longest walk out of the zone',
			rounded(wayOut.walk / 60, 2),
			'min'
		),
		figure('trapped', '走不出去的人数', 'People whom no street leads out', wayOut.trapped, '{person}'),
		figure(
			'shelters',
			'启用的避难场所',
			'Shelters that people go to',
			new Set(walks.map(({ shelter }) => shelter)).size,
			'1',
			'neither'
		),
		figure('lost', '位于危险区内的避难场所', 'Shelters that lie in danger', shelters.lost, '1')
	];
}

function notes(zone: DangerZone, shelters: Shelters, capacity: number): ResultNote[] {
	const found: ResultNote[] = [];
	if (zone.empty)
		found.push({
			gravity: 'note',
			words: {
				zh: '没有危险区：加入“有害物质泄漏”“降雨”或“河湖水位”后再算。',
				en: 'There is no danger: add a release, rain or a river’s rise.'
			}
		});
	if (shelters.rows.length === 0)
		found.push({
			gravity: 'warning',
			words: {
				zh: '危险区外没有避难场所（类型 shelter）：可在方案中添加设施。',
				en: 'No facility of the kind “shelter” lies out of danger: add one to the scenario.'
			}
		});
	if (shelters.assumed > 0)
		found.push({
			gravity: 'warning',
			words: {
				zh: `${shelters.assumed} 处避难场所没有容量：按每处 ${capacity} 人计。`,
				en: `${shelters.assumed} shelters do not say how many they hold: ${capacity} people each are taken.`
			}
		});
	return found;
}

const MODEL: ScenarioModel<Needs> = {
	id: 'evacuation',
	version: 3,
	title: { zh: '疏散与避难', en: 'Evacuation' },
	icon: 'footprints',
	needs: ['buildings', 'facilities', 'roads', 'zones'],
	after: ['plume', 'flood'],
	edits: ['release', 'rain', 'river'],
	parameters: PARAMETERS,
	card: CARD,
	run
};
export default MODEL;
