import type { ChartChoice, Filter } from '#lib/model/view-spec.ts';
import type { AxisDefinition, ViewDefinition } from '#lib/queries/cubes/view-definition.ts';
import { axisOfKey, chartId, chartOfId, type ChartAxis, type RowsDataset } from './chart-choice.ts';

/** The view that holds rows to the map's picture. */
export const IN_VIEW = 'view';
/** The view that holds rows to an area drawn on the map. */
export const DRAWN_AREA = 'map';

/** Bars of a chart of one axis, and of each axis of heat cells. */
const BARS = { time: 60, number: 20, category: 100 };
const CELLS = { time: 40, number: 16, category: 12 };

/** How a chart cuts its columns into bars; undefined: the dataset has no such columns. */
export function definitionOf(dataset: RowsDataset, chart: ChartChoice): ViewDefinition | undefined {
	const id = chartId(chart);
	const x = axisOfKey(dataset, chart.kind === 'heat' ? chart.column : id);
	if (chart.kind !== 'heat') return x && { id, ...axisDefinition(x, BARS) };
	const y = axisOfKey(dataset, chart.column2 ?? '');
	return x && y && { id, kind: 'heat', x: axisDefinition(x, CELLS), y: axisDefinition(y, CELLS) };
}

function axisDefinition({ kind, column, verbatim }: ChartAxis, bars: typeof BARS): AxisDefinition {
	switch (kind) {
		case 'time':
		case 'number':
			return { kind, column, bins: bars[kind] };
		case 'category':
			return { kind, column, top: bars.category, ...(verbatim && { verbatim }) };
		case 'hourOfDay':
		case 'weekday':
			return { kind, column };
	}
}

/**
 * Filters of one dataset as the views here are called: links of earlier versions had the map's picture as `map`, the
 * hour of day as `hour`.
 */
export function filtersOf(dataset: RowsDataset, filters: readonly Filter[]): Filter[] {
	return filters
		.filter((filter) => filter.dataset === dataset.id)
		.map((filter) => {
			if (filter.kind === 'in' && filter.column === 'map') return { ...filter, column: IN_VIEW };
			const old = filter.column === 'hour' && !dataset.columns.some(({ name }) => name === 'hour');
			return old && filter.kind === 'in' ? { ...filter, column: 'hour(t)' } : filter;
		});
}

/** Views of a dataset: its charts, those that filters name beside them, and the map. */
export function viewsOf(
	dataset: RowsDataset,
	charts: readonly ChartChoice[],
	filters: readonly Filter[]
): ViewDefinition[] {
	const filtered = filtersOf(dataset, filters);
	const named = filtered
		.filter(({ column, kind }) => column !== IN_VIEW && kind !== 'area')
		.flatMap(({ column }) => chartOfId(dataset, column) ?? []);
	const all = new Map([...charts, ...named].map((chart) => [chartId(chart), chart]));
	return [
		...[...all.values()].flatMap((chart) => definitionOf(dataset, chart) ?? []),
		{ id: IN_VIEW, kind: 'map' },
		...(filtered.some(({ kind }) => kind === 'area')
			? [{ id: DRAWN_AREA, kind: 'map' } satisfies ViewDefinition]
			: [])
	];
}
