import type { ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { ModelInput } from '#lib/model/scenario/model.ts';
import { Plane } from '../../city/plane.ts';
import type { CityNetwork } from '../city/city-network.ts';
import type { TrafficSettings } from '../parameters.ts';
import { distributeTrips } from './gravity.ts';
import type { ZoneTable } from './zone-table.ts';
import { scaleTrips } from './scale-trips.ts';

export interface CityTrips {
	/** Vehicles in the hour from zone to zone. */
	readonly table: ZoneTable;
	/** Largest relative difference between a zone's trips and what its people make, before edits of demand. */
	readonly error: number;
	/** Edits of demand that touch nobody, by their places. */
	readonly idle: readonly number[];
}

/** Trips between homes and jobs. Nobody chooses another job because of a closure: the times are those without any. */
export function cityTrips(
	{ network: { zones: count }, zones }: CityNetwork,
	areas: ZonesPart,
	free: ZoneTable,
	settings: TrafficSettings,
	{ edits, anchor }: Pick<ModelInput, 'edits' | 'anchor'>
): CityTrips {
	const vehicles = zones.residents.map((people) => people * settings.vehiclesPerResident);
	const spread = distributeTrips(vehicles, zones.jobs, free, settings.beta);
	const { values, idle } = scaleTrips(spread, edits, zones, areas, new Plane(anchor[1]));
	const back = Float64Array.from(values, (_, at) => values[(at % count) * count + Math.floor(at / count)]!);
	const table = {
		morning: values,
		evening: back,
		day: values.map((there, at) => (there + back[at]!) / 2)
	}[settings.direction];
	return { table: { zones: count, values: table }, error: spread.error, idle };
}
