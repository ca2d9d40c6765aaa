import type { Figure } from '#lib/model/briefing/draft.ts';
import { formatUnit } from '#lib/model/unit-text.ts';
import type { ResultColumn } from '#lib/queries/result-columns.ts';
import { figureColumns, type RowsFigure } from '../figure-table.ts';
import { shortInstant } from '../instant-words.ts';
import type { Deck, Slide } from './deck.ts';
import { evenPoints } from './even-points.ts';
import type { Place } from './place.ts';

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
	const { labels, values, name, unit, bound } = isSeries
		? lineOf(deck, frozen, columns)
		: barsOf(columns, figure?.kind === 'query' ? figure : undefined);
	const drawn = [{ name, labels: [...labels], values: [...values] }];
	if (bound !== undefined)
		drawn.push({ name: deck.words.target, labels: [...labels], values: values.map(() => bound) });
	const axis = { fontFace: deck.font, size: 11, colour: deck.colour('tx-2') };
	slide.addChart(isSeries ? 'line' : 'bar', drawn, {
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
		showLegend: bound !== undefined,
		legendPos: 'b',
		legendFontFace: axis.fontFace,
		legendFontSize: axis.size,
		legendColor: axis.colour,
		// One for each line: bars would take turns.
		chartColors: [deck.colour('seq-6'), ...(bound === undefined ? [] : [deck.colour('line-strong')])],
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
					// No larger than the line: a value between two silences shows all the same.
					lineDataSymbol: 'circle' as const,
					lineDataSymbolSize: 3,
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
	/** Of its target; a line of its own. */
	readonly bound?: number | undefined;
}

function lineOf(
	deck: Deck,
	{ title, unit, target }: Extract<RowsFigure, { readonly kind: 'series' }>,
	columns: readonly ResultColumn[]
): Plotted {
	const [at, value] = ['at', 'value'].map(
		(name) => columns.find((column) => column.name === name)?.values ?? []
	);
	const points = (at ?? []).flatMap((time, row) => {
		const amount = value?.[row];
		return typeof time === 'number' && typeof amount === 'number' ? [{ time, amount }] : [];
	});
	const rows = evenPoints(points, MOST_POINTS);
	return {
		labels: rows.map(({ time }) => shortInstant(deck.source.briefing, time)),
		values: rows.map(({ amount }) => amount as number), // the package leaves a gap where there is none
		name: deck.named(title),
		unit: formatUnit(unit),
		bound: target.to ?? target.from
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
