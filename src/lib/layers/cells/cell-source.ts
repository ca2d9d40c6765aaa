import type { H3Resolution } from '#lib/model/gather/cell-ground.ts';
import type { Aggregate, Cells } from '#lib/model/gather/cells.ts';
import type { EpochMs, Metres, Milliseconds } from '#lib/model/units.ts';

/** What is asked of the rows behind cells. */
export interface CellWish {
	readonly aggregate: Aggregate;
	readonly field: string | undefined;
	/** Edge of a square; undefined: as the rows want it. */
	readonly size: Metres | undefined;
	/** Hexagons of H3 instead; what is alive has squares all the same. */
	readonly resolution: H3Resolution | undefined;
	readonly mask: Uint8Array | undefined;
	readonly window: readonly [from: EpochMs, to: EpochMs] | undefined;
}

/** Rows that can be counted into cells: those of a dataset, or what is alive. */
export interface CellSource {
	readonly id: string;
	/** Column whose values are meant: the style's, or the metric that colours a live layer. */
	readonly fieldOf: (wanted: string | undefined) => string | undefined;
	cells(wish: CellWish): Promise<Cells>;
	/** Values of all cells in all windows of a length; absent when the rows have no time. */
	windows?(wish: CellWish, length: Milliseconds): Promise<Float64Array>;
	/** Calls whenever there are other rows; returns what ends it. */
	changes?(listener: () => void): () => void;
	colourBy?(metric: string | undefined): void;
}
