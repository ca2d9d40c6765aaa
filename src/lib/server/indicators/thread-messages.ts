import type { Dataset } from '#lib/model/city.ts';
import type { SerialisedError } from '#lib/model/errors.ts';
import type { IndicatorHistory, IndicatorRows, IndicatorValue } from '#lib/model/indicator.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** An indicator as its SQL needs it: functions stay where they are. */
export interface IndicatorSql {
	/** Theme and id: `lighting/lamps-on`. */
	readonly key: string;
	readonly theme: string;
	/** Only rows of these are seen; all when absent. */
	readonly districts?: readonly string[];
	readonly formula: string;
	/** The formula is a function over the rows of its SQL. */
	readonly isFunction: boolean;
	readonly drill: string;
	/** Layer or dataset that the drill's rows are of. */
	readonly drillOf: string;
	/** Areas dataset by which it is made too. */
	readonly areas?: string;
}

/** Names of tables that an indicator's SQL reads, or why it cannot be read. */
export interface Plan {
	readonly key: string;
	readonly tables: readonly string[];
	readonly failure?: string;
}

/** A live layer as it was at an instant: a row for each entity that is there, or each event of the last day. */
export interface LayerRows {
	readonly layer: string;
	/** Counts up with each: names of tables are never used again. */
	readonly version: number;
	readonly count: number;
	/** Which name each row has. */
	readonly idx: Uint32Array;
	/** Names that are new or others since the last rows of the layer. */
	readonly names: readonly { readonly idx: number; readonly id: string; readonly title: string }[];
	/** 1 = stale. */
	readonly stale: Uint8Array;
	/** `lng`, `lat` in degrees, `at` in epoch ms, then the layer's own; NaN = not said. */
	readonly numbers: readonly { readonly name: string; readonly values: Float64Array | Float32Array }[];
	/** `status`, then others; what is no index into `words` was not said. */
	readonly texts: readonly {
		readonly name: string;
		readonly codes: Uint8Array;
		readonly words: readonly string[];
	}[];
}

export interface Job {
	readonly key: string;
	/** Area by area too. */
	readonly byArea: boolean;
}

/** What a formula gave: a number with its parts, or the rows that its function takes. */
export type FormulaResult =
	| {
			readonly kind: 'number';
			readonly value: number | null;
			readonly numerator?: number;
			readonly denominator?: number;
	  }
	| { readonly kind: 'rows'; readonly rows: readonly Readonly<Record<string, unknown>>[] };

/** What went into a number: rows of its drill. */
export interface Inputs {
	readonly rows: number;
	readonly staleRows: number;
	readonly newestInput?: EpochMs;
}

export type Computed =
	| {
			readonly kind: 'computed';
			readonly key: string;
			readonly result: FormulaResult;
			readonly inputs: Inputs;
			/** Absent: not asked for, or not made area by area. */
			readonly areas?: readonly {
				readonly area: string;
				readonly result: FormulaResult;
				readonly inputs: Inputs;
			}[];
	  }
	| { readonly kind: 'failed'; readonly key: string; readonly failure: string };

/** A value to be kept; of an area when `area` is not empty. */
export interface KeptValue {
	readonly key: string;
	readonly area: string;
	readonly period: Milliseconds;
	readonly value: IndicatorValue;
}

/** Values of an indicator's formula from an instant on, the last of each step. */
export interface TrendWish {
	readonly key: string;
	readonly version: number;
	readonly from: EpochMs;
	readonly step: Milliseconds;
}

/** What was kept of an indicator: its newest values, and those of its trend. */
export interface Remembered {
	readonly key: string;
	readonly latest?: IndicatorValue;
	readonly areas: readonly { readonly area: string; readonly value: IndicatorValue }[];
	readonly trend: readonly { readonly at: EpochMs; readonly value: number | null }[];
}

/** A question to the thread; each has one answer with the same `id`, and they are answered in their order. */
export type Question =
	/** The indicators from now on, all of them. */
	| { readonly ask: 'plan'; readonly indicators: readonly IndicatorSql[] }
	| { readonly ask: 'compute'; readonly at: EpochMs; readonly jobs: readonly Job[] }
	/** Ends a computation: values that stand from now on. The rows behind them are held until there are others, all else is forgotten. */
	| { readonly ask: 'keep'; readonly values: readonly KeptValue[] }
	| { readonly ask: 'remember'; readonly series: readonly TrendWish[] }
	| { readonly ask: 'entities'; readonly key: string; readonly limit: number }
	| {
			readonly ask: 'history';
			readonly key: string;
			readonly area: string;
			readonly from: EpochMs;
			readonly to: EpochMs;
	  }
	/** Forgets values that are too old. */
	| { readonly ask: 'tidy'; readonly now: EpochMs }
	| { readonly ask: 'close' };

/** What the answer to each question is. */
export interface Answers {
	plan: readonly Plan[];
	compute: readonly Computed[];
	keep: undefined;
	remember: readonly Remembered[];
	entities: Omit<IndicatorRows, 'key' | 'layer'>;
	history: Pick<IndicatorHistory, 'step' | 'values'>;
	tidy: undefined;
	close: undefined;
}
export type Answer = Answers[keyof Answers];

export type ToThread =
	| ({ readonly kind: 'question'; readonly id: number } & Question)
	| { readonly kind: 'layer'; readonly rows: LayerRows }
	/** What is being computed is given up, at once. */
	| { readonly kind: 'abort' };

export type FromThread =
	| { readonly kind: 'answer'; readonly id: number; readonly value: Answer }
	| { readonly kind: 'error'; readonly id: number; readonly error: SerialisedError }
	/** Opened, or it could not be. */
	| { readonly kind: 'open'; readonly error?: SerialisedError };

export interface ThreadOptions {
	/** Folder of kept values. */
	readonly dir: string;
	/** Folder of the city pack, and its datasets as the manifest has them; none in tests without a pack. */
	readonly packDir: string;
	readonly datasets: readonly Dataset[];
	/** All of DuckDB. */
	readonly memoryMb: number;
	/** Longest that one SQL may take. */
	readonly sqlTime: Milliseconds;
}
