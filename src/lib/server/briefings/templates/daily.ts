import type { Binding, BriefingDraft, BriefingStep } from '#lib/model/briefing/draft.ts';
import { formatValue } from '#lib/model/briefing/format-value.ts';
import type { CityManifest } from '#lib/model/city.ts';
import type { IndicatorState } from '#lib/model/indicator.ts';
import { cameraOfView } from '#lib/model/theme-camera.ts';
import type { Theme } from '#lib/model/theme.ts';
import type { ViewSpec } from '#lib/model/view-spec.ts';
import type { CountedAlarm } from '../freeze/city-facts.ts';
import { MAP_SIZE } from '../freeze/freeze-figure.ts';
import { rankThemes, type RankedTheme } from './ranking.ts';

/** What a city has that a briefing can be written of. */
export interface DailyFacts {
	readonly city: CityManifest;
	/** Those that are on. */
	readonly themes: readonly Theme[];
	readonly indicators: readonly IndicatorState[];
	/** Open ones. */
	readonly alarms: readonly CountedAlarm[];
}

const MOST_CARDS = 6;
/** No theme has the head of the briefing to itself. */
const CARDS_OF_A_THEME = 2;
const MOST_THEMES = 5;
const NUMBERS_OF_A_THEME = 4;
const HOURS = 24;
/** Zoom levels that the whole city is farther away than its first view. */
const WIDER = 1.2;
/** Layers that every map has, front to back. */
const ALARMS = 'alarms';
const GROUND = ['labels', 'buildings'];

/** The daily briefing of a city: alarms, then a step for each theme, the most pressing first, and a map of that one. */
export function dailyDraft(facts: DailyFacts, author: string): BriefingDraft {
	const { city } = facts;
	const ranked = rankThemes(facts.themes, facts.indicators, facts.alarms).slice(0, MOST_THEMES);
	const [first] = ranked;
	const main = first?.indicators[0];
	const shown = ranked.flatMap(({ indicators }) => indicators.slice(0, NUMBERS_OF_A_THEME));
	const bindings: Record<string, Binding> = {
		open_alarms: { kind: 'alarms' },
		alarms_level_1: { kind: 'alarms', level: 1 },
		alarms_level_2: { kind: 'alarms', level: 2 }
	};
	if (facts.alarms.length > 0) bindings['gravest_alarm'] = { kind: 'alarms', show: 'gravest' };
	for (const { key } of shown) bindings[nameOf(key)] = { kind: 'indicator', indicator: key };
	return {
		v: 1,
		title: { 'zh-CN': `${city.name.zh}城市运行日报`, en: `Daily briefing of ${city.name.en}` },
		sentence: sentenceOf(facts.alarms.length > 0, main),
		cards: cardsOf(ranked),
		bindings,
		steps: [overview(city), ...ranked.map(themeStep), ...(first ? [themeMap(city, first)] : [])],
		author,
		rights: 'internal',
		expiresAfter: null
	};
}

/** True whenever it is frozen: what was the gravest alarm may be none by then, and it says so. */
function sentenceOf(hasAlarms: boolean, main: IndicatorState | undefined): BriefingDraft['sentence'] {
	const zh = [
		'未结告警 {{open_alarms}} 件，一级 {{alarms_level_1}} 件',
		...(hasAlarms ? ['最严重：{{gravest_alarm}}'] : []),
		...(main ? [`${main.title.zh} ${placeOf(main)}`] : [])
	];
	const en = [
		'{{open_alarms}} open alarms, {{alarms_level_1}} of level 1',
		...(hasAlarms ? ['gravest: {{gravest_alarm}}'] : []),
		...(main ? [`${lower(main.title.en)} ${placeOf(main)}`] : [])
	];
	return { 'zh-CN': `${zh.join('；')}。`, en: `${en.join('; ')}.` };
}

/** Of the most pressing themes two each, then one of every other, until the head is full. */
function cardsOf(ranked: readonly RankedTheme[]): string[] {
	const turns = Array.from({ length: CARDS_OF_A_THEME }, (_, turn) =>
		ranked.flatMap(({ indicators }) => indicators[turn] ?? [])
	);
	return turns
		.flat()
		.slice(0, MOST_CARDS)
		.map(({ key }) => key);
}

function overview(city: CityManifest): BriefingStep {
	const from = { ...city.home, zoom: city.home.zoom - WIDER };
	return {
		id: 'overview',
		title: { 'zh-CN': '全市态势', en: 'The city' },
		text: {
			'zh-CN':
				'全市未结告警 **{{open_alarms}}** 件，其中一级 **{{alarms_level_1}}** 件、二级 **{{alarms_level_2}}** 件。',
			en: '**{{open_alarms}}** alarms are open, **{{alarms_level_1}}** of them of level 1 and **{{alarms_level_2}}** of level 2.'
		},
		figure: { kind: 'map', page: 'ops', view: viewOf(city, [ALARMS, ...GROUND], from) }
	};
}

function themeStep({ theme: { id, title }, indicators }: RankedTheme): BriefingStep {
	const main = indicators[0]!; // a ranked theme has one
	const listed = indicators.slice(0, NUMBERS_OF_A_THEME);
	return {
		id,
		title: {
			'zh-CN': `${title.zh}：${main.title.zh} ${placeOf(main)}`,
			en: `${title.en}: ${lower(main.title.en)} ${placeOf(main)}`
		},
		text: {
			'zh-CN': listed
				.map((one) => `- ${one.title.zh} **${placeOf(one)}**${targetOf(one, 'zh-CN')}`)
				.join('\n'),
			en: listed.map((one) => `- ${one.title.en} **${placeOf(one)}**${targetOf(one, 'en')}`).join('\n')
		},
		figure: { kind: 'series', indicator: main.key, hours: HOURS }
	};
}

function themeMap(city: CityManifest, { theme }: RankedTheme): BriefingStep {
	const { id, title, layers, view } = theme;
	const own = layers.filter(({ shown }) => shown).map(({ declaration }) => declaration.id);
	const shown = [...new Set([ALARMS, ...own, ...view.layers, ...GROUND])];
	const metrics = layers.flatMap(({ declaration, metric }) =>
		metric === undefined || !own.includes(declaration.id) ? [] : [[declaration.id, metric] as const]
	);
	return {
		id: `${id}-map`,
		title: { 'zh-CN': `${title.zh}：全市分布`, en: `${title.en} across the city` },
		text: {
			'zh-CN': `${title.zh}各监测点及未结告警的位置。`,
			en: `Where the sensors of ${lower(title.en)} and the open alarms are.`
		},
		figure: {
			kind: 'map',
			page: 'themes',
			view: {
				...viewOf(city, shown, cameraOfView(view, city, MAP_SIZE)),
				metrics: Object.fromEntries(metrics)
			}
		}
	};
}

const viewOf = (city: CityManifest, layers: string[], camera: ViewSpec['camera']): ViewSpec => ({
	v: 1,
	city: city.id,
	camera,
	look: 'light',
	layers,
	time: { kind: 'live' },
	metrics: {},
	filters: [],
	selection: [],
	styles: {},
	pinned: [],
	charts: []
});

/** `water/deepest-water` → `water_deepest_water`. */
const nameOf = (key: string): string => key.replaceAll(/[^a-z0-9]+/g, '_').slice(0, 40);
const placeOf = ({ key }: IndicatorState): string => `{{${nameOf(key)}}}`;

function targetOf({ target: { from, to }, unit }: IndicatorState, language: 'zh-CN' | 'en'): string {
	const said = (value: number) => formatValue({ value, unit }, language);
	if (language === 'zh-CN') {
		if (from !== undefined && to !== undefined) return `（目标 ${said(from)} 至 ${said(to)}）`;
		if (to !== undefined) return `（目标不高于 ${said(to)}）`;
		return from === undefined ? '' : `（目标不低于 ${said(from)}）`;
	}
	if (from !== undefined && to !== undefined) return ` (target ${said(from)} to ${said(to)})`;
	if (to !== undefined) return ` (target at most ${said(to)})`;
	return from === undefined ? '' : ` (target at least ${said(from)})`;
}

/** In the middle of a sentence; abbreviations stay as they are. */
const lower = (title: string): string =>
	/^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
