import type { LngLat } from '#lib/model/geometry.ts';
import type { Metres } from '#lib/model/units.ts';
import type { CityThings } from './city-things.svelte.ts';
import type { EditCity, RoadThere } from './edit-city.ts';
import type { EditAim, EditValues } from './edit-tool.ts';
import { nearestPlace, nearestWay } from './nearest-place.ts';
import { toggled } from './toggled.ts';

/** Kinds of things that tools take. */
export type ThingKind = Extract<EditAim, { by: 'picking' | 'choosing' }>['of'];

/** Where something is to be taken. */
export interface PickPlace {
	readonly at: LngLat;
	readonly within: Metres;
	/** That is under the pointer there. */
	readonly building?: number | undefined;
	/** What it was found by: a road of that name comes before others. */
	readonly named?: string;
}

/** Something that was there. */
export interface PickedThing {
	/** The edit's values with it, or without it when they had it already. */
	readonly into: (values: EditValues) => EditValues;
	/** What belongs together with a road. */
	readonly there?: RoadThere;
}

/** The thing of a kind at a place; undefined when nothing is within reach. */
export async function pickThing(
	of: ThingKind,
	{ at, within, building, named }: PickPlace,
	things: CityThings,
	city: EditCity
): Promise<PickedThing | undefined> {
	switch (of) {
		case 'buildings':
			if (building === undefined) return undefined;
			things.wantBuildings([building]);
			return { into: withOrWithout('buildings', building) };
		case 'roads': {
			const there = await city.roadAt(at, within, named);
			if (!there) return undefined;
			things.wantRoads([there.road.row]);
			return { into: withOrWithout('links', there.road.row), there };
		}
		case 'facilities': {
			const facility = await city.facilityAt(at, within);
			if (!facility) return undefined;
			things.wantFacilities([facility.id]);
			return { into: withOrWithout('rows', facility.id) };
		}
		case 'routes': {
			const line = nearestWay(things.routes, at, within);
			return line && { into: (values) => ({ ...values, dataset: line.dataset, route: line.id }) };
		}
		case 'stops': {
			const stop = nearestPlace(things.stops, at, within);
			return stop && { into: (values) => ({ ...values, dataset: stop.dataset, stop: stop.id }) };
		}
	}
}

const withOrWithout =
	(name: string, id: number) =>
	(values: EditValues): EditValues => ({ ...values, [name]: toggled(numbersOf(values, name), id) });

/** Rows or ids that were taken. */
export function numbersOf(values: EditValues, name: string): readonly number[] {
	const value = values[name];
	return Array.isArray(value) ? (value as number[]) : []; // lists of rows and ids are set above
}
