import type { Axis } from '#lib/queries/cubes/bins.ts';
import type { ViewFilter } from '#lib/queries/cubes/filter.ts';
import type { AxisDefinition, ViewDefinition, ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatChange, formatCount, formatDay, formatValue } from '#lib/ui/format.ts';
import { categoryName } from '../map/category-name.ts';
import { columnTitle } from '../map/column-name.ts';
import { columnUnit } from '../map/column-unit.ts';
import { statusName } from '../map/live-words.ts';
import { edgeText } from './axis.ts';
import { binRuns } from './bin-runs.ts';
import { overExpected } from './expected-counts.ts';
import { axisOfKey, type ChartAxis, type RowsDataset } from './chart-choice.ts';

/** Words are written in this language, times in this zone. */
export interface Reader {
	readonly locale: string;
	/** IANA name. */
	readonly zone: string;
}

/** What an axis is called. */
export function axisName({ columns }: RowsDataset, { kind, column }: ChartAxis): string {
	const name = columnTitle(columns.find((one) => one.name === column) ?? { name: column });
	const part = kind === 'hourOfDay' ? m.chart_hour() : kind === 'weekday' ? m.chart_weekday() : undefined;
	if (part === undefined) return name;
	return column === 't' ? part : `${name} · ${part}`;
}

/** What a chart is called. */
export function chartTitle(dataset: RowsDataset, { id }: Pick<ViewDefinition, 'id'>): string {
	const axes = id.split('|').map((key) => axisOfKey(dataset, key));
	return axes.map((axis) => (axis ? axisName(dataset, axis) : id)).join(' × ');
}

/** Unit of a chart's numbers as printed; empty when it has none. */
export function chartUnit({ columns }: RowsDataset, { id }: Pick<ViewDefinition, 'id'>): string {
	const column = columns.find(({ name, kind }) => name === id && kind === 'number');
	return column ? columnUnit(column) : '';
}

/** Monday is 0. */
export function weekdayName(locale: string, day: number, style: 'short' | 'narrow' = 'short'): string {
	// 5 January 1970 was a Monday.
	return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format((4 + day) * 86_400_000);
}

/** A bar's name: category, hour, day, no value. */
export function barName(layout: ViewLayout, bin: number, locale: string): string {
	if (bin === layout.count) return m.no_value();
	if (bin === layout.others) return m.others();
	const { kind } = layout.definition;
	if (kind === 'hourOfDay') return m.hour_of({ hour: bin });
	if (kind === 'weekday') return weekdayName(locale, bin);
	return wordOf(layout.definition, layout.labels?.[bin] ?? String(bin));
}

/** What a bar counts; and, when not all rows are counted, how that compares with the whole dataset. */
export function barLabel(
	name: string,
	{
		now,
		all,
		expected
	}: { readonly now: number; readonly all: number; readonly expected?: number | undefined },
	locale: string
): string {
	const count = (value: number) => formatCount(locale, value);
	const label = m.bar_label({ name, now: count(now), all: count(all) });
	const change = changeText(now, expected, locale);
	if (expected === undefined || change === '') return label;
	return m.bar_label_expected({ label, expected: count(Math.round(expected)), change });
}

/** How far a count lies over or under what was to be expected, as printed; empty when nothing was. */
export function changeText(now: number, expected: number | undefined, locale: string): string {
	const change = expected === undefined ? undefined : overExpected(now, expected);
	if (change === undefined) return '';
	// Five times as many says more than + 400 %.
	if (change >= 4) return `×${formatValue(locale, Number((change + 1).toPrecision(2)))}`;
	return formatChange(locale, change);
}

/** A category in words; those of a status are said by feeds. */
function wordOf(definition: AxisDefinition | ViewDefinition, word: string): string {
	if (definition.kind === 'category' && definition.verbatim) return word;
	return 'column' in definition && definition.column === 'status' ? statusName(word) : categoryName(word);
}

const MOST_NAMED = 3;

/** A filter in words for its chip. */
export function filterWords(
	dataset: RowsDataset,
	layout: ViewLayout,
	filter: ViewFilter,
	reader: Reader
): string {
	if (filter.kind === 'box') return m.in_view();
	if (filter.kind === 'ring') return m.in_area({ corners: filter.ring.length });
	const title = chartTitle(dataset, layout.definition);
	if (filter.kind === 'range') {
		const [from, to] = [filter.from, filter.to].map((value) =>
			edgeText(layout.definition.kind, reader.locale, reader.zone, value)
		);
		return `${title} ${from} – ${to} ${chartUnit(dataset, layout.definition)}`.trim();
	}
	if (layout.x) return `${title} ${cellsWords(layout, filter, reader)}`;
	return filter.kind === 'bins' ? `${title} ${barsWords(layout, filter.bins, reader.locale)}` : title;
}

/** One bar of either axis of heat cells in words: `22:00`, `Mon`, `5 – 10`. */
export function axisBarName(
	axis: Axis,
	definition: AxisDefinition,
	bar: number,
	{ locale, zone }: Reader
): string {
	const { kind } = definition;
	if (kind === 'hourOfDay') return m.hour_of({ hour: bar });
	if (kind === 'weekday') return weekdayName(locale, bar);
	if (bar === axis.others) return m.others();
	if (!axis.edges) return wordOf(definition, axis.labels?.[bar] ?? String(bar));
	const [from, to] = [bar, bar + 1].map((edge) =>
		edgeText(kind, locale, zone, axis.edges?.[edge << axis.shift] ?? 0)
	);
	return `${from} – ${to}`;
}

/** The mark of one bar on an axis of heat cells: numbers and times by their lower edge, hours without a unit. */
export function axisTick(axis: Axis, definition: AxisDefinition, bar: number, reader: Reader): string {
	if (definition.kind === 'hourOfDay') return String(bar);
	const edge = axis.edges?.[bar << axis.shift];
	if (edge === undefined) return axisBarName(axis, definition, bar, reader);
	return definition.kind === 'time'
		? formatDay(reader.locale, reader.zone, edge)
		: edgeText(definition.kind, reader.locale, reader.zone, edge);
}

/** A cell of a heat chart in words. */
export function cellName({ definition, count, x, y }: ViewLayout, cell: number, reader: Reader): string {
	if (definition.kind !== 'heat' || !x || !y || cell === count) return m.no_value();
	const [left, low] = [cell % x.count, Math.floor(cell / x.count)];
	return `${axisBarName(x, definition.x, left, reader)} × ${axisBarName(y, definition.y, low, reader)}`;
}

function cellsWords(layout: ViewLayout, filter: ViewFilter, reader: Reader): string {
	const { definition, x, y } = layout;
	if (definition.kind !== 'heat' || !x || !y) return '';
	if (filter.kind === 'rect') {
		const side = (axis: Axis, of: AxisDefinition, [from, to]: readonly [number, number]) => {
			const [first, last] = [from, to - 1].map((bar) => axisBarName(axis, of, bar, reader));
			return first === last ? first : `${first} … ${last}`;
		};
		return `${side(x, definition.x, filter.x)} × ${side(y, definition.y, filter.y)}`;
	}
	const bins = filter.kind === 'bins' ? filter.bins : [];
	const [first] = bins;
	if (bins.length > 1 || first === undefined) return m.cells({ count: bins.length });
	return cellName(layout, first, reader);
}

/** Hours and days are said as stretches, categories by name. */
function barsWords(layout: ViewLayout, bins: readonly number[], locale: string): string {
	const { kind } = layout.definition;
	const and = locale === 'en' ? ', ' : '、';
	if (kind === 'hourOfDay' || kind === 'weekday') {
		const runs = binRuns(bins, layout.count, true).map(({ from, to }) => {
			if (kind === 'hourOfDay') return `${clock(from)}–${clock((to + 1) % 24 || 24)}`;
			const [first, last] = [weekdayName(locale, from), weekdayName(locale, to)];
			return from === to ? first : `${first}–${last}`;
		});
		return [...runs, ...(bins.includes(layout.count) ? [m.no_value()] : [])].join(and);
	}
	const names = bins.slice(0, MOST_NAMED).map((bin) => barName(layout, bin, locale));
	const more = bins.length - names.length;
	return `${names.join(and)}${more > 0 ? ` +${more}` : ''}`;
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
