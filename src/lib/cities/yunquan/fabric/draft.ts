import type { Point } from '../geometry/point.ts';

/** What a building is for, by the words the importer and OpenStreetMap use. */
export type Use =
	| 'apartments'
	| 'house'
	| 'dormitory'
	| 'retail'
	| 'office'
	| 'hotel'
	| 'industrial'
	| 'warehouse'
	| 'storage_tank'
	| 'silo'
	| 'crane'
	| 'containers'
	| 'chimney'
	| 'kindergarten'
	| 'school'
	| 'university'
	| 'hospital'
	| 'clinic'
	| 'police'
	| 'fire_station'
	| 'government'
	| 'community_centre'
	| 'museum'
	| 'temple'
	| 'stadium'
	| 'train_station'
	| 'pavilion'
	| 'substation';

/** Rings of an outline: the outer one counter-clockwise, then courtyards. */
export type Outline = readonly (readonly Point[])[];

/** A building as its quarter builds it: shape and age; who lives there and its address come later. */
export interface Draft {
	readonly outline: Outline;
	readonly use: Use;
	readonly floors: number;
	/** Metres above ground. */
	readonly height: number;
	readonly year: number;
	/** Bodies that a high building is made of, with their own tops and, above ground, bottoms, metres. */
	readonly parts?: readonly { readonly outline: Outline; readonly height: number; readonly base?: number }[];
	/** What kind of named place it is; the name itself comes with the address. */
	readonly place?: Place;
	/** Number within its housing compound (3 for 3号楼). */
	readonly compoundNumber?: number;
}

/** Named places that buildings are. */
export type Place =
	| 'tower'
	| 'landmark'
	| 'mall'
	| 'hotel'
	| 'kindergarten'
	| 'primarySchool'
	| 'middleSchool'
	| 'hospital'
	| 'clinic'
	| 'police'
	| 'fireStation'
	| 'government'
	| 'communityCentre'
	| 'library'
	| 'museum'
	| 'temple'
	| 'pagoda'
	| 'bellTower'
	| 'gate'
	| 'stadium'
	| 'station'
	| 'factory'
	| 'substation';

/** Metres a storey takes, floor to floor. */
const STOREY: Readonly<Partial<Record<Use, number>>> = {
	apartments: 2.95,
	dormitory: 3.3,
	house: 3.1,
	retail: 4.3,
	office: 4.05,
	hotel: 3.5,
	industrial: 8.5,
	warehouse: 9.5,
	temple: 6.5,
	pavilion: 4.5
};

/** Height of so many floors with the parapet, metres, to a tenth. */
export function heightOf(use: Use, floors: number): number {
	return Math.round((floors * (STOREY[use] ?? 3.7) + (floors > 2 ? 1.2 : 0.5)) * 10) / 10;
}
