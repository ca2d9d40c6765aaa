import type { Words } from '../alarm-rule.ts';
import type { Degrees } from '../units.ts';

/** Whether more of it is better, for colours of tables; never for colours of maps. */
export type Better = 'more' | 'less' | 'neither';

/** One number of a result. */
export interface ResultIndicator {
	/** Unique in the model: `total-time`. */
	readonly id: string;
	readonly title: Words;
	/** null: could not be said, and `why`. */
	readonly value: number | null;
	readonly why?: Words;
	/** What it is summed over when that is not the whole city: only numbers of one place can be set against each other. */
	readonly over?: string;
	/** UCUM; `1` counts, `{person}` people, `CNY` money. */
	readonly unit: string;
	readonly better: Better;
}

/** Classes that a column has whatever its values are: numbers that mean something of their own. */
export interface ColumnClasses {
	/** Ascending, six at most: a class begins at each, one more lies below the first. */
	readonly bounds: readonly number[];
	/** What the classes are called, one more than bounds; by their bounds when absent. */
	readonly names?: readonly Words[];
	/** Blues, for depths of water. */
	readonly ramp?: 'water';
}

/** A column of a result's layer: one value a row; null: none. */
export interface ResultColumn {
	readonly name: string;
	readonly title: Words;
	readonly unit: string;
	readonly better: Better;
	readonly values: readonly (number | null)[];
	/** Absent: by the values that there are. */
	readonly classes?: ColumnClasses;
}

/**
 * What rows of a layer are, and so how they are drawn and joined with those of another run:
 * - `links`: a direction of a road. Keys: row of `roads/links.arrow` with `+` (as drawn) or `-`; `new-2+` of the edit with that index
 * - `zones`: keys of the city's zones
 * - `buildings`: global building ids; `new-2` of the edit with that index
 * - `places`: points, by their own `lng` and `lat`
 * - `cells`: of a grid, row by row from its south-west corner; keys are their numbers, only those with something in them
 * - `areas`: polygons of their own
 * - `pairs`: two zones, `a>b`: drawn as an arc
 * - `table`: nothing to be drawn
 */
export type ResultGeometry =
	| { readonly of: 'links' | 'zones' | 'buildings' | 'pairs' | 'table' }
	| { readonly of: 'places'; readonly lng: readonly Degrees[]; readonly lat: readonly Degrees[] }
	| {
			readonly of: 'cells';
			/** South-west corner; edges in degrees; how many a row. */
			readonly west: Degrees;
			readonly south: Degrees;
			readonly width: Degrees;
			readonly height: Degrees;
			readonly columns: number;
	  }
	| {
			readonly of: 'areas';
			/** Outer ring of each row, longitude and latitude by turns, not closed. */
			readonly rings: readonly (readonly number[])[];
	  };

/** A table that can be put on the map, and set against the same one of another run row by row. */
export interface ResultLayer {
	/** Unique in the model: `flows`. */
	readonly id: string;
	readonly title: Words;
	readonly geometry: ResultGeometry;
	/** Unique in the layer. */
	readonly keys: readonly string[];
	/** Names for people, by row; keys where absent. */
	readonly names?: readonly string[];
	/** In English, by row; null where only the city's own is known. */
	readonly namesEn?: readonly (string | null)[];
	readonly columns: readonly ResultColumn[];
	/** Column that colours it, and the one that gives its width or height. */
	readonly colour: string;
	readonly size?: string;
	/** Column that says most of what differs from another run; absent: `colour`. */
	readonly difference?: string;
}

/** Something that a reader must know beside the numbers: an assumption that had to be made, data that were not there. */
export interface ResultNote {
	readonly words: Words;
	readonly gravity: 'note' | 'warning';
}

/** How an iterative model came to its end. */
export interface Convergence {
	readonly converged: boolean;
	/** What is measured, and what it was to come below. */
	readonly measure: Words;
	readonly goal: number;
	/** By iteration. */
	readonly residuals: readonly number[];
}

/** What a model answers. Plain data without functions: its JSON is what is kept, and the same inputs give the same bytes. */
export interface ModelResult {
	readonly model: string;
	readonly version: number;
	readonly indicators: readonly ResultIndicator[];
	readonly layers: readonly ResultLayer[];
	readonly notes: readonly ResultNote[];
	/** Absent: solved in one go. */
	readonly convergence?: Convergence;
}
