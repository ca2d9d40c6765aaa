import type { DatasetColumn } from '#lib/model/city.ts';
import type { RowOrder } from '#lib/model/entity-rows.ts';
import type { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Cell } from '#workers/analytics/client.ts';

/** What a table knows a row by: its number, or the urn of what an observation is of. */
export type RowKey = number | string;

/** A page of a table of `count` rows: `size` rows from `from`, 0 = first. */
export interface Page {
	readonly from: number;
	readonly size: number;
	readonly count: number;
}

/** Rows of a page: the key first, then the columns of their question. */
export interface RowsAnswer {
	readonly columns: readonly { readonly values: readonly Cell[] }[];
	readonly rowCount: number;
}

/** What a table asks of a source. Another object is another question, which is asked from the beginning. */
export interface RowQuestion {
	/** Id of the source. */
	readonly source: string;
	readonly columns: readonly string[];
	/** Absent: rows stand as the source has them. */
	readonly order?: RowOrder;
	page(page: Page): Promise<RowsAnswer>;
	/** Where the row with this key stands, 0 = first; undefined when it is not among them. */
	placeOf(key: RowKey): Promise<number | undefined>;
	/** All `count` rows as Arrow IPC streams, one after the other. */
	file(count: number): AsyncIterable<Uint8Array>;
}

/** Where a row's thing is, and how near one goes to see it. */
export interface RowPlace {
	readonly lng: number;
	readonly lat: number;
	readonly zoom: number;
}

/** Where rows of the table come from. */
export interface RowSource {
	readonly id: string;
	/** In the reader's language. */
	readonly title: string;
	readonly state: 'loading' | 'ready' | 'failed';
	readonly error: AppError | undefined;
	/** Every column that there is to choose. */
	readonly columns: readonly DatasetColumn[];
	/** Names of those that show without anybody's choice. */
	readonly atFirst: readonly string[];
	/** Rows that pass the filters, and all of them. */
	readonly count: number;
	readonly all: number;
	/** The instant that rows are of which are of one. */
	readonly at?: EpochMs | undefined;
	/** Something that comes first is under way: nothing is asked meanwhile. */
	readonly waits: boolean;
	/** The layer that shows the rows on the map; undefined: none does. */
	readonly layer: string | undefined;

	/** The same object while it is the same question. */
	question(columns: readonly string[], order: RowOrder | undefined): RowQuestion;
	/** Somebody sees the table: what it needs is fetched and kept up to date until the returned is called. */
	open(): () => void;
	/** After a failure. */
	retry(): void;
	/** Key of what is selected on the map, when it is one of the rows. */
	keyOfSelected(): Promise<RowKey | undefined>;
	/** Selects a row's thing as a click on it does; nothing where the map selects no such things. */
	select(key: RowKey): Promise<void>;
	/** Undefined: it has no place, or is gone. */
	placeOf(key: RowKey): Promise<RowPlace | undefined>;
}
