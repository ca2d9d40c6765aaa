import type { Filter } from '#lib/model/view-spec.ts';
import type { ViewFilter } from '#lib/queries/cubes/filter.ts';
import type { ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import { binKey, binOfKey } from './bin-key.ts';
import { cellsOfValues, cellValues, rectValues } from './cell-link.ts';
import { IN_VIEW } from './chart-views.ts';

/**
 * A chart's filter as a link holds it; the map's are written by who draws them. Bars stand there by what they say, not
 * by number: new data may order them anew.
 */
export function linkOf(dataset: string, layout: ViewLayout, filter: ViewFilter): Filter | undefined {
	const target = { dataset, column: layout.definition.id };
	switch (filter.kind) {
		case 'range':
			return { kind: 'range', ...target, from: filter.from, to: filter.to };
		case 'bins':
			return {
				kind: 'in',
				...target,
				values: layout.x ? cellValues(layout, filter.bins) : filter.bins.map((bin) => binKey(layout, bin))
			};
		case 'rect':
			return { kind: 'in', ...target, values: rectValues(layout, filter) };
		case 'box':
		case 'ring':
			return undefined;
	}
}

/** The reverse of `linkOf`, also of areas drawn on the map; undefined when the data have nothing of what it names. */
export function filterOfLink(layout: ViewLayout, filter: Filter): ViewFilter | undefined {
	if (filter.kind === 'range') return layout.edges && { kind: 'range', from: filter.from, to: filter.to };
	if (filter.kind === 'area') return { kind: 'ring', ring: filter.ring };
	if (layout.x) return cellsOfValues(layout, filter.values);
	const bins = filter.values.map((value) => binOfKey(layout, value)).filter((bin) => bin >= 0);
	return bins.length > 0 ? { kind: 'bins', bins } : undefined;
}

/** Filters of a link that data with these views cannot be held to: they have no such column, or none of its bars. */
export const unfit = (layouts: readonly ViewLayout[], filters: readonly Filter[]): Filter[] =>
	filters.filter((filter) => {
		if (filter.column === IN_VIEW) return false;
		const layout = layouts.find(({ definition }) => definition.id === filter.column);
		return !layout || !filterOfLink(layout, filter);
	});
