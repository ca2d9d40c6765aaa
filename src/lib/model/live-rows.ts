import type { EpochMs } from './units.ts';

/** A column of a stream's rows: `number` float64, `metric` float32, `category` codes of texts. */
export interface LiveColumn {
	readonly name: string;
	readonly kind: 'number' | 'metric' | 'category';
}

/** Rows of a stream that arrived together, columns of one length. */
export interface LiveBatch {
	readonly arrived: EpochMs;
	readonly count: number;
	/** Numbers NaN, codes −1 where a row has no value; a column that is absent has none at all. */
	readonly columns: Readonly<Record<string, Float64Array | Float32Array | Int32Array>>;
	/** Texts of the codes that are new since the batch before, by column. */
	readonly labels: Readonly<Record<string, readonly string[]>>;
}

/** What a tap of a live layer says to who takes its rows, in order. */
export type LiveRowsMessage =
	| { readonly kind: 'columns'; readonly columns: readonly LiveColumn[] }
	| { readonly kind: 'rows'; readonly batch: LiveBatch }
	/** What was there before the tap began has been said. */
	| { readonly kind: 'begun' };
