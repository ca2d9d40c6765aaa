import { Float64, Table, tableToIPC, vectorFromArray } from 'apache-arrow';
import type { BriefingStep, Figure } from '#lib/model/briefing/draft.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import type { IndicatorHistory } from '#lib/model/indicator.ts';
import { ANSWER_TYPE } from '#lib/server/chromium/figure.ts';
import { digestName, type BriefingFiles } from '../freezing-folder.ts';
import { ARROW_TYPE } from './recorded-facts.ts';
import { QueryRows } from './query-rows.ts';
import type { ReadingPlace } from './read-numbers.ts';
import { saidError } from '#lib/model/said-error.ts';

type FrozenFigure = Briefing['figures'][string];
type Of<Kind extends Figure['kind']> = Extract<Figure, { kind: Kind }>;
type FrozenOf<Kind extends Figure['kind']> = Extract<FrozenFigure, { kind: Kind }>;

export interface FigurePlace extends ReadingPlace {
	readonly folder: BriefingFiles;
}

/** A map's page, CSS pixels, and pixels of its picture for one of these: 1920 × 1080. */
export const MAP_SIZE = { width: 1280, height: 720, scale: 1.5 } as const;
/** Rows of a table or of bars. */
export const MOST_ROWS = 500;

/** What a figure shows, with its files in the folder, and what drew it when it is a map. Throws why it cannot be frozen. */
export async function freezeFigure(
	{ id }: Pick<BriefingStep, 'id'>,
	figure: Figure,
	place: FigurePlace
): Promise<{ readonly figure: FrozenFigure; readonly renderer?: string }> {
	switch (figure.kind) {
		case 'map':
			return freezeMap(id, figure, place);
		case 'series':
			return { figure: await freezeSeries(id, figure, place) };
		case 'query':
			return { figure: await freezeQuery(figure, place) };
	}
}

async function freezeMap(
	id: string,
	{ view }: Of<'map'>,
	{ facts, sources, at, folder }: FigurePlace
): Promise<{ readonly figure: FrozenOf<'map'>; readonly renderer: string }> {
	const instant = view.time.kind === 'replay' ? view.time.at : at;
	const drawn = await facts.draw({ view, at: instant, ...MAP_SIZE });
	const picture = `maps/${id}.png`;
	folder.add(picture, drawn.picture, 'image/png');
	const asked: Record<string, string> = {};
	for (const [path, answer] of drawn.asked) asked[path] = folder.keep('answers', '', answer, ANSWER_TYPE);
	const { legend, dataAsOf, simulated, replayed, scenarios, renderer } = drawn;
	sources.note(scenarios);
	return {
		figure: {
			kind: 'map',
			picture,
			...MAP_SIZE,
			at: instant,
			dataAsOf,
			sources: sources.take(drawn.sources),
			asked,
			legend,
			simulated,
			replayed,
			...(scenarios.length > 0 && { scenario: true })
		},
		renderer
	};
}

async function freezeSeries(
	id: string,
	{ indicator: key, hours }: Of<'series'>,
	{ indicators, folder }: FigurePlace
): Promise<FrozenOf<'series'>> {
	const { indicator, history, newest } = await indicators.series(key, hours);
	if (!history.values.some(({ value }) => value !== null))
		throw saidError('QUERY_FAILED', {
			zh: `指标 ${key} 最近 ${hours} 小时没有数值，无图可画。`,
			en: `Indicator ${key} has no value of the last ${hours} hours: there is nothing to draw.`
		});
	const rows = `series/${id}.arrow`;
	folder.add(rows, arrowOf(history.values), ARROW_TYPE);
	const { value: _, ...provenance } = newest;
	return { kind: 'series', rows, ...provenance, decimals: indicator.decimals, target: indicator.target };
}

async function freezeQuery(
	{ sql, show, label, value }: Of<'query'>,
	{ facts, sources }: FigurePlace
): Promise<FrozenOf<'query'>> {
	const { bytes, truncated, layers, datasets } = await facts.query(sql, MOST_ROWS);
	const read = new QueryRows(bytes, facts.city.timezone);
	if (show === 'bars') {
		if (label === undefined || value === undefined)
			throw saidError('QUERY_FAILED', {
				zh: '条形图需要一列名称和一列长度，请都选上。',
				en: 'Bars need a column of names and a column of lengths: choose both.'
			});
		read.kindOf(label);
		if (read.kindOf(value) !== 'number')
			throw saidError('QUERY_FAILED', {
				zh: `条形图需要数字，而“${value}”列不是数字。`,
				en: `Bars need numbers; column '${value}' has none.`
			});
	}
	return {
		kind: 'query',
		// It was kept when it was answered.
		rows: digestName('queries', '.arrow', bytes),
		columns: read.columns,
		cut: truncated,
		...sources.tables([...layers, ...datasets])
	};
}

/** Columns `at` (epoch ms) and `value` (null where there was none). */
const arrowOf = (values: IndicatorHistory['values']): Uint8Array =>
	tableToIPC(
		new Table({
			at: vectorFromArray(
				values.map(({ at }) => at),
				new Float64()
			),
			value: vectorFromArray(
				values.map(({ value }) => value),
				new Float64()
			)
		}),
		'stream'
	);
