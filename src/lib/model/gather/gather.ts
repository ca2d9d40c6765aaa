import type { LngLat } from '../geometry.ts';
import type { EpochMs, Metres, Milliseconds } from '../units.ts';
import type { H3Resolution, Hexagons, Squares } from './cell-ground.ts';
import type { Aggregate, Cells } from './cells.ts';
import type { Flows } from './flows.ts';
import type { Heat } from './heat.ts';
import type { Paths } from './paths.ts';

interface AboutRows {
	readonly dataset: string;
	/** 1 for rows inside the linked filters; undefined = all. */
	readonly mask?: Uint8Array | undefined;
	/** Only rows of this stretch of time. */
	readonly window?: readonly [from: EpochMs, to: EpochMs] | undefined;
}
interface OnGround extends AboutRows {
	/** Of the city's plane. */
	readonly anchor: LngLat;
	/** Edge of a cell, or reach of a row; undefined: as the rows want it. */
	readonly size?: Metres | undefined;
}

/** A question to the rows of a dataset, by what a map draws of them. */
export interface GatherRequests {
	/** Squares of `size`. */
	readonly cells: OnGround & { readonly aggregate: Aggregate; readonly field?: string | undefined };
	readonly hexagons: Omit<GatherRequests['cells'], 'size'> & { readonly resolution: H3Resolution };
	/** Values of all cells, hexagons when there is a resolution, in all windows of a length: to cut classes from. */
	readonly windows: GatherRequests['cells'] & {
		readonly resolution?: H3Resolution | undefined;
		readonly length: Milliseconds;
	};
	readonly heat: OnGround;
	/** The `most` largest flows. */
	readonly flows: OnGround & { readonly most: number };
	/** Lines of `most` vertices together. */
	readonly paths: AboutRows & { readonly most: number };
	/** A column's values. */
	readonly column: { readonly dataset: string; readonly field: string };
}
export type GatherKind = keyof GatherRequests;

/** Values of a column: numbers (NaN = not said) or words (code −1 = not said). */
export type ColumnValues =
	| { readonly kind: 'number'; readonly values: Float64Array }
	| { readonly kind: 'category'; readonly codes: Int32Array; readonly labels: readonly string[] };

export interface GatherAnswers {
	readonly cells: Cells<Squares>;
	readonly hexagons: Cells<Hexagons>;
	readonly windows: Float64Array;
	readonly heat: Heat;
	readonly flows: Flows;
	readonly paths: Paths;
	readonly column: ColumnValues;
}

/** Asks the rows of a dataset; rejects with QUERY_FAILED when it has no such column or no such shape. */
export type Gather = <K extends GatherKind>(
	kind: K,
	request: GatherRequests[K],
	signal?: AbortSignal
) => Promise<GatherAnswers[K]>;
