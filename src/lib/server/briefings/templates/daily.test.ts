import { expect, test } from 'vitest';
import { briefingDraft } from '#lib/model/briefing/draft.ts';
import { numberNames, textsOf } from '#lib/model/briefing/number-names.ts';
import type { IndicatorState } from '#lib/model/indicator.ts';
import { THEMES } from '#lib/themes/registry.ts';
import { alarm, gridtown } from '../testing/gridtown-facts.ts';
import { dailyDraft, type DailyFacts } from './daily.ts';

/** The indicators of all themes, each with the same number. */
const indicators = (value: number): IndicatorState[] =>
	THEMES.flatMap((theme) =>
		theme.indicators.map(
			({ id, title, unit, target }) =>
				({
					key: `${theme.id}/${id}`,
					theme: theme.id,
					title,
					unit,
					target,
					latest: { value },
					trend: []
				}) as unknown as IndicatorState // what the template reads
		)
	);
const facts = (changes: Partial<DailyFacts> = {}): DailyFacts => ({
	city: gridtown,
	themes: THEMES,
	indicators: indicators(50),
	alarms: [],
	...changes
});

test('the daily briefing is a draft that can be frozen: every number that it names is bound', () => {
	const draft = dailyDraft(facts(), 'Duty');
	expect(briefingDraft.parse(draft)).toEqual(draft);
	const bound = new Set(Object.keys(draft.bindings));
	expect(
		textsOf(draft)
			.flatMap(numberNames)
			.filter((name) => !bound.has(name))
	).toEqual([]);
	expect(draft.title).toEqual({ 'zh-CN': '格城城市运行日报', en: 'Daily briefing of Gridtown' });
});

test('the theme with the gravest alarm comes first: in the sentence, among the cards, with a map of its own', () => {
	const draft = dailyDraft(
		facts({
			alarms: [alarm('water', 1), ...Array.from({ length: 20 }, () => alarm('energy', 2))]
		}),
		'Duty'
	);
	expect(draft.sentence).toEqual({
		'zh-CN':
			'未结告警 {{open_alarms}} 件，一级 {{alarms_level_1}} 件；最严重：{{gravest_alarm}}；积水下穿通道 {{water_underpasses_flooded}}。',
		en: '{{open_alarms}} open alarms, {{alarms_level_1}} of level 1; gravest: {{gravest_alarm}}; flooded underpasses {{water_underpasses_flooded}}.'
	});
	expect(draft.cards.slice(0, 2)).toEqual(['water/underpasses-flooded', 'energy/stations-strained']);
	expect(draft.cards).toHaveLength(6);
	expect(draft.steps.map(({ id, figure }) => [id, figure?.kind]).slice(0, 3)).toEqual([
		['overview', 'map'],
		['water', 'series'],
		['energy', 'series']
	]);
	expect(draft.steps.at(-1)).toMatchObject({
		id: 'water-map',
		figure: {
			page: 'themes',
			view: { layers: expect.arrayContaining(['alarms', 'underpasses', 'buildings']) }
		}
	});
});

test('a number that is late stands behind those that are known, however far it is from its target', () => {
	const water = indicators(50).filter(({ theme }) => theme === 'water');
	const late = water.map((one) => ({ ...one, stale: one.key === 'water/underpasses-flooded' }));
	const keys = (of: IndicatorState[]) =>
		dailyDraft(facts({ indicators: of }), 'Duty').cards.filter((key) => key.startsWith('water/'));
	expect(keys(water)[0]).toBe('water/underpasses-flooded');
	expect(keys(late)[0]).toBe('water/deepest-water');
});

test('targets are said in both languages', () => {
	const { steps } = dailyDraft(facts({ themes: THEMES.filter(({ id }) => id === 'water') }), 'Duty');
	const water = steps.find(({ id }) => id === 'water')!;
	expect(water.text['zh-CN']?.split('\n')[1]).toBe(
		'- 最大积水深度 **{{water_deepest_water}}**（目标不高于 15\u00a0cm）'
	);
	expect(water.text.en?.split('\n')[1]).toBe(
		'- Deepest water **{{water_deepest_water}}** (target at most 15\u00a0cm)'
	);
});

test('a city without themes has a briefing of its alarms; indicators without a number are in none', () => {
	const alone = dailyDraft(facts({ themes: [] }), 'Duty');
	expect(alone.steps.map(({ id }) => id)).toEqual(['overview']);
	expect(alone.cards).toEqual([]);
	const silent = indicators(50).map(({ latest: _, ...silence }) => silence);
	expect(dailyDraft(facts({ indicators: silent }), 'Duty')).toEqual(alone);
});
