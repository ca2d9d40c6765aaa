import type { Degrees, Metres } from '../units.ts';
import type { LngLat } from '../geometry.ts';

/** The road graph: rows of `roads/*.arrow`, in columns. */
export interface RoadsPart {
	readonly nodes: { readonly lng: Float64Array; readonly lat: Float64Array };
	readonly links: {
		/** `7`, or `new-2` of the edit with that index. */
		readonly key: readonly string[];
		readonly from: Uint32Array;
		readonly to: Uint32Array;
		readonly class: readonly string[];
		readonly name: readonly (string | null)[];
		/** In English; absent where the pack has none at all. */
		readonly nameEn?: readonly (string | null)[];
		readonly length: Float32Array;
		/** 1 forward, −1 backward, 0 both. */
		readonly oneway: Int8Array;
		/** km/h, all directions together, vehicles an hour and direction; NaN: nobody says. */
		readonly maxSpeed: Float32Array;
		readonly lanes: Float32Array;
		readonly capacity: Float32Array;
		/** Part of the time that a signal at its end is green; NaN: nobody says. */
		readonly greenShare: Float32Array;
		readonly bridge: Uint8Array;
		readonly tunnel: Uint8Array;
		/** Nobody may drive, ride or walk there. */
		readonly closed: Uint8Array;
		/** Where its points begin; one more than links. */
		readonly starts: Uint32Array;
	};
	readonly points: { readonly lng: Float64Array; readonly lat: Float64Array };
	/** Nodes with a signal. */
	readonly signals: Uint8Array;
}

/** Where people live and work, in the finest areas that the pack counts them by; cells of a grid where it has none. */
export interface ZonesPart {
	readonly key: readonly string[];
	readonly name: readonly string[];
	/** In English; absent where the pack has none at all. */
	readonly nameEn?: readonly (string | null)[];
	/** Middle of the people, of the area where it has none. */
	readonly lng: Float64Array;
	readonly lat: Float64Array;
	readonly residents: Float64Array;
	readonly jobs: Float64Array;
	/** Outer rings, not closed. */
	readonly rings: readonly (readonly LngLat[])[];
	/** How the people were counted. */
	readonly counted: 'in the pack' | 'by floor area';
}

/** Buildings, in columns; row = place in the list, not the id. */
export interface BuildingsPart {
	/** Global id, or `new-2` of the edit with that index. */
	readonly key: readonly string[];
	readonly lng: Float64Array;
	readonly lat: Float64Array;
	readonly use: readonly string[];
	readonly height: Float32Array;
	/** Footprint, m². */
	readonly area: Float32Array;
	/** NaN: nobody says. */
	readonly levels: Float32Array;
	readonly residents: Float32Array;
	readonly jobs: Float32Array;
}

/** Footprints by building row: outer rings without holes, of the pack and of what edits add; an empty one where nobody says. */
export interface FootprintsPart {
	/** One more than buildings. */
	readonly starts: Uint32Array;
	readonly lng: Float64Array;
	readonly lat: Float64Array;
}

export interface FacilitiesPart {
	/** Row of the dataset, or `new-2` of the edit with that index, `new-2-5` of its fifth. */
	readonly key: readonly string[];
	readonly kind: readonly string[];
	readonly name: readonly string[];
	/** In English, empty where nobody says; absent where the pack has none at all. */
	readonly nameEn?: readonly string[];
	readonly lng: Float64Array;
	readonly lat: Float64Array;
	/** NaN: nobody says. */
	readonly capacity: Float64Array;
}

/** A departure pattern: stops of one trip with times. Lines of edits are written out as trips. */
export interface TransitPart {
	readonly stops: {
		/** `dataset/stop_id`, or `new-2-1`. */
		readonly key: readonly string[];
		readonly name: readonly string[];
		readonly lng: Float64Array;
		readonly lat: Float64Array;
	};
	readonly routes: { readonly key: readonly string[]; readonly name: readonly string[] };
	/** Trips of one weekday (`day`), by first departure. */
	readonly trips: {
		readonly route: Uint32Array;
		/** Where its calls begin; one more than trips. */
		readonly starts: Uint32Array;
	};
	/** Seconds after midnight of the service day. */
	readonly calls: {
		readonly stop: Uint32Array;
		readonly arrival: Int32Array;
		readonly departure: Int32Array;
	};
	/** Service day that was written out, YYYY-MM-DD. */
	readonly day: string;
}

/** Heights of the ground on an even grid of cells, row by row from the south-west. */
export interface TerrainPart {
	/** South-west corner of the grid: the first cell's middle is half a step from it. */
	readonly west: Degrees;
	readonly south: Degrees;
	/** Size of a cell. */
	readonly stepLng: Degrees;
	readonly stepLat: Degrees;
	readonly columns: number;
	readonly rows: number;
	/** Metres above sea level; NaN: nobody says. */
	readonly height: Float32Array;
	/** 1 where river, lake or sea stands. */
	readonly water: Uint8Array;
	/** Where a street dives below the ground that stands beside it. */
	readonly underpasses: readonly Underpass[];
}

/** The lowest point of a street under another. */
export interface Underpass {
	readonly name: string;
	/** In English; absent: nobody says. */
	readonly nameEn?: string;
	/** Of the street that dives; null: nobody says. */
	readonly street: string | null;
	readonly lng: Degrees;
	readonly lat: Degrees;
	/** Its carriageway, metres above sea level. */
	readonly lowest: Metres;
}

/** Where rain leaves the streets. */
export interface InletsPart {
	readonly lng: Float64Array;
	readonly lat: Float64Array;
	readonly ground: Float32Array;
}

export interface LampsPart {
	readonly lng: Float64Array;
	readonly lat: Float64Array;
	/** Watts at full light. */
	readonly watts: Float32Array;
	/** By lamp and hour of the day, while it is dark outside: 0 off … 1 full; 24 a lamp. */
	readonly level: Float32Array;
	/** IANA name of the clock that those hours are of. */
	readonly timezone: string;
}

/** What a model may read of a city. Each part is loaded when a model needs it. */
export interface CityParts {
	readonly roads: RoadsPart;
	readonly zones: ZonesPart;
	readonly buildings: BuildingsPart;
	readonly footprints: FootprintsPart;
	readonly facilities: FacilitiesPart;
	readonly transit: TransitPart;
	readonly terrain: TerrainPart;
	readonly inlets: InletsPart;
	readonly lamps: LampsPart;
}
export type PartName = keyof CityParts;

/** Height of a storey where nobody says how many there are. */
export const STOREY: Metres = 3.2;
