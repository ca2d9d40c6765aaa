import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { PartName, TransitPart } from '#lib/model/scenario/city-parts.ts';
import type { Metres } from '#lib/model/units.ts';
import type { CityReader } from '#lib/scenarios/city/city-reader.ts';
import { NearestPoints } from '#lib/scenarios/city/nearest-points.ts';
import { RoadLookup } from './road-lookup.ts';

/** A thing at a place, by a row or an id of the pack. */
export interface CityPlace {
	readonly id: number;
	/** Empty: it has none. */
	readonly name: string;
	/** In English, where the pack has that. */
	readonly nameEn?: string;
	/** Of a facility. */
	readonly kind?: string;
	readonly at: LngLat;
}

/** A line or a stop of one of the pack's timetables. */
interface TransitThing {
	readonly dataset: string;
	readonly id: string;
	readonly name: string;
}
export interface TransitStop extends TransitThing {
	readonly at: LngLat;
}
export interface TransitRoute extends TransitThing {
	/** Its stops in order, of its longest trip. */
	readonly stops: readonly LngLat[];
	readonly stopNames: readonly string[];
}

/** What one who edits asks about the city before edits. A pack without such things has none. */
export class CityLookup {
	readonly #city: CityReader;
	#roads: Promise<RoadLookup | undefined> | undefined;
	#facilities: Promise<NearestPoints | undefined> | undefined;

	constructor(city: CityReader) {
		this.#city = city;
	}

	roads(): Promise<RoadLookup | undefined> {
		return (this.#roads ??= this.#if('roads').then((roads) => roads && new RoadLookup(roads)));
	}

	async facilityAt([lng, lat]: LngLat, within: Metres): Promise<CityPlace | undefined> {
		const part = await this.#if('facilities');
		this.#facilities ??= Promise.resolve(part && new NearestPoints(part.lng, part.lat));
		const row = (await this.#facilities)?.nearest(lng, lat, within);
		return row === undefined ? undefined : (await this.facilities([Number(part!.key[row])]))[0];
	}

	/** By rows of the facilities dataset; those that are none are left out. */
	async facilities(rows: readonly number[]): Promise<CityPlace[]> {
		const part = await this.#if('facilities');
		if (!part) return [];
		const places = new Map(part.key.map((key, row) => [Number(key), row]));
		return rows.flatMap((id) => {
			const row = places.get(id);
			if (row === undefined) return [];
			const nameEn = part.nameEn?.[row];
			return {
				id,
				name: part.name[row]!,
				...(nameEn && { nameEn }),
				kind: part.kind[row]!,
				at: [part.lng[row]!, part.lat[row]!] as const
			};
		});
	}

	/** Where buildings stand, by global id; they have no names here. */
	async buildings(ids: readonly number[]): Promise<CityPlace[]> {
		const part = await this.#if('buildings');
		return ids.flatMap((id) =>
			part?.lng[id] === undefined ? [] : [{ id, name: '', at: [part.lng[id], part.lat[id]!] as const }]
		);
	}

	async stops(): Promise<TransitStop[]> {
		const part = await this.#if('transit');
		return (part?.stops.key ?? []).map((key, row) => ({
			...datasetAndId(key),
			name: part!.stops.name[row]!,
			at: [part!.stops.lng[row]!, part!.stops.lat[row]!]
		}));
	}

	async routes(): Promise<TransitRoute[]> {
		const part = await this.#if('transit');
		if (!part) return [];
		const longest = longestTrips(part);
		return part.routes.key.map((key, route) => ({
			...datasetAndId(key),
			name: part.routes.name[route]!,
			...stopsOf(part, longest[route]!)
		}));
	}

	/** A part, or undefined where the pack has none. */
	async #if<N extends PartName>(name: N) {
		try {
			return await this.#city.part(name);
		} catch (thrown) {
			if (thrown instanceof AppError && thrown.code === 'INPUT_EMPTY') return undefined;
			throw thrown;
		}
	}
}

function datasetAndId(key: string): { readonly dataset: string; readonly id: string } {
	const slash = key.indexOf('/');
	return { dataset: key.slice(0, slash), id: key.slice(slash + 1) };
}

/** By route the trip with the most calls, the first of several; −1 for a route that does not run that day. */
function longestTrips({ routes, trips }: TransitPart): Int32Array {
	const longest = new Int32Array(routes.key.length).fill(-1);
	const calls = (trip: number) => (trip < 0 ? 0 : trips.starts[trip + 1]! - trips.starts[trip]!);
	trips.route.forEach((route, trip) => {
		if (calls(trip) > calls(longest[route]!)) longest[route] = trip;
	});
	return longest;
}

function stopsOf(
	{ trips, calls, stops }: TransitPart,
	trip: number
): Pick<TransitRoute, 'stops' | 'stopNames'> {
	const rows = trip < 0 ? [] : [...calls.stop.subarray(trips.starts[trip], trips.starts[trip + 1])];
	return {
		stops: rows.map((stop): LngLat => [stops.lng[stop]!, stops.lat[stop]!]),
		stopNames: rows.map((stop) => stops.name[stop]!)
	};
}
