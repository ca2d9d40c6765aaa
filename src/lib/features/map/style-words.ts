import type { DatasetColumn } from '#lib/model/city.ts';
import type { CityLayer, Drawn, FormName, Heap, LayerLegend } from '#lib/layers/layer.ts';
import type { Aggregate } from '#lib/model/gather/cells.ts';
import type { Metres, Seconds } from '#lib/model/units.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatCount, formatDay, formatMinute, formatUnit, formatValue } from '#lib/ui/format.ts';
import { columnTitle } from './column-name.ts';
import { columnUnit } from './column-unit.ts';
import { metricName } from './live-words.ts';
import type { CitySession } from './session.svelte.ts';

const FORMS: Readonly<Record<FormName, () => string>> = {
	dots: m.style_form_dots,
	cells: m.style_form_cells,
	heat: m.style_form_heat,
	columns: m.style_form_columns,
	flows: m.style_form_flows,
	paths: m.style_form_paths
};
/** A way to draw in words; what is alive has its own way first. */
export const formName = (form: FormName, { stream }: Pick<CityLayer, 'stream'>): string =>
	form === 'dots' && stream !== undefined ? m.style_form_own() : FORMS[form]();

const AGGREGATES: Readonly<Record<Aggregate, () => string>> = {
	count: m.style_aggregate_count,
	sum: m.style_aggregate_sum,
	mean: m.style_aggregate_mean,
	min: m.style_aggregate_min,
	max: m.style_aggregate_max
};
export const aggregateName = (aggregate: Aggregate): string => AGGREGATES[aggregate]();

/** A length in words: 500 m, 2 km. */
export const lengthName = (metres: Metres): string =>
	metres < 1000
		? `${formatValue(locale.current, metres)} m`
		: `${formatValue(locale.current, metres / 1000)} km`;

/** An area in words, to two digits: 5,200 m², 0.74 km². */
export function areaName(squareMetres: number): string {
	const [value, unit] = squareMetres < 1e5 ? [squareMetres, 'm²'] : [squareMetres / 1e6, 'km²'];
	return `${formatValue(locale.current, Number(value.toPrecision(2)))} ${unit}`;
}

/** A stretch of time in its largest whole unit: 15 min, 6 h, 1 day. */
export function spanName(seconds: Seconds): string {
	const [value, unit] =
		seconds % 86_400 === 0
			? [seconds / 86_400, 'day']
			: seconds % 3600 === 0
				? [seconds / 3600, 'hour']
				: [seconds / 60, 'minute'];
	return new Intl.NumberFormat(locale.current, {
		style: 'unit',
		unit: unit as string,
		unitDisplay: 'long'
	}).format(value as number);
}

/** The column of a layer's dataset that a field names; undefined for metrics. */
export const fieldColumn = ({ dataset }: CityLayer, field: string | undefined): DatasetColumn | undefined =>
	dataset && 'columns' in dataset ? dataset.columns.find(({ name }) => name === field) : undefined;

/** A column or a metric in words, with its unit. */
export function fieldWords(
	session: CitySession,
	layer: CityLayer,
	field: string
): { readonly name: string; readonly unit: string } {
	const metric = session.status(layer)?.metrics.find(({ name }) => name === field);
	if (metric) return { name: metricName(metric), unit: formatUnit(metric.unit) };
	const column = fieldColumn(layer, field);
	return { name: columnTitle(column ?? { name: field }), unit: columnUnit(column ?? { name: field }) };
}

/** What the values of a drawn layer are. */
export function drawnTitle(
	session: CitySession,
	layer: CityLayer,
	{ form, aggregate = 'count', field }: Drawn
): { readonly name: string; readonly unit: string } {
	if (form === 'heat') return { name: m.drawn_heat(), unit: m.drawn_heat_unit() };
	if (form === 'flows') return { name: m.drawn_flows(), unit: '' };
	if (form === 'paths') return { name: m.drawn_paths(), unit: '' };
	if (field === undefined) return { name: m.drawn_rows_cell(), unit: '' };
	const words = fieldWords(session, layer, field);
	if (form !== 'cells' || aggregate === 'count') return words;
	const inCell = {
		sum: m.drawn_sum_cell,
		mean: m.drawn_mean_cell,
		min: m.drawn_min_cell,
		max: m.drawn_max_cell
	};
	return { ...words, name: inCell[aggregate]({ field: words.name }) };
}

/** Everything else that must be said of what is drawn, so that nobody takes it for more. */
export function drawnNotes(session: CitySession, drawn: Drawn): string[] {
	const count = (value: number) => formatCount(locale.current, value);
	const { timezone } = session.city;
	const instant = (at: number) =>
		`${formatDay(locale.current, timezone, at)} ${formatMinute(locale.current, timezone, at)}`;
	const { form, size, hexagon, rows, unplaced, within, highest, part, window } = drawn;
	const notes = [m.drawn_total({ count: count(rows) })];
	if (window) notes.unshift(m.drawn_window({ from: instant(window[0]), to: instant(window[1]) }));
	if (size !== undefined)
		notes.push(
			form === 'heat' ? m.drawn_reach({ size: lengthName(size) }) : m.drawn_cell({ size: lengthName(size) })
		);
	if (hexagon) notes.push(m.drawn_hexagons({ resolution: hexagon.resolution, area: areaName(hexagon.area) }));
	if (drawn.isCoarser) notes.push(m.drawn_coarser());
	if (part) {
		const said = { drawn: count(part.drawn), of: count(part.of), share: percent(part.share) };
		notes.push(form === 'flows' ? m.drawn_flows_part(said) : m.drawn_paths_part(said));
	}
	if (within) notes.push(m.drawn_within({ count: count(within) }));
	if (unplaced > 0) notes.push(m.drawn_unplaced({ count: count(unplaced) }));
	if (highest !== undefined) notes.push(m.drawn_highest({ value: formatValue(locale.current, highest) }));
	return notes;
}

const percent = (share: number): string =>
	new Intl.NumberFormat(locale.current, { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** What a class of numbers holds, by its lower bound; the middle one of a ramp with two sides by how far from zero. */
export function classWords({ token, from, below }: LayerLegend['classes'][number]): string {
	if (token === '--div-0' && from !== undefined) return `±${formatValue(locale.current, Math.abs(from))}`;
	if (from !== undefined) return formatValue(locale.current, from);
	return below !== undefined ? `<${formatValue(locale.current, below)}` : m.legend_all_values();
}

/** What a class of numbers holds, from its lower bound up to, not including, the next one's. */
export function rangeWords(classes: LayerLegend['classes'], index: number): string {
	const said = (value: number) => formatValue(locale.current, value);
	const { from, below } = classes[index] ?? {};
	const to = classes[index + 1]?.from;
	if (from === undefined) return below === undefined ? m.legend_all_values() : `< ${said(below)}`;
	return to === undefined ? `≥ ${said(from)}` : `${said(from)} – ${said(to)}`;
}

/** What is in a cell or a flow, exactly; a hexagon with its H3 index. */
export function heapWords(session: CitySession, layer: CityLayer, heap: Heap): string {
	const words = countWords(session, layer, heap);
	return heap.name === undefined || words === '' ? words : `${words} · H3 ${heap.name}`;
}

function countWords(session: CitySession, layer: CityLayer, { rows, value, said }: Heap): string {
	const drawn = session.legends.get(layer.id)?.drawn;
	const count = formatCount(locale.current, rows);
	if (!drawn) return '';
	if (drawn.form === 'flows') return m.heap_journeys({ count });
	if (said === undefined) return m.heap_rows({ count });
	const { name, unit } = drawnTitle(session, layer, drawn);
	if (value === undefined) return `${name}: ${m.heap_unsaid({ rows: count })}`;
	const words = `${name} ${formatValue(locale.current, value)} ${unit}`.trim();
	return m.heap_said({ value: words, said: formatCount(locale.current, said), rows: count });
}
