import type { BuildingsPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';
import { ZoneIndex } from './zone-index.ts';

type Outline = Omit<ZonesPart, 'counted'>;

/** Zones with the people of the buildings in them, each at the middle of its people. */
export function countPeople(outline: Outline, buildings: BuildingsPart): Outline {
	if (outline.key.length === 0) return outline;
	const index = new ZoneIndex(outline);
	const zones = outline.key.length;
	const [residents, jobs] = [new Float64Array(zones), new Float64Array(zones)];
	const [lng, lat] = [new Float64Array(zones), new Float64Array(zones)];
	buildings.lng.forEach((east, row) => {
		const north = buildings.lat[row]!;
		const people = buildings.residents[row]! + buildings.jobs[row]!;
		if (people === 0) return;
		const zone = index.at(east, north);
		residents[zone]! += buildings.residents[row]!;
		jobs[zone]! += buildings.jobs[row]!;
		// From the area's middle: differences keep their digits.
		lng[zone]! += (east - outline.lng[zone]!) * people;
		lat[zone]! += (north - outline.lat[zone]!) * people;
	});
	const middle = (sums: Float64Array, own: Float64Array) =>
		sums.map((sum, zone) => {
			const people = residents[zone]! + jobs[zone]!;
			return people === 0 ? own[zone]! : own[zone]! + sum / people;
		});
	return { ...outline, residents, jobs, lng: middle(lng, outline.lng), lat: middle(lat, outline.lat) };
}
