import type { Dataset } from '#lib/model/city.ts';
import type { ViewFilter } from '#lib/queries/cubes/filter.ts';
import type { Totals } from '#lib/queries/cubes/linked-views.ts';
import type { LiveAnswer } from '#lib/queries/cubes/live/live-views.ts';
import type { ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import type { ResultColumn } from '#lib/queries/result-columns.ts';

/** The city whose data are asked. */
export interface AnalyticsOptions {
	/** Absolute URL of the pack's folder, with a slash at its end. */
	readonly packUrl: string;
	readonly datasets: readonly Dataset[];
	/** IANA name of the city's time zone. */
	readonly timezone: string;
}

export interface TableInfo {
	readonly name: string;
	readonly dataset: string;
	/** Its columns are known once it is loaded. */
	readonly loaded: boolean;
	/** Undefined: nobody knows yet. */
	readonly rows: number | undefined;
	/** DuckDB's types. `local_time` is the city's wall time of `t`. */
	readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface QueryResult {
	readonly columns: readonly ResultColumn[];
	/** Rows in `columns`. */
	readonly rowCount: number;
	/** The query had more rows. */
	readonly truncated: boolean;
	readonly milliseconds: number;
}

/** An answer as it is written to files. */
export interface SqlAnswer {
	/** Arrow IPC stream. */
	readonly bytes: Uint8Array;
	readonly rows: number;
	/** The query had more rows. */
	readonly truncated: boolean;
	readonly milliseconds: number;
}

export interface MemoryUse {
	/** WebAssembly memory, bytes; it never shrinks. */
	readonly used: number;
	/** What `used` and `columns` may be together, bytes: past it nothing more is loaded. */
	readonly budget: number;
	/** Typed arrays for charts and live rows, bytes. */
	readonly columns: number;
	/** Bytes of `used` that tables and questions need just now; the rest comes back with another worker only. */
	readonly needed: number;
}

/** Charts that were opened, of the instant when they were. */
export interface OpenedViews {
	readonly id: number;
	readonly rows: number;
	readonly layouts: readonly ViewLayout[];
	readonly totals: Totals;
	/** Of live rows. */
	readonly live?: LiveAnswer;
}

/** A view's filter as it was said, in the bars of the layout that it was said of. */
export interface SaidFilter {
	readonly filter: ViewFilter;
	readonly layout: ViewLayout;
}
