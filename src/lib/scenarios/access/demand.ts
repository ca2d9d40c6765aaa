import type { BuildingsPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';
import { ZoneIndex } from '../city/zones/zone-index.ts';

/** Where residents are: buildings that have any, in columns. */
export interface DemandPoints {
	readonly building: readonly string[];
	readonly lng: Float64Array;
	readonly lat: Float64Array;
	readonly people: Float64Array;
	/** Row of the zone they are counted in. */
	readonly zone: Int32Array;
}

export function demandPoints(buildings: BuildingsPart, zones: ZonesPart): DemandPoints {
	const rows = [...buildings.residents.keys()].filter((row) => buildings.residents[row]! > 0);
	const index = new ZoneIndex(zones);
	return {
		building: rows.map((row) => buildings.key[row]!),
		lng: Float64Array.from(rows, (row) => buildings.lng[row]!),
		lat: Float64Array.from(rows, (row) => buildings.lat[row]!),
		people: Float64Array.from(rows, (row) => buildings.residents[row]!),
		zone: Int32Array.from(rows, (row) => index.at(buildings.lng[row]!, buildings.lat[row]!))
	};
}
