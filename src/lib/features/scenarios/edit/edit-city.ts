import type { LngLat } from '#lib/model/geometry.ts';
import type { Metres } from '#lib/model/units.ts';

/** A link of the city's roads. */
export interface CityRoad {
	readonly row: number;
	/** Absent when it has none. */
	readonly name?: string;
	/** As the pack says it: `primary`. */
	readonly class: string;
	/** As it is drawn, `from` to `to`. */
	readonly line: readonly LngLat[];
}

/** The road at a place, and what belongs together with that link. */
export interface RoadThere {
	readonly road: CityRoad;
	/** Links of the same bridge or tunnel, itself among them; only itself where it is neither. */
	readonly bridge: readonly number[];
	/** Links of the same name that hang together, itself among them. */
	readonly whole: readonly number[];
}

/** A thing at a place, by a row or an id of the pack. */
export interface CityPlace<Id> {
	readonly id: Id;
	readonly name: string;
	readonly at: LngLat;
}

/** A line or a stop of one of the pack's timetables. */
export interface TransitThing {
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
}

/** What the editor asks about the city that is edited. A pack without such things has none: lists are empty. */
export interface EditCity {
	/** The nearest link that vehicles use; undefined when none is within reach. */
	roadAt(at: LngLat, within: Metres): Promise<RoadThere | undefined>;
	roads(rows: readonly number[]): Promise<readonly CityRoad[]>;
	facilityAt(at: LngLat, within: Metres): Promise<CityPlace<number> | undefined>;
	facilities(rows: readonly number[]): Promise<readonly CityPlace<number>[]>;
	/** Where buildings stand. */
	buildings(ids: readonly number[]): Promise<readonly CityPlace<number>[]>;
	stops(): Promise<readonly TransitStop[]>;
	routes(): Promise<readonly TransitRoute[]>;
}
