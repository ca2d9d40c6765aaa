import type { ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit, ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import type { Plane } from '../../city/plane.ts';
import type { TrafficZones } from '../city/traffic-zones.ts';
import type { ZoneTable } from './zone-table.ts';

export interface ScaledTrips extends ZoneTable {
	/** Edits that touch nobody's trips, by their places. */
	readonly idle: readonly number[];
}

/**
 * Trips after the edits of demand, one after the other: all times a factor, or those that begin or end at a place. Of a
 * zone that the place covers in part, that part of its residents and jobs counts; without a radius it is the nearest area.
 */
export function scaleTrips(
	trips: ZoneTable,
	edits: readonly ScenarioEdit[],
	zones: TrafficZones,
	areas: ZonesPart,
	plane: Plane
): ScaledTrips {
	const values = trips.values.slice();
	const idle: number[] = [];
	edits.forEach((edit, place) => {
		if (edit.kind !== 'demand') return;
		if (!edit.at) {
			values.forEach((count, at) => (values[at] = count * edit.factor));
			return;
		}
		const [lives, works] = coveredShares(edit, zones, areas, plane);
		if (!lives.some((share) => share > 0) && !works.some((share) => share > 0)) idle.push(place);
		for (let from = 0; from < trips.zones; from++)
			for (let to = 0; to < trips.zones; to++) {
				const touched = 1 - (1 - lives[from]!) * (1 - works[to]!);
				values[from * trips.zones + to]! *= 1 + (edit.factor - 1) * touched;
			}
	});
	return { zones: trips.zones, values, idle };
}

/** By zone: the parts of its residents and of its jobs that are within the edit's place. */
function coveredShares(
	{ at, within }: ScenarioEditOf<'demand'>,
	zones: TrafficZones,
	areas: ZonesPart,
	plane: Plane
): readonly [Float64Array, Float64Array] {
	const [east, north] = plane.metres(...at!);
	const metres = zones.places.map((place) =>
		Math.sqrt((place.east - east) ** 2 + (place.north - north) ** 2)
	);
	const nearest = metres.reduce((best, far, area) => (far < metres[best]! ? area : best), 0);
	const isIn = (area: number) => (within === undefined ? area === nearest : metres[area]! <= within);
	const shares = (people: Float64Array, all: Float64Array) =>
		Float64Array.from(zones.members, (group, zone) => {
			const covered = group.reduce((sum, area) => sum + (isIn(area) ? people[area]! : 0), 0);
			return all[zone]! > 0 ? covered / all[zone]! : 0;
		});
	return [shares(areas.residents, zones.residents), shares(areas.jobs, zones.jobs)];
}
