import type { LayerLegend } from '#lib/layers/layer.ts';
import type { FigureReport } from '#lib/model/briefing/figure-report.ts';
import { unitWords } from '#lib/model/unit-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatUnit, formatValue } from '#lib/ui/format.ts';
import { said } from '../alarms/alarm-words.ts';
import { categoryName } from '../map/category-name.ts';
import { columnName } from '../map/column-name.ts';
import { keyedLayers, type KeyedLayer } from '../map/keyed-layers.ts';
import { liveClassWords } from '../map/live-class-words.ts';
import { metricName } from '../map/live-words.ts';
import type { Recolouring } from '../map/recolouring.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { classWords, drawnTitle } from '../map/style-words.ts';
import { tokenColour } from '../map/token-colour.ts';
import { resultClassWords, resultTitle } from '../scenarios/results/result-words.ts';

type Block = FigureReport['legend'][number];
/** A key in one language: a title, and what each colour stands for. */
interface Key {
	readonly title: string;
	readonly rows: readonly { readonly token: string; readonly words: string }[];
}

/** The key of a figure's map in both languages, with the colours that are in the picture. `other`: the other side of a comparison. */
export function figureLegend(
	session: CitySession,
	recolouring: Recolouring,
	other?: CitySession
): FigureReport['legend'] {
	const keys = () => [
		...scenarioKeys(other ? [session, other] : [session]),
		...buildingsKey(session, recolouring),
		...layerKeys(session)
	];
	const [zh, en] = [locale.inLanguage('zh-CN', keys), locale.inLanguage('en', keys)];
	return zh.map((key, place) => joined(key, en[place] ?? key));
}

function joined(zh: Key, en: Key): Block {
	return {
		title: { zh: zh.title, en: en.title },
		rows: zh.rows.map(({ token, words }, row) => ({
			colour: hexOf(tokenColour(token)),
			words: { zh: words, en: en.rows[row]?.words ?? words }
		}))
	};
}

/** Of results of scenarios: what both sides of a comparison show alike is explained once. */
function scenarioKeys(sessions: readonly CitySession[]): readonly Key[] {
	const keys = new Map<
		string,
		{ readonly names: string[]; readonly of: string; readonly rows: Key['rows'] }
	>();
	for (const { scenario } of sessions) {
		const { rows, key, runs = [] } = scenario ?? {};
		if (!rows || !key) continue;
		const { unit, title } = rows.column;
		const of = withUnit(`${said(rows.title)} · ${said(title)}`, said(unitWords(unit)));
		const words = resultClassWords(rows, key.classes);
		const classes = key.classes.map(({ token }, place) => ({ token, words: words[place] ?? '' }));
		const id = JSON.stringify([of, classes]);
		const name = resultTitle(runs.map((found) => found.scenario.name));
		const known = keys.get(id);
		if (known) known.names.push(name);
		else keys.set(id, { names: [name], of, rows: classes });
	}
	return [...keys.values()].map(({ names, of, rows }) => ({
		title: `${m.briefing_scenario_mark()}: ${names.join(' / ')} · ${of}`,
		rows
	}));
}

function buildingsKey(
	{ view, city, buildingsInstead }: CitySession,
	{ legend }: Recolouring
): readonly Key[] {
	if (!legend || !view.shows('buildings') || buildingsInstead) return [];
	const { recolour } = view.spec;
	const column = recolour?.kind === 'column' ? recolour.column : undefined;
	const unit = city.datasets
		.flatMap((dataset) => (dataset.kind === 'buildings' ? dataset.columns : []))
		.find(({ name }) => name === column)?.unit;
	const last = legend.classes.length - 1;
	return [
		{
			title: withUnit(column === undefined ? legend.name : columnName(column), unit ? formatUnit(unit) : ''),
			rows: legend.classes.map(({ token, from, label }, place) => ({
				token,
				words:
					legend.kind === 'number'
						? `${place === last ? '≥ ' : ''}${formatValue(locale.current, from ?? 0)}`
						: label === undefined
							? m.others()
							: categoryName(label)
			}))
		}
	];
}

/** Of the layers: those whose colours are explained, then those that have one mark, together. */
function layerKeys(session: CitySession): readonly Key[] {
	const { explained, named } = keyedLayers(session);
	const keys = explained.flatMap(({ layer, legend }) => (legend ? [layerKey(session, layer, legend)] : []));
	if (named.length === 0) return keys;
	return [
		...keys,
		{
			title: m.figure_marks(),
			rows: named.map(({ layer, mark }) => ({ token: mark.token, words: layer.title() }))
		}
	];
}

function layerKey(session: CitySession, layer: KeyedLayer['layer'], legend: LayerLegend): Key {
	const { drawn, classes } = legend;
	if (drawn) {
		const { name, unit } = drawnTitle(session, layer, drawn);
		return {
			title: withUnit(`${layer.title()} · ${name}`, unit),
			rows: classes.map((item) => ({ token: item.token, words: drawnClassWords(legend, item) }))
		};
	}
	const metric = session.status(layer)?.metrics.find(({ name }) => name === legend.metric);
	const title = [layer.title(), metric && metricName(metric)].filter(Boolean).join(' · ');
	return {
		title: withUnit(title, metric ? formatUnit(metric.unit) : ''),
		rows: classes
			.filter(({ count }) => count > 0)
			.map((item) => ({ token: item.token, words: liveClassWords(legend, item) }))
	};
}

function drawnClassWords({ kind }: LayerLegend, item: LayerLegend['classes'][number]): string {
	if (kind === 'number') return classWords(item);
	return item.label === undefined ? m.others() : categoryName(item.label);
}

const withUnit = (title: string, unit: string): string => (unit ? `${title}, ${unit}` : title);

const hexOf = (rgb: readonly number[]): string =>
	`#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
