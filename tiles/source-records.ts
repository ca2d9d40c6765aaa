import type { BBox } from '#lib/model/geometry.ts';
import type { CityManifest } from '#lib/model/city.ts';

/**
 * What every importer turns its source into, and what the baker consumes: the seam between
 * `tiles/import` and `tiles/bake`. Rings are flat `lng, lat` pairs in degrees, open (first vertex not
 * repeated), any winding; the first ring of a polygon is the outer one.
 */
export type Ring = Float64Array;
export type Polygon = readonly Ring[];

export interface BuildingRecord {
	/** OSM id, relations negative; a running number when the source has none. */
	readonly sourceId: number;
	/** Set on building parts: `sourceId` of the building they belong to, when known. */
	readonly part?: { readonly rootId?: number };
	readonly polygons: readonly Polygon[];
	/** Top, metres above ground. */
	readonly height: number;
	readonly heightEstimated: boolean;
	/** Bottom, metres above ground; less than height. */
	readonly minHeight: number;
	readonly levels?: number;
	/** Year it was built. */
	readonly year?: number;
	readonly residents?: number;
	readonly jobs?: number;
	/** `residential`, `office`…; `unknown` when the source is silent. */
	readonly use: string;
	readonly name?: string;
	/** The same in English, when the source has it beside another language. */
	readonly nameEn?: string;
	readonly street?: string;
	readonly houseNumber?: string;
}

/** OSM highway values without `_link` are classes too; the baker orders them by `ROAD_CLASSES`. */
export interface RoadRecord {
	readonly sourceId: number;
	/** Flat lng, lat. */
	readonly line: Float64Array;
	readonly class: string;
	readonly name?: string;
	/** The same in English, when the source has it beside another language. */
	readonly nameEn?: string;
	/** 1 along the line, −1 against it, 0 both ways. */
	readonly oneway: -1 | 0 | 1;
	/** km/h. */
	readonly maxSpeed?: number;
	/** Of both directions together, or of the one there is. */
	readonly lanes?: number;
	/** Vehicles an hour and direction. */
	readonly capacity?: number;
	readonly layer: number;
	readonly bridge: boolean;
	readonly tunnel: boolean;
	/** OSM node ids per vertex when known: the graph's true topology. */
	readonly nodes?: Float64Array;
}

export interface SurfaceRecord {
	readonly kind: 'land' | 'water' | 'green' | 'landuse';
	/** `river`, `park`, `residential`… */
	readonly class: string;
	readonly polygons: readonly Polygon[];
	readonly name?: string;
	readonly nameEn?: string;
}

/** Open water drawn as a line in the source: rivers, streams, canals. */
export interface WaterwayRecord {
	readonly class: string;
	readonly line: Float64Array;
	readonly name?: string;
}

/** Heights of the ground on a square grid of WGS 84 degrees. */
export interface TerrainRecord {
	/** Longitude and latitude of the south-western sample. */
	readonly west: number;
	readonly south: number;
	/** Degrees between samples. */
	readonly step: number;
	readonly columns: number;
	readonly rows: number;
	/** Metres above sea level, rows from north to south, NaN where unknown; columns × rows. */
	readonly heights: Float32Array;
}

export interface AddressRecord {
	readonly lng: number;
	readonly lat: number;
	readonly houseNumber: string;
	readonly street: string;
	/** `sourceId` of the building it stands on, when the source says. */
	readonly building?: number;
}

export interface PlaceRecord {
	/** `poi` has a class of its own; `stop` comes from a timetable; `place` is a settlement or quarter. */
	readonly kind: 'place' | 'poi' | 'stop' | 'district';
	readonly class: string;
	readonly name: string;
	readonly nameEn?: string;
	readonly lng: number;
	readonly lat: number;
	/** Lower is more important; places: 0 city … 4 neighbourhood. */
	readonly rank: number;
}

/** Takes records in any order and any number; `write` may be asynchronous to hold the reader back. */
export interface CityBaker {
	building(record: BuildingRecord): void | Promise<void>;
	road(record: RoadRecord): void | Promise<void>;
	surface(record: SurfaceRecord): void | Promise<void>;
	waterway(record: WaterwayRecord): void | Promise<void>;
	/** Heights of the ground in and around the city; where grids overlap the first one counts. */
	terrain(record: TerrainRecord): void | Promise<void>;
	address(record: AddressRecord): void | Promise<void>;
	place(record: PlaceRecord): void | Promise<void>;
	/** Bakes everything into the pack folder and says what the manifest must know. */
	finish(): Promise<BakeResult>;
	/** Gives up: removes temporary files. */
	abort(): Promise<void>;
}

export interface BakeOptions {
	/** Pack folder being written; exists. */
	readonly out: string;
	/** Everything outside is still drawn, but the anchor and first view come from here. */
	readonly bbox?: BBox;
	readonly onProgress: (progress: BakeProgress) => void;
}

export interface BakeProgress {
	readonly stage: 'collect' | 'leaves' | 'levels' | 'ground' | 'terrain' | 'visibility' | 'tables' | 'search';
	readonly done: number;
	readonly total: number;
}

/** A record the baker had to drop or change after the importer kept it (self-intersecting, vanishing). */
export interface BakeFinding {
	readonly kind: 'buildings' | 'roads' | 'surfaces';
	readonly action: 'rejected' | 'noted';
	readonly reason: string;
	readonly example: string;
	readonly count: number;
}

export interface BakeResult {
	readonly bbox: BBox;
	readonly anchor: CityManifest['anchor'];
	readonly home: CityManifest['home'];
	readonly builtUp?: NonNullable<CityManifest['builtUp']>;
	readonly scene: CityManifest['scene'];
	readonly heights?: NonNullable<CityManifest['heights']>;
	readonly datasets: CityManifest['datasets'];
	readonly search?: string;
	readonly findings: readonly BakeFinding[];
	/** For reports and the bake bench. */
	readonly figures: Readonly<Record<string, number>>;
}

/** Made by `openCityBaker(options)` in `tiles/bake/open-city-baker.ts`. */
export type OpenCityBaker = (options: BakeOptions) => Promise<CityBaker>;
