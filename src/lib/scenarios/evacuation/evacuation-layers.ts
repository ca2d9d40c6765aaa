import type { Words } from '#lib/model/alarm-rule.ts';
import type { FacilitiesPart, RoadsPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { Better, ColumnClasses, ResultColumn, ResultLayer } from '#lib/model/scenario/result.ts';
import { ZoneIndex } from '../city/zones/zone-index.ts';
import { rounded } from '../rounded.ts';
import { facilityRows } from '../city/facility-rows.ts';
import { roadNames } from '../city/road-names.ts';
import type { Shelters } from './shelters.ts';
import type { Walk, Walks } from './walk-to-shelters.ts';
import type { Crowd, WayOut } from './way-out.ts';

/** A crowd with the keys of its buildings. */
export interface BuildingCrowd extends Crowd {
	readonly keys: readonly string[];
}

/** Nobody comes, some, more than half, nearly full, full. */
const IN_USE: ColumnClasses = { bounds: [0.1, 50, 80, 100] };

function column(
	name: string,
	title: Words,
	unit: string,
	values: readonly (number | null)[],
	better: Better = 'less'
): ResultColumn {
	return { name, title, unit, better, values };
}

/** Who leaves each building, for how long they walk, and who finds no place. */
export function buildingsLayer({ keys, people }: BuildingCrowd, walks: readonly Walk[]): ResultLayer {
	const [placed, seconds] = [keys.map(() => 0), keys.map(() => 0)];
	for (const walk of walks) {
		placed[walk.row]! += walk.people;
		seconds[walk.row]! += walk.people * walk.seconds;
	}
	const walked = keys.map((_, row) =>
		placed[row] === 0 ? null : rounded(seconds[row]! / placed[row]! / 60, 2)
	);
	const left = keys.map((_, row) => people[row]! - placed[row]!);
	return {
		id: 'buildings',
		title: { zh: '需疏散的建筑', en: 'Buildings that people leave' },
		geometry: { of: 'buildings' },
		keys,
		columns: [
			column('people', { zh: '需疏散人数', en: 'People who leave' }, '{person}', people),
			column('minutes', { zh: '步行到避难场所', en: 'Walk to a shelter' }, 'min', walked),
			column('without', { zh: '没有避难位置的人数', en: 'People without a place' }, '{person}', left)
		],
		colour: 'minutes'
	};
}

/** What the shelters within reach hold in the end. */
export function sheltersLayer(
	facilities: FacilitiesPart,
	{ rows, capacity }: Shelters,
	{ walks, near }: Walks
): ResultLayer {
	const load = rows.map(() => 0);
	for (const { shelter, people } of walks) load[shelter]! += people;
	const of = (values: ArrayLike<number>) => near.map((shelter) => values[shelter]!);
	return {
		id: 'shelters',
		title: { zh: '避难场所', en: 'Shelters' },
		...facilityRows(facilities, of(rows)),
		columns: [
			column('people', { zh: '接收人数', en: 'People who come' }, '{person}', of(load), 'neither'),
			column('capacity', { zh: '容量', en: 'Room' }, '{person}', of(capacity), 'more'),
			{
				...column(
					'use',
					{ zh: '占用', en: 'Part in use' },
					'%',
					near.map((shelter) =>
						capacity[shelter] === 0 ? null : rounded((100 * load[shelter]!) / capacity[shelter]!, 1)
					)
				),
				classes: IN_USE
			}
		],
		colour: 'use',
		size: 'people'
	};
}

/** How many walk from which zone to which. */
export function pairsLayer(
	zones: ZonesPart,
	crowd: Crowd,
	shelters: Shelters,
	walks: readonly Walk[]
): ResultLayer {
	const index = new ZoneIndex(zones);
	const people = new Map<string, number>();
	const ends = new Map<string, readonly [from: number, to: number]>();
	for (const walk of walks) {
		const from = index.at(crowd.lng[walk.row]!, crowd.lat[walk.row]!);
		const to = index.at(shelters.lng[walk.shelter]!, shelters.lat[walk.shelter]!);
		const key = `${zones.key[from]!}>${zones.key[to]!}`;
		people.set(key, (people.get(key) ?? 0) + walk.people);
		ends.set(key, [from, to]);
	}
	const keys = [...people.keys()].sort();
	const values = keys.map((key) => people.get(key)!);
	const { name, nameEn } = zones;
	const named = (of: (zone: number) => string) =>
		keys.map((key) => {
			const [from, to] = ends.get(key)!; // set with the key
			return `${of(from)} → ${of(to)}`;
		});
	return {
		id: 'pairs',
		title: { zh: '疏散去向', en: 'From where to where' },
		geometry: { of: 'pairs' },
		keys,
		names: named((zone) => name[zone]!),
		...(nameEn && { namesEn: named((zone) => nameEn[zone] ?? name[zone]!) }),
		columns: [column('people', { zh: '人数', en: 'People' }, '{person}', values, 'neither')],
		colour: 'people',
		size: 'people'
	};
}

/** Streets that hold up those behind them: widening any other helps nobody. */
export function narrowestLayer(
	{ links }: RoadsPart,
	{ links: rows, narrowest, seconds }: WayOut,
	capacity: number
): ResultLayer {
	return {
		id: 'narrowest',
		title: { zh: '最慢的出口', en: 'Narrowest ways out' },
		geometry: { of: 'links' },
		keys: narrowest.map(({ street, way }) => `${links.key[rows[street]!]!}${way === 1 ? '+' : '-'}`),
		...roadNames(
			links,
			narrowest.map(({ street }) => rows[street]!),
			narrowest.map(({ street }) => links.key[rows[street]!]!)
		),
		columns: [
			column(
				'people',
				{ zh: '经过人数', en: 'People who pass' },
				'{person}',
				narrowest.map(() => Math.round(capacity * seconds)),
				'neither'
			)
		],
		colour: 'people'
	};
}
