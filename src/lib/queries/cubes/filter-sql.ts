import type { Axis } from './bins.ts';
import type { ViewFilter } from './filter.ts';
import { ringOf, ringSql } from './ring.ts';
import { double } from './sql-number.ts';
import type { AxisDefinition, ViewLayout } from './view-definition.ts';

/** Where a filter's rows are in SQL: a condition on the dataset's table that selects exactly these rows. */
export function filterSql(layout: ViewLayout, filter: ViewFilter): string {
	const { definition } = layout;
	switch (filter.kind) {
		case 'box': {
			const [lng, lat] = placeOf(layout);
			const [west, south, east, north] = filter.box.map(double);
			return `(${lng} BETWEEN ${west} AND ${east} AND ${lat} BETWEEN ${south} AND ${north})`;
		}
		case 'ring':
			return ringSql(ringOf(filter.ring), ...placeOf(layout));
		case 'range':
			if (definition.kind === 'map' || definition.kind === 'heat')
				throw new TypeError(`${definition.id} has no range`);
			return rangeSql(definition, filter.from, filter.to);
		case 'rect': {
			const [x, y] = axesOf(layout);
			return `(${anyBar(x, filter.x)} AND ${anyBar(y, filter.y)})`;
		}
		case 'bins':
			return anyOf(filter.bins.map((bin) => binSql(layout, bin)));
	}
}

/** The condition that selects the rows of one bar, or cell. */
export function binSql(layout: ViewLayout, bin: number): string {
	const { definition, count } = layout;
	if (definition.kind === 'map') {
		const [lng, lat] = placeOf(layout);
		const without = `(${hasNone(lng)} OR ${hasNone(lat)})`;
		return bin === count ? without : `(NOT ${without})`;
	}
	if (definition.kind !== 'heat') return barSql({ definition, axis: layout }, bin);
	const [x, y] = axesOf(layout);
	if (bin === count) return `(${barSql(x, x.axis.count)} OR ${barSql(y, y.axis.count)})`;
	return `(${barSql(x, bin % x.axis.count)} AND ${barSql(y, Math.floor(bin / x.axis.count))})`;
}

interface DefinedAxis {
	readonly definition: AxisDefinition;
	readonly axis: Axis;
}

function barSql({ definition, axis }: DefinedAxis, bar: number): string {
	const { count, shift, edges, labels = [], others } = axis;
	const column = name(definition.column ?? 't');
	if (bar === count) return definition.kind === 'category' ? `${column} IS NULL` : hasNone(column);
	if (edges) return rangeSql(definition, edges[bar << shift] as number, edges[(bar + 1) << shift] as number);
	if (definition.kind === 'hourOfDay') return `hour(${localTime(definition.column)}) = ${bar}`;
	if (definition.kind === 'weekday') return `isodow(${localTime(definition.column)}) = ${bar + 1}`;
	if (bar !== others) return `${column} = ${text(labels[bar] ?? '')}`;
	const named = labels.map(text).join(', ');
	return named ? `(${column} IS NOT NULL AND ${column} NOT IN (${named}))` : `${column} IS NOT NULL`;
}

function rangeSql(definition: AxisDefinition, from: number, to: number): string {
	const column = name(definition.column ?? 't');
	return `(${column} >= ${double(from)} AND ${column} < ${double(to)})`;
}

const anyBar = (axis: DefinedAxis, [from, to]: readonly [number, number]): string =>
	anyOf(Array.from({ length: Math.max(0, to - from) }, (_, index) => barSql(axis, from + index)));

const anyOf = (conditions: readonly string[]): string =>
	conditions.length > 0 ? `(${conditions.join(' OR ')})` : 'false';

function axesOf({ definition, x, y }: ViewLayout): [DefinedAxis, DefinedAxis] {
	if (definition.kind !== 'heat' || !x || !y) throw new TypeError(`${definition.id} has no cells`);
	return [
		{ definition: definition.x, axis: x },
		{ definition: definition.y, axis: y }
	];
}

function placeOf({ definition }: ViewLayout): [lng: string, lat: string] {
	if (definition.kind !== 'map') throw new TypeError(`${definition.id} is not a map`);
	return [name(definition.lng ?? 'lng'), name(definition.lat ?? 'lat')];
}

/** What is no number of a number line is no value, as it is for bins. */
const hasNone = (column: string) => `(${column} IS NULL OR NOT isfinite(${column}))`;

/** Tables of points have the wall time of `t` as a column. */
const localTime = (column = 't') => (column === 't' ? 'local_time' : `to_local(${name(column)})`);
const name = (column: string) => `"${column.replaceAll('"', '""')}"`;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
