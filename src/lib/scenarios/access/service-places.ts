import type { BuildingsPart, FacilitiesPart, TransitPart } from '#lib/model/scenario/city-parts.ts';
import type { Degrees } from '#lib/model/units.ts';
import type { Service } from './services.ts';

/** Places that services are offered at: facilities that serve one, then buildings, then stops. */
export interface ServicePlaces {
	readonly lng: readonly Degrees[];
	readonly lat: readonly Degrees[];
	/** Rows of facilities that serve anything, in their order; their places are 0, 1, … */
	readonly facilities: readonly number[];
	/** Place by stop, also of those where nothing halts. */
	readonly stops: readonly number[];
	/** By service: its places that are in use. */
	readonly ofService: readonly (readonly number[])[];
	/** By service: the facilities among them, those that stand in water too. */
	readonly facilitiesOfService: readonly (readonly number[])[];
}

/** `out`: facilities out of use, by row. */
export function servicePlaces(
	services: readonly Service[],
	city: {
		readonly facilities: FacilitiesPart;
		readonly buildings: BuildingsPart;
		readonly transit: TransitPart;
	},
	out?: Uint8Array
): ServicePlaces {
	const { facilities, buildings, transit } = city;
	const wanted = new Set(services.flatMap(({ kinds }) => kinds));
	const rows = facilities.kind.flatMap((kind, row) => (wanted.has(kind) ? [row] : []));
	const lng = rows.map((row) => facilities.lng[row]!);
	const lat = rows.map((row) => facilities.lat[row]!);
	const uses = new Set(services.flatMap((service) => service.uses ?? []));
	const shops = buildings.use.flatMap((use, row) => (uses.has(use) ? [row] : []));
	const shopPlaces = shops.map((row) => {
		lat.push(buildings.lat[row]!);
		return lng.push(buildings.lng[row]!) - 1;
	});
	const stops = transit.stops.key.map((_, stop) => {
		lat.push(transit.stops.lat[stop]!);
		return lng.push(transit.stops.lng[stop]!) - 1;
	});
	const served = new Set(transit.calls.stop);
	const facilitiesOfService = services.map(({ kinds }) => {
		const of = new Set(kinds);
		return rows.flatMap((row, place) => (of.has(facilities.kind[row]!) ? [place] : []));
	});
	const ofService = services.map((service, index) => [
		...facilitiesOfService[index]!.filter((place) => out?.[rows[place]!] !== 1),
		...shopPlaces.filter((_, shop) => service.uses?.includes(buildings.use[shops[shop]!]!)),
		...stops.filter((_, stop) => service.stops && served.has(stop))
	]);
	return { lng, lat, facilities: rows, stops, ofService, facilitiesOfService };
}
