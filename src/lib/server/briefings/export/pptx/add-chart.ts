import type { Figure } from '#lib/model/briefing/draft.ts';
import { formatUnit } from '#lib/model/unit-text.ts';
import type { ResultColumn } from '#lib/queries/result-columns.ts';
import { figureColumns, type RowsFigure } from '../figure-table.ts';
import { shortInstant } from '../instant-words.ts';
import type { Deck, Slide } from './deck.ts';
import type { Place } from './step-slide.ts';

/** Points that a line of a slide can show apart. */
const MOST_POINTS = 500;
const MOST_BARS = 20;

interface ChartPlace extends Place {
	readonly alt: string;
	readonly figure: Figure | undefined;
}

/** A series as a native line, rows as native bars: both can be edited. */
export function addChart(
	deck: Deck,
	slide: Slide,
	frozen: RowsFigure,
	{ x, y, w, h, alt, figure }: ChartPlace
): void {
	const columns = figureColumns(deck.source, frozen);
	const isSeries = frozen.kind === 'series';
	const { labels, values, name, unit } = isSeries
		? lineOf(deck, frozen, columns)
		: barsOf(columns, figure?.kind === 'query' ? figure : undefined);
	const axis = { fontFace: deck.font, size: 11, colour: deck.colour('tx-2') };
	slide.addChart(isSeries ? 'line' : 'bar', [{ name, labels: [...labels], values: [...values] }], {
		x,
		y,
		w,
		h,
		altText: alt,
		showTitle: true,
		title: unit ? `${name}, ${unit}` : name,
		titleFontFace: axis.fontFace,
		titleFontSize: 13,
		titleColor: deck.colour('tx-1'),
		showLegend: false,
		chartColors: [deck.colour('seq-6')],
		catAxisLabelFontFace: axis.fontFace,
		catAxisLabelFontSize: axis.size,
		catAxisLabelColor: axis.colour,
		catGridLine: { style: 'none' },
		valAxisLabelFontFace: axis.fontFace,
		valAxisLabelFontSize: axis.size,
		valAxisLabelColor: axis.colour,
		valGridLine: { color: deck.colour('line'), size: 0.5 },
		...(isSeries
			? {
					lineSize: 2,
					lineDataSymbol: 'none' as const,
					displayBlanksAs: 'gap',
					catAxisLabelFrequency: String(Math.max(1, Math.ceil(labels.length / 6)))
				}
			: {
					barDir: 'bar' as const,
					catAxisOrientation: 'maxMin' as never,
					showValue: true,
					valAxisHidden: true
				})
	});
}

interface Plotted {
	readonly labels: readonly string[];
	readonly values: readonly number[];
	readonly name: string;
	readonly unit: string;
}

function lineOf(
	deck: Deck,
	{ title, unit }: Extract<RowsFigure, { readonly kind: 'series' }>,
	columns: readonly ResultColumn[]
): Plotted {
	const [at, value] = ['at', 'value'].map(
		(name) => columns.find((column) => column.name === name)?.values ?? []
	);
	const every = Math.max(1, Math.ceil((at?.length ?? 0) / MOST_POINTS));
	const last = (at?.length ?? 0) - 1;
	// Counted from the newest, which is always among them.
	const rows = (at ?? []).flatMap((time, row) =>
		(last - row) % every === 0 && typeof time === 'number' ? [{ time, value: value?.[row] ?? null }] : []
	);
	return {
		labels: rows.map(({ time }) => shortInstant(deck.source.briefing, time)),
		values: rows.map((row) => row.value as number), // the package leaves a gap where there is none
		name: deck.named(title),
		unit: formatUnit(unit)
	};
}

function barsOf(
	columns: readonly ResultColumn[],
	figure: Extract<Figure, { readonly kind: 'query' }> | undefined
): Plotted {
	const labels = columns.find(({ name }) => name === figure?.label)?.values ?? [];
	const values = columns.find(({ name }) => name === figure?.value)?.values ?? [];
	return {
		labels: labels.slice(0, MOST_BARS).map((label) => String(label ?? '')),
		values: values.slice(0, MOST_BARS).map((value) => (typeof value === 'number' ? value : 0)),
		name: figure?.value ?? '',
		unit: figure?.unit ? formatUnit(figure.unit) : ''
	};
}
