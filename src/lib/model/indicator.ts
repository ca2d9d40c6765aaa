import type { Words } from './alarm-rule.ts';
import type { LayerOrigin } from './live-layer.ts';
import type { EpochMs, Milliseconds, Seconds } from './units.ts';

/**
 * A number with a formula. `sql` gives one row with `value`, and `numerator` and `denominator` where it is a share;
 * no row or null is no data, never zero. Tables: a view for each live layer by its id (`"light-poles"`: id, title, lng,
 * lat, at, stale, status, district, then a column for each metric) and for each table of the pack by its dataset's id.
 * `at` is epoch ms and a word of SQL: write `"at"`. `getvariable('now')` is the value's own instant.
 */
export interface Indicator {
	/** Unique in its theme: `lamps-on`. */
	readonly id: string;
	/** Raise it with any change of the formula: kept values say which they came from. */
	readonly version: number;
	readonly title: Words;
	readonly formula:
		| { readonly kind: 'sql'; readonly sql: string }
		/** A rule of a standard that SQL cannot say: a function of the theme over the rows of `sql`. */
		| {
				readonly kind: 'function';
				readonly sql: string;
				/** Name of the standard: `HJ 633-2026`. */
				readonly standard: string;
				readonly compute: (rows: readonly Readonly<Record<string, unknown>>[], at: EpochMs) => number | null;
		  };
	/** Rows behind the number, one an entity, with `id` and what the formula used: `drill` is SQL too. */
	readonly drill: { readonly layer: string; readonly sql: string };
	/** The formula in words. */
	readonly said: Words;
	/** UCUM. */
	readonly unit: string;
	readonly decimals: number;
	/** The period that a value is of, and how often it is made. */
	readonly period: Seconds;
	readonly direction: 'more-is-better' | 'less-is-better' | 'in-band';
	/** Where it should be: both bounds, or one. */
	readonly target: { readonly from?: number; readonly to?: number };
	/** Named classes of its value, ascending: 优, 良, … */
	readonly classes?: readonly IndicatorClass[];
	/** Layers whose news make a new value before the period is over. */
	readonly layers: readonly string[];
	/** Name of a standard or rule that defines it, when there is one. */
	readonly source: Words;
	readonly department: Words;
	/** District by district too, by this areas dataset: an extra value for each area. */
	readonly areas?: string;
}

/** A named class of values. A bound belongs to the class that it ends. */
export interface IndicatorClass {
	readonly title: Words;
	/** Highest value; absent for the last class. */
	readonly to?: number;
	/** `#RRGGBB` by law or habit: for a chip beside the name only, never for the map. */
	readonly officialColour?: string;
}

/** The class that a value is in. */
export const classOf = (
	classes: readonly IndicatorClass[] | undefined,
	value: number
): IndicatorClass | undefined => classes?.find(({ to = Infinity }) => value <= to);

/** One kept value. */
export interface IndicatorValue {
	readonly at: EpochMs;
	/** Null: no data. */
	readonly value: number | null;
	readonly numerator?: number;
	readonly denominator?: number;
	/** Time of the newest row that went in; absent without rows. */
	readonly newestInput?: EpochMs;
	readonly version: number;
	/** Rows that went in, and how many of them were stale. */
	readonly rows: number;
	readonly staleRows: number;
	readonly origin: LayerOrigin;
}

/** What `GET /api/indicators` says of one. */
export interface IndicatorState {
	/** Theme and id: `lighting/lamps-on`. */
	readonly key: string;
	readonly theme: string;
	readonly title: Words;
	readonly said: Words;
	/** Its SQL, as it runs. */
	readonly sql: string;
	readonly standard?: string;
	readonly unit: string;
	readonly decimals: number;
	readonly period: Seconds;
	readonly direction: Indicator['direction'];
	readonly target: Indicator['target'];
	readonly classes?: readonly IndicatorClass[];
	readonly source: Words;
	readonly department: Words;
	readonly layer: string;
	readonly latest?: IndicatorValue;
	/** Values of the last day at even steps, oldest first. */
	readonly trend: readonly { readonly at: EpochMs; readonly value: number | null }[];
	/** The value's inputs are too old, or it could not be computed. */
	readonly stale: boolean;
	readonly failure?: string;
}

/** The newest value in one area. */
export interface IndicatorAreaValue extends IndicatorValue {
	/** Name of the area. */
	readonly area: string;
}

/** `GET /api/indicators/{theme}/{id}`: one, with what it is area by area when it is. */
export interface IndicatorDetail extends IndicatorState {
	/** Id of the areas dataset. */
	readonly areasOf?: string;
	readonly areas: readonly IndicatorAreaValue[];
}

/** `GET /api/indicators/{theme}/{id}/history?from&to[&area]`: kept values, oldest first. */
export interface IndicatorHistory {
	readonly key: string;
	readonly area?: string;
	readonly from: EpochMs;
	readonly to: EpochMs;
	/** Each value is the last of so long a stretch; 0 when all are here. */
	readonly step: Milliseconds;
	readonly values: readonly IndicatorValue[];
}

/** `GET /api/indicators`: all of the themes that are on. */
export interface IndicatorList {
	readonly now: EpochMs;
	readonly indicators: readonly IndicatorState[];
}

/** `GET /api/indicators/{theme}/{id}/entities`: the rows behind the number, at its own instant. */
export interface IndicatorRows {
	readonly key: string;
	readonly layer: string;
	readonly at: EpochMs;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly (string | number | boolean | null)[])[];
	/** All, when `rows` holds only the first of them. */
	readonly total: number;
}
