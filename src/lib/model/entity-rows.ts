import type { EpochMs } from './units.ts';

/** By the values of a column; rows without one come last. */
export interface RowOrder {
	readonly column: string;
	readonly descending: boolean;
}

/**
 * What is asked of the entities of a live layer. Columns: `id` (title), `entity` (urn), `status` (word), `t` (when it was
 * observed), `stale`, `speed` (km/h, to a tenth), `heading`, `lng`, `lat`, and every metric by its `metricColumn`.
 */
export interface EntityQuestion {
	readonly columns: readonly string[];
	/** Absent: as the worker has them. */
	readonly order?: RowOrder;
}

/** Rows `from` to `from + size`, 0 = first. */
export interface EntityPage {
	readonly from: number;
	readonly size: number;
}

/** Entities of a live layer as rows of one instant. */
export interface EntityRows {
	/** Instant on screen. */
	readonly at: EpochMs;
	/** Entities that show. */
	readonly count: number;
	/** Those too that filters hide. */
	readonly all: number;
	/** Of the page, by which the map knows them. */
	readonly slots: readonly number[];
	/** Of the page, by column of the question; null = not said. */
	readonly columns: readonly (readonly (string | number | boolean | null)[])[];
}
