import type { DatasetOf } from '#lib/model/city.ts';
import type { ChartChoice } from '#lib/model/view-spec.ts';

/** Rows that charts and the table can ask: each may have an instant `t` and a position. */
export type RowsDataset = DatasetOf<'points'> | DatasetOf<'shapes'>;

/** The live layer whose observations the rows are; undefined for rows that stay. */
export const streamOf = (dataset: RowsDataset): string | undefined =>
	dataset.kind === 'points' ? dataset.stream : undefined;

/** The layer that shows the rows, or what they say, on the map. */
export const layerOf = (dataset: RowsDataset): string => streamOf(dataset) ?? dataset.id;

/** Rows have an instant. */
export const isTimed = (dataset: RowsDataset): boolean =>
	dataset.span !== undefined || streamOf(dataset) !== undefined;

/** What an axis may show of an instant; `time` is the instant itself. */
export type TimePart = 'time' | 'hourOfDay' | 'weekday';

/** An axis: the column and what is shown of it. */
export interface ChartAxis {
	readonly kind: 'number' | 'category' | TimePart;
	readonly column: string;
	/** The column's words are said as they are written. */
	readonly verbatim?: true;
}

const OWN_CHARTS = 4;
/** What names things: nobody counts by it unasked. */
export const REFERENCES: ReadonlySet<string> = new Set(['building', 'id']);

/** Every axis that a dataset offers, in the order of its columns, instants first. Free texts offer none. */
export function axesOf(dataset: RowsDataset): ChartAxis[] {
	const { columns } = dataset;
	const times = [
		...(isTimed(dataset) ? ['t'] : []),
		...columns.filter(({ kind, name }) => kind === 'time' && name !== 't').map(({ name }) => name)
	];
	return [
		...times.flatMap((column) =>
			(['time', 'hourOfDay', 'weekday'] as const).map((kind) => ({ kind, column }))
		),
		...columns.flatMap(({ kind, name, verbatim }) =>
			kind === 'number' || kind === 'category'
				? [{ kind, column: name, ...(verbatim && kind === 'category' && { verbatim }) }]
				: []
		)
	];
}

/** An axis as one word: `height`, `hour(t)`. It names the axis in links. */
export function axisKey({ kind, column }: ChartAxis): string {
	if (kind === 'hourOfDay') return `hour(${column})`;
	return kind === 'weekday' ? `weekday(${column})` : column;
}

/** The reverse of `axisKey`; undefined when the dataset has no such axis. */
export const axisOfKey = (dataset: RowsDataset, key: string): ChartAxis | undefined =>
	axesOf(dataset).find((axis) => axisKey(axis) === key);

/** What a chart's filter is called in links: one name for each chart that a dataset can have. */
export function chartId({ kind, column, column2 }: Pick<ChartChoice, 'kind' | 'column' | 'column2'>): string {
	return kind === 'heat' ? `${column}|${column2 ?? ''}` : axisKey({ kind, column });
}

/** The chart of one axis. */
export const chartOfAxis = (dataset: string, { kind, column }: ChartAxis): ChartChoice => ({
	dataset,
	kind,
	column
});

/** The chart that counts rows by two axes at once. */
export const heatOf = (dataset: string, x: ChartAxis, y: ChartAxis): ChartChoice => ({
	dataset,
	kind: 'heat',
	column: axisKey(x),
	column2: axisKey(y)
});

/** The charts that a dataset has without anybody's choice: time, a category, hour of day, a number, more categories. */
export function ownCharts(dataset: RowsDataset): ChartChoice[] {
	const axes = axesOf(dataset).filter(({ column }) => !REFERENCES.has(column));
	const of = (kind: ChartAxis['kind']) => axes.filter((axis) => axis.kind === kind);
	const [time] = of('time');
	const [hour] = of('hourOfDay');
	const [category, ...categories] = of('category');
	const [number, ...numbers] = of('number');
	return [time, category, hour, number, ...categories, ...numbers]
		.filter((axis) => axis !== undefined)
		.slice(0, OWN_CHARTS)
		.map((axis) => chartOfAxis(dataset.id, axis));
}

/** The chart that a filter of a link is about, in the data as they are; undefined: they have no such columns. */
export function chartOfId(dataset: RowsDataset, id: string): ChartChoice | undefined {
	const [first = '', second] = id.split('|');
	const x = axisOfKey(dataset, first);
	if (!x) return undefined;
	if (second === undefined) return chartOfAxis(dataset.id, x);
	const y = axisOfKey(dataset, second);
	return y && heatOf(dataset.id, x, y);
}
