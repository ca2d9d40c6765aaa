import type { ViewFilter } from '#lib/queries/cubes/filter.ts';
import type { ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import { m } from '#lib/paraglide/messages.js';
import { columnName } from '../map/column-name.ts';
import { edgeText } from './axis.ts';

/** What a chart is called. */
export function chartTitle({ definition }: Pick<ViewLayout, 'definition'>): string {
	if (definition.kind === 'hourOfDay') return m.chart_hour();
	if (definition.kind === 'weekday') return m.chart_weekday();
	if (definition.kind === 'map') return m.in_view();
	return columnName(definition.column);
}

/** A bar's name: category, hour, no value. */
export function barName(layout: ViewLayout, bin: number): string {
	if (bin === layout.count) return m.no_value();
	if (bin === layout.others) return m.others();
	if (layout.definition.kind === 'hourOfDay') return m.hour_of({ hour: bin });
	return layout.labels?.[bin] ?? String(bin);
}

const MOST_NAMED = 2;

/** A filter in words for its chip. */
export function filterWords(layout: ViewLayout, filter: ViewFilter, locale: string, zone: string): string {
	const title = chartTitle(layout);
	if (filter.kind === 'box') return m.in_view();
	if (filter.kind === 'range')
		return `${title} ${edgeText(layout, locale, zone, filter.from)} – ${edgeText(layout, locale, zone, filter.to)}`;
	const names = filter.bins.slice(0, MOST_NAMED).map((bin) => barName(layout, bin));
	const more = filter.bins.length - names.length;
	return `${title} ${names.join(locale === 'en' ? ', ' : '、')}${more > 0 ? ` +${more}` : ''}`;
}
