import type { ResultNote } from '#lib/model/scenario/result.ts';
import type { CityNetwork } from '../city/city-network.ts';
import { FAR } from '../city/connectors.ts';
import type { CityEquilibrium } from '../city-equilibrium.ts';
import type { CityTrips } from '../gravity/city-trips.ts';

/** Names that a sentence lists before it says how many more there are. */
const NAMED = 5;

export interface Circumstances {
	readonly floodedRoads: number;
	readonly peopleByFloorArea: boolean;
	/** Than the parameter allows, for the city has very many roads. */
	readonly fewerZones: boolean;
}

/** What a reader must know beside the numbers. */
export function trafficNotes(
	city: CityNetwork,
	trips: CityTrips,
	{ unserved }: CityEquilibrium,
	{ floodedRoads, peopleByFloorArea, fewerZones }: Circumstances
): ResultNote[] {
	const notes: ResultNote[] = [];
	const cut = zonesCutOff(trips, unserved);
	if (cut.length > 0) {
		const [zh, en] = listed(city.zones, cut);
		notes.push({
			gravity: 'warning',
			words: {
				zh: `部分出行无路可走，未计入行驶时间；涉及：${zh}。`,
				en: `Some trips find no way and are not in the times; they begin or end in ${en}.`
			}
		});
	}
	const far = city.far.filter((zone) => city.zones.residents[zone]! + city.zones.jobs[zone]! > 0);
	if (far.length > 0) {
		const [zh, en] = listed(city.zones, far);
		notes.push({
			gravity: 'warning',
			words: {
				zh: `以下片区距最近的车行道超过 ${FAR / 1000} km：${zh}。`,
				en: `These areas are more than ${FAR / 1000} km from any road that cars drive on: ${en}.`
			}
		});
	}
	for (const place of trips.idle)
		notes.push({
			gravity: 'warning',
			words: {
				zh: `第 ${place + 1} 项改动（出行需求）的范围内没有居民和岗位，不起作用。`,
				en: `Edit ${place + 1} (demand) covers no area with residents or jobs and changes nothing.`
			}
		});
	if (trips.error > 1e-6)
		notes.push({
			gravity: 'warning',
			words: {
				zh: '出行分布没有完全收敛：部分片区的车次与居民数不完全相符。',
				en: 'The trips of some areas do not quite add up to what their people make.'
			}
		});
	if (fewerZones)
		notes.push({
			gravity: 'note',
			words: {
				zh: `路网很大，交通小区合并为 ${city.zones.count} 个。`,
				en: `The city has very many roads: its trips are gathered into ${city.zones.count} zones.`
			}
		});
	if (floodedRoads > 0)
		notes.push({
			gravity: 'note',
			words: {
				zh: `积水模型判定 ${floodedRoads} 条道路不能通行，已按封闭计算。`,
				en: `${floodedRoads} roads stand too deep in water and count as closed.`
			}
		});
	if (peopleByFloorArea)
		notes.push({
			gravity: 'note',
			words: {
				zh: '居民和岗位按建筑面积估算。',
				en: 'Residents and jobs are estimated from the buildings’ floors.'
			}
		});
	return notes;
}

function zonesCutOff({ table }: CityTrips, unserved: Uint8Array): readonly number[] {
	const lost = new Float64Array(table.zones);
	unserved.forEach((isLost, at) => {
		if (isLost === 0) return;
		lost[Math.floor(at / table.zones)]! += table.values[at]!;
		lost[at % table.zones]! += table.values[at]!;
	});
	return [...lost.keys()].filter((zone) => lost[zone]! > 0).sort((a, b) => lost[b]! - lost[a]! || a - b);
}

function listed(
	{ name, nameEn }: Pick<CityNetwork['zones'], 'name' | 'nameEn'>,
	zones: readonly number[]
): readonly [zh: string, en: string] {
	const first = zones.slice(0, NAMED);
	const more = zones.length - first.length;
	return [
		first.map((zone) => name[zone]).join('、') + (more > 0 ? `等 ${zones.length} 处` : ''),
		first.map((zone) => nameEn?.[zone] ?? name[zone]).join(', ') + (more > 0 ? ` and ${more} more` : '')
	];
}
