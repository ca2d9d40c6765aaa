import type { BuildingsPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { CityReader } from '../city/city-reader.ts';
import { ringCentre } from '#lib/model/ring.ts';
import { ZoneIndex } from '../city/zones/zone-index.ts';
import { editBuildings } from './buildings.ts';

/** Zones after edits: what the buildings in them gained and lost, and the middle of the people moved with it. */
export async function editZones(
	zones: ZonesPart,
	edits: readonly ScenarioEdit[],
	city: CityReader
): Promise<ZonesPart> {
	const before = await city.part('buildings');
	const after = editBuildings(before, edits);
	const changes = peopleChanges(before, after);
	if (changes.length === 0) return zones;
	const index = new ZoneIndex(zones);
	const [residents, jobs] = [zones.residents.slice(), zones.jobs.slice()];
	const moved = new Map<number, { lng: number; lat: number }>();
	for (const change of changes) {
		const zone = index.at(change.lng, change.lat);
		residents[zone]! += change.residents;
		jobs[zone]! += change.jobs;
		const people = change.residents + change.jobs;
		const sum = moved.get(zone) ?? { lng: 0, lat: 0 };
		sum.lng += (change.lng - zones.lng[zone]!) * people;
		sum.lat += (change.lat - zones.lat[zone]!) * people;
		moved.set(zone, sum);
	}
	const [lng, lat] = [zones.lng.slice(), zones.lat.slice()];
	for (const [zone, sum] of moved) {
		// Areas may say fewer people than their buildings are counted to have.
		residents[zone] = Math.max(0, residents[zone]!);
		jobs[zone] = Math.max(0, jobs[zone]!);
		const people = residents[zone]! + jobs[zone]!;
		const empty = ringCentre(zones.rings[zone]!).at;
		lng[zone] = people === 0 ? empty[0] : lng[zone]! + sum.lng / people;
		lat[zone] = people === 0 ? empty[1] : lat[zone]! + sum.lat / people;
	}
	return { ...zones, residents, jobs, lng, lat };
}

interface PeopleChange {
	readonly lng: number;
	readonly lat: number;
	readonly residents: number;
	readonly jobs: number;
}

/** Buildings whose people changed: the pack's by their row, then those that edits added. */
function peopleChanges(before: BuildingsPart, after: BuildingsPart): PeopleChange[] {
	const rows = new Map(after.key.map((key, row) => [key, row]));
	const changes: PeopleChange[] = [];
	const note = (lng: number, lat: number, residents: number, jobs: number) => {
		if (residents !== 0 || jobs !== 0) changes.push({ lng, lat, residents, jobs });
	};
	before.key.forEach((key, row) => {
		const now = rows.get(key);
		rows.delete(key);
		const [residents, jobs] = now === undefined ? [0, 0] : [after.residents[now]!, after.jobs[now]!];
		note(before.lng[row]!, before.lat[row]!, residents - before.residents[row]!, jobs - before.jobs[row]!);
	});
	for (const row of rows.values())
		note(after.lng[row]!, after.lat[row]!, after.residents[row]!, after.jobs[row]!);
	return changes;
}
