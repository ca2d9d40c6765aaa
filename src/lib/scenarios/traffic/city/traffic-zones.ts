import { saidError } from '#lib/model/said-error.ts';
import type { ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { Plane } from '../../city/plane.ts';
import { gatherZones, headOf, type Place } from './gather-zones.ts';

/** Where trips begin and end: areas of the city, neighbours gathered where there are many. In columns. */
export interface TrafficZones {
	readonly count: number;
	/** Areas of each zone, by their place among the city's. */
	readonly members: readonly (readonly number[])[];
	/** Of the area in its middle. */
	readonly key: readonly string[];
	readonly name: readonly string[];
	readonly nameEn?: readonly (string | null)[];
	/** Middle of its people. */
	readonly middle: readonly Place[];
	readonly residents: Float64Array;
	readonly jobs: Float64Array;
	/** By area of the city: middle of its people, and zone that it is in. */
	readonly places: readonly Place[];
	readonly zoneOf: Int32Array;
}

/** Throws INPUT_EMPTY when nobody lives or nobody works in the city: there is no trip then. */
export function trafficZonesOf(areas: ZonesPart, plane: Plane, most: number): TrafficZones {
	for (const [what, people] of [
		['residents', areas.residents],
		['jobs', areas.jobs]
	] as const)
		if (!people.some((count) => count > 0))
			throw saidError('INPUT_EMPTY', {
				zh: `城市没有${what === 'jobs' ? '岗位' : '居民'}数据，请导入人口后（或规划一些）再推算出行。`,
				en: `The city counts no ${what}: import it with people, or plan some, before trips are asked for.`
			});
	const middles = areas.rings.map((ring, area): Place => middleOf(ring, areas, area, plane));
	const places = areas.key.map((_, area) => placeOf(plane, areas.lng[area]!, areas.lat[area]!));
	const members = gatherZones(middles, most);
	const zoneOf = new Int32Array(areas.key.length);
	members.forEach((group, zone) => group.forEach((area) => (zoneOf[area] = zone)));
	const heads = members.map((group) => headOf(group, middles));
	const sum = (group: readonly number[], of: Float64Array) => group.reduce((all, area) => all + of[area]!, 0);
	const { nameEn } = areas;
	return {
		count: members.length,
		members,
		key: heads.map((area) => areas.key[area]!),
		name: members.map((group, zone) => ofGroup(areas.name[heads[zone]!]!, group)),
		...(nameEn && {
			nameEn: members.map((group, zone) => {
				const name = nameEn[heads[zone]!] ?? null;
				return name === null ? null : ofGroup(name, group);
			})
		}),
		middle: members.map((group) => middleOfPeople(group, places, areas)),
		residents: Float64Array.from(members, (group) => sum(group, areas.residents)),
		jobs: Float64Array.from(members, (group) => sum(group, areas.jobs)),
		places,
		zoneOf
	};
}

/** The name of the area in its middle, and how many others are with it. */
const ofGroup = (name: string, group: readonly number[]): string =>
	group.length === 1 ? name : `${name} +${group.length - 1}`;

/** Of the area itself: it stays where it is whoever moves in. */
function middleOf(ring: ZonesPart['rings'][number], areas: ZonesPart, area: number, plane: Plane): Place {
	if (ring.length === 0) return placeOf(plane, areas.lng[area]!, areas.lat[area]!);
	const [lng, lat] = [ring.map((point) => point[0]), ring.map((point) => point[1])];
	const between = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
	return placeOf(plane, between(lng), between(lat));
}

function middleOfPeople(group: readonly number[], places: readonly Place[], areas: ZonesPart): Place {
	const people = (area: number) => areas.residents[area]! + areas.jobs[area]!;
	const all = group.reduce((sum, area) => sum + people(area), 0);
	const weight = (area: number) => (all > 0 ? people(area) / all : 1 / group.length);
	const mean = (axis: keyof Place) =>
		group.reduce((sum, area) => sum + places[area]![axis] * weight(area), 0);
	return { east: mean('east'), north: mean('north') };
}

function placeOf(plane: Plane, lng: number, lat: number): Place {
	const [east, north] = plane.metres(lng, lat);
	return { east, north };
}
