import type { EpochMs } from '#lib/model/units.ts';
import type { TimeStep } from './time-bins.ts';
import type { ViewFilter } from './filter.ts';

/** A chart, or the map, over one dataset. `id` is the caller's own. */
export type ViewDefinition =
	| {
			readonly id: string;
			readonly kind: 'time';
			readonly column: string;
			readonly step?: TimeStep;
			readonly bins?: number;
	  }
	| { readonly id: string; readonly kind: 'number'; readonly column: string; readonly bins?: number }
	| { readonly id: string; readonly kind: 'category'; readonly column: string; readonly top?: number }
	/** Local hour of the day, 0 to 23; column `t` unless said otherwise. */
	| { readonly id: string; readonly kind: 'hourOfDay'; readonly column?: string }
	/** Local day of the week, Monday first. */
	| { readonly id: string; readonly kind: 'weekday'; readonly column?: string }
	/** Columns `lng` and `lat` unless said otherwise; its bins are "with position" and "without". */
	| { readonly id: string; readonly kind: 'map'; readonly lng?: string; readonly lat?: string };

/** A view's axis, as a chart draws it. */
export interface ViewLayout {
	readonly definition: ViewDefinition;
	/** Bars that stand for values; counts have one more, the bar without a value. */
	readonly count: number;
	/** Brush steps in a bar: 2^shift. */
	readonly shift: number;
	/** Edges of the brush steps; every 2^shift-th is the edge of a bar. Of time, number. */
	readonly edges?: Float64Array;
	/** Of a category, most frequent first. */
	readonly labels?: readonly string[];
	/** Index of the bar of all other categories, when there is one. */
	readonly others?: number;
}

/** Where a filter's rows are in SQL: a condition on the dataset's table that selects exactly these rows. */
export function filterSql(layout: ViewLayout, filter: ViewFilter): string {
	const { definition } = layout;
	if (filter.kind === 'box') {
		if (definition.kind !== 'map') throw new TypeError('only a map has a box');
		const [west, south, east, north] = filter.box;
		const [lng, lat] = [name(definition.lng ?? 'lng'), name(definition.lat ?? 'lat')];
		return `(${lng} BETWEEN ${west} AND ${east} AND ${lat} BETWEEN ${south} AND ${north})`;
	}
	if (filter.kind === 'range') {
		if (definition.kind === 'map') throw new TypeError('a map has no range');
		const column = name(definition.column ?? 't');
		return `(${column} >= ${filter.from} AND ${column} < ${filter.to})`;
	}
	return filter.bins.length > 0 ? `(${filter.bins.map((bin) => binSql(layout, bin)).join(' OR ')})` : 'false';
}

/** The condition that selects the rows of one bar. */
export function binSql(layout: ViewLayout, bin: number): string {
	const { definition, count, edges, shift, labels = [], others } = layout;
	if (definition.kind === 'map') {
		const positioned = `${name(definition.lng ?? 'lng')} IS NOT NULL AND ${name(definition.lat ?? 'lat')} IS NOT NULL`;
		return bin === count ? `NOT (${positioned})` : `(${positioned})`;
	}
	const column = name(definition.column ?? 't');
	if (bin === count) return `${column} IS NULL`;
	if (edges)
		return filterSql(layout, {
			kind: 'range',
			from: edges[bin << shift] as EpochMs,
			to: edges[(bin + 1) << shift] as EpochMs
		});
	if (definition.kind === 'hourOfDay') return `hour(${localTime(definition.column)}) = ${bin}`;
	if (definition.kind === 'weekday') return `isodow(${localTime(definition.column)}) = ${bin + 1}`;
	if (bin !== others) return `${column} = ${text(labels[bin] ?? '')}`;
	const named = labels.map(text).join(', ');
	return named ? `(${column} IS NOT NULL AND ${column} NOT IN (${named}))` : `${column} IS NOT NULL`;
}

/** Tables of points have the wall time of `t` as a column. */
const localTime = (column = 't') => (column === 't' ? 'local_time' : `to_local(${name(column)})`);
const name = (column: string) => `"${column.replaceAll('"', '""')}"`;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
