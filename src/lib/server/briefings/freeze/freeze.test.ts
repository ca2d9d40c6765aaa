import { tableFromIPC } from 'apache-arrow';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BriefingDraft } from '#lib/model/briefing/draft.ts';
import { fillNumbers } from '#lib/model/briefing/number-names.ts';
import { AppError } from '#lib/model/errors.ts';
import { originMarks } from '../export/origin-marks.ts';
import { FrozenStore } from '../frozen-store.ts';
import { bridgeWorks, drawnMap, gridtownFacts, MINUTE, NOON } from '../testing/gridtown-facts.ts';
import { mapView as view, plainDraft } from '../testing/samples.ts';
import type { CityFacts } from './city-facts.ts';
import { freeze } from './freeze.ts';

let folder: string;
let store: FrozenStore;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'cityloop-freeze-'));
	store = new FrozenStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function frozen(draft: BriefingDraft, facts: CityFacts = gridtownFacts()) {
	const made = await freeze(draft, facts, store.begin());
	if (made.kind === 'failed') throw new Error(JSON.stringify(made.failures));
	store.took(made.id);
	return { id: made.id, briefing: store.get(made.id, NOON) };
}
async function failures(draft: BriefingDraft, facts: CityFacts = gridtownFacts()) {
	const made = await freeze(draft, facts, store.begin());
	expect(readdirSync(folder)).toEqual([]);
	return made.kind === 'failed' ? made.failures : [];
}

const step = (figure: BriefingDraft['steps'][number]['figure'], text = '平稳。') => ({
	id: 'one',
	title: { 'zh-CN': '积水' },
	text: { 'zh-CN': text },
	...(figure && { figure })
});
test('text and card say the same number, with what it was made of', async () => {
	const { briefing } = await frozen(
		plainDraft({
			cards: ['water/deepest'],
			bindings: { depth: { kind: 'indicator', indicator: 'water/deepest' } },
			steps: [step(undefined, '最深 {{depth}}。')]
		})
	);
	const made = {
		title: { zh: '最大积水深度', en: 'Deepest water' },
		value: 52,
		unit: 'cm',
		decimals: 0,
		at: NOON - 2000,
		sources: ['layer:underpasses'],
		simulated: true,
		replayed: false,
		stale: false
	};
	expect(briefing.values).toEqual({ depth: made });
	expect(briefing.cards).toEqual([
		{
			...made,
			indicator: 'water/deepest',
			target: { to: 15 },
			direction: 'less-is-better',
			dayBefore: 51,
			weekBefore: 52,
			trend: { from: NOON - 15 * MINUTE, step: 15 * MINUTE, values: [null, 52] }
		}
	]);
	expect(briefing.sources).toEqual([
		{
			id: 'layer:underpasses',
			name: { zh: '下穿通道', en: 'Underpasses' },
			attribution: 'Gridtown Water',
			at: NOON - 2000,
			simulated: true,
			replayed: false,
			stale: false
		}
	]);
	expect(briefing).toMatchObject({ frozenAt: NOON, dataAsOf: NOON - 2000, city: { pack: '0123456789ab' } });
	expect(fillNumbers('最深 {{ depth }}。', briefing.values, 'zh-CN')).toBe('最深 52\u00a0cm。');
});

test('a number can be of a district, of an earlier instant, of alarms, or of a query whose row is kept', async () => {
	const { id, briefing } = await frozen(
		plainDraft({
			bindings: {
				east: { kind: 'indicator', indicator: 'water/deepest', district: '东区' },
				before: { kind: 'indicator', indicator: 'water/deepest', at: NOON - 30 * MINUTE },
				open: { kind: 'alarms' },
				grave: { kind: 'alarms', level: 2, theme: 'water' },
				gravest: { kind: 'alarms', show: 'gravest' },
				none: { kind: 'alarms', show: 'gravest', level: 4 },
				slowest: { kind: 'query', sql: 'select road, speed from h_roads', column: 'road' },
				speed: { kind: 'query', sql: 'select road, speed from h_roads', column: 'speed', unit: 'km/h' }
			}
		})
	);
	expect(Object.entries(briefing.values).map(([name, { value, unit }]) => [name, value, unit])).toEqual([
		['before', 49, 'cm'],
		['east', 12, 'cm'],
		['grave', 1, ''],
		['gravest', { zh: '人民路下穿通道：下穿通道积水', en: '人民路下穿通道: Underpass flooded' }, ''],
		['none', { zh: '无', en: 'none' }, ''],
		['open', 3, ''],
		['slowest', '人民路', ''],
		['speed', 12.5, 'km/h']
	]);
	expect(briefing.values['grave']?.title).toEqual({
		zh: '未结二级告警（水务与排水）',
		en: 'Open level 2 alarms (water and drainage)'
	});
	expect(briefing.sources.map(({ id: source }) => source)).toEqual([
		'layer:underpasses',
		'alarms',
		'dataset:roads'
	]);
	// Two numbers of one answer.
	const [rows, ...others] = Object.keys(briefing.files).filter((name) => name.startsWith('queries/'));
	expect(others).toEqual([]);
	const { path } = store.file(id, rows!, NOON);
	expect(tableFromIPC(readFileSync(path)).getChild('road')?.get(0)).toBe('人民路');
});

test('a count of alarms does not make the data look newer than what was measured, and alone says no time', async () => {
	const open = { kind: 'alarms' } as const;
	const counted = await frozen(plainDraft({ cards: ['water/deepest'], bindings: { open } }));
	expect(counted.briefing).toMatchObject({ dataAsOf: NOON - 2000, values: { open: { at: null } } });
	expect((await frozen(plainDraft({ bindings: { open } }))).briefing.dataAsOf).toBeNull();
});

test('the history of an indicator and the rows of a query lie beside the briefing', async () => {
	const { id, briefing } = await frozen(
		plainDraft({
			steps: [
				{ ...step({ kind: 'series', indicator: 'water/deepest', hours: 3 }), id: 'past' },
				{
					...step({ kind: 'query', sql: 'select 1', show: 'bars', label: 'road', value: 'speed' }),
					id: 'roads'
				}
			]
		})
	);
	expect(briefing.figures).toMatchObject({
		past: { kind: 'series', unit: 'cm', target: { to: 15 }, simulated: true, at: NOON - 2000 },
		roads: {
			kind: 'query',
			columns: [
				{ name: 'road', kind: 'text' },
				{ name: 'speed', kind: 'number' },
				{ name: 'cars', kind: 'number' }
			],
			cut: false,
			sources: ['layer:underpasses', 'dataset:roads']
		}
	});
	const series = tableFromIPC(readFileSync(store.file(id, 'series/past.arrow', NOON).path));
	expect(series.toArray().map((row: { toJSON(): unknown }) => row.toJSON())).toEqual([
		{ at: NOON - 120 * MINUTE, value: 50 },
		{ at: NOON - 60 * MINUTE, value: 49 },
		{ at: NOON, value: 52 }
	]);
});

test.each([
	{ store: 'has a newer one too', kept: [-120, -60, 0] },
	{ store: 'has written a newer one over it', kept: [-120, 0] },
	{ store: 'has none of that time', kept: [] }
])('a chart ends with the number beside it, when the store $store', async ({ kept }) => {
	const facts = gridtownFacts();
	const draft = plainDraft({
		bindings: { depth: { kind: 'indicator', indicator: 'water/deepest' } },
		steps: [step({ kind: 'series', indicator: 'water/deepest', hours: 3 }, '最深 {{depth}}。')]
	});
	const { latest, ...said } = facts.indicator('water/deepest');
	const at = NOON - 60 * MINUTE;
	const { id } = await frozen(draft, {
		...facts,
		indicator: () => ({ ...said, ...(latest && { latest: { ...latest, at } }) }),
		indicatorHistory: async (...asked) => {
			const history = await facts.indicatorHistory(...asked);
			return {
				...history,
				values: history.values.filter((value) => kept.includes((value.at - NOON) / MINUTE))
			};
		}
	});
	const series = tableFromIPC(readFileSync(store.file(id, 'series/one.arrow', NOON).path));
	const before = kept.filter((minutes) => minutes < -60).map((minutes) => NOON + minutes * MINUTE);
	expect([...(series.getChild('at') ?? [])]).toEqual([...before, at]);
	expect([...(series.getChild('value') ?? [])].at(-1)).toBe(latest?.value);
});

test('a map keeps its picture and every answer that it was drawn from, once', async () => {
	const asked: unknown[] = [];
	const draw = (request: unknown) => {
		asked.push(request);
		return Promise.resolve(drawnMap());
	};
	const figure = { kind: 'map' as const, page: 'explore' as const, view };
	const past = {
		...figure,
		view: { ...view, time: { kind: 'replay' as const, at: NOON - MINUTE, speed: 1 } }
	};
	const { id, briefing } = await frozen(
		plainDraft({
			steps: [
				{ ...step(figure), id: 'now' },
				{ ...step(past), id: 'past' }
			]
		}),
		gridtownFacts(52, { draw })
	);
	const size = { width: 1280, height: 720, scale: 1.5 };
	expect(asked).toEqual([
		{ view, at: NOON, ...size },
		{ view: past.view, at: NOON - MINUTE, ...size }
	]);
	const { now, past: then } = briefing.figures;
	expect(now).toMatchObject({ kind: 'map', picture: 'maps/now.png', at: NOON, dataAsOf: NOON - 5000 });
	expect(then).toMatchObject({ at: NOON - MINUTE, asked: now?.kind === 'map' ? now.asked : {} });
	expect(Object.keys(briefing.files).map((name) => name.split('/')[0])).toEqual([
		'answers',
		'maps',
		'maps',
		'numbers'
	]);
	expect(readFileSync(store.file(id, 'maps/now.png', NOON).path, 'utf8')).toBe('a picture');
	expect(briefing.program.renderer).toBe('software');
});

test('nothing is published when a number or a figure fails, and every reason is said', async () => {
	const said = await failures(
		plainDraft({
			cards: ['water/gone'],
			bindings: {
				west: { kind: 'indicator', indicator: 'water/deepest', district: '西区' },
				wrong: { kind: 'query', sql: 'select * from broken', column: 'n' },
				column: { kind: 'query', sql: 'select 1', column: 'lanes' }
			},
			steps: [
				{ ...step(undefined, '{{depth}} 与 {{west}}'), id: 'text' },
				{
					...step({ kind: 'query', sql: 'select 1', show: 'bars', label: 'road', value: 'road' }),
					id: 'bars'
				},
				{ ...step({ kind: 'map', page: 'explore', view }), id: 'map' }
			]
		}),
		gridtownFacts(52, {
			draw: () => Promise.reject(new AppError('RENDER_FAILED', { message: 'The picture is blank.' }))
		})
	);
	expect(said).toEqual([
		{
			what: 'binding',
			id: 'west',
			message: "Indicator water/deepest has no value for '西区'; it has for: 东区.",
			zh: '指标 water/deepest 没有“西区”的数值；有数值的片区：东区。'
		},
		{ what: 'binding', id: 'wrong', message: 'Table broken does not exist.' },
		{
			what: 'binding',
			id: 'column',
			message: "The answer has no column 'lanes'; it has: road, speed, cars.",
			zh: '查询结果没有“lanes”列；有：road、speed、cars。'
		},
		{ what: 'card', id: 'water/gone', message: 'There is no indicator water/gone.' },
		{
			what: 'binding',
			id: 'depth',
			message:
				"The text has a place for 'depth', but there is no number of that name: add it, or write the text without it.",
			zh: '正文引用了“depth”，却没有这个名字的数字：请添加，或改写正文。'
		},
		{
			what: 'figure',
			id: 'bars',
			message: "Bars need numbers; column 'road' has none.",
			zh: '条形图需要数字，而“road”列不是数字。'
		},
		{ what: 'figure', id: 'map', message: 'The picture is blank.' }
	]);
	expect(existsSync(folder)).toBe(true);
});

test('an indicator that cannot be computed, or has not been yet, is no number; one that is silent is an old one', async () => {
	const { indicator } = gridtownFacts();
	const draft = plainDraft({ cards: ['water/deepest'] });
	const as = (change: object) => {
		const { latest: _, ...known } = indicator('water/deepest');
		return gridtownFacts(52, { indicator: () => ({ ...known, ...change }) });
	};
	expect((await failures(draft, as({})))[0]?.message).toBe(
		'Indicator water/deepest has not been computed yet: freeze again in a minute.'
	);
	expect((await failures(draft, as({ failure: 'no such column' })))[0]?.message).toBe(
		'Indicator water/deepest cannot be computed: no such column'
	);
	const { latest } = indicator('water/deepest');
	expect((await frozen(draft, as({ latest, stale: true }))).briefing.cards[0]).toMatchObject({
		value: 52,
		stale: true
	});
});

test('the same city at the same instant has the same id, another number has another', async () => {
	const draft = plainDraft({ cards: ['water/deepest'] });
	const { id } = await frozen(draft);
	store.remove(id);
	expect((await frozen(draft)).id).toBe(id);
	expect((await frozen(draft, gridtownFacts(53))).id).not.toBe(id);
});

const ofTraffic = { kind: 'scenario', id: 'works000', model: 'traffic', indicator: 'total-time' } as const;

test('a number of a scenario is marked as computed, and its run is told by what went in and came out', async () => {
	const { briefing } = await frozen(
		plainDraft({
			bindings: { hours: ofTraffic, more: { ...ofTraffic, against: 'base0000' } },
			steps: [step(undefined, '{{hours}}，多 {{more}}。')]
		})
	);
	expect(briefing.values).toMatchObject({
		hours: { title: { zh: '总行程时间（桥梁施工）' }, value: 41_500, unit: 'h', scenario: true, at: null },
		more: { title: { en: 'Total travel time (桥梁施工 − 现状)' }, value: 1500, scenario: true }
	});
	expect(briefing.scenarios.map(({ id, version, inputs }) => [id, version, inputs.slice(0, 2)])).toEqual([
		['works000', 2, 'bb'],
		['base0000', 2, 'aa']
	]);
	expect(briefing.sources.map(({ name, scenario }) => [name.zh, scenario])).toEqual([
		['推演：桥梁施工 · 道路交通', true],
		['推演：现状 · 道路交通', true]
	]);
});

test('an indicator that a scenario lacks, or that its model could not say, keeps a briefing a draft', async () => {
	const bindings = {
		speed: { ...ofTraffic, indicator: 'speed' },
		noise: { ...ofTraffic, indicator: 'noise' }
	};
	expect((await failures(plainDraft({ bindings }))).map(({ id, message }) => [id, message])).toEqual([
		['speed', 'The result of traffic over “桥梁施工” has no indicator speed; it has: total-time, noise.'],
		['noise', 'Noise could not be computed: nothing is measured.']
	]);
});

test('a map of a scenario carries its mark and its run', async () => {
	const facts = gridtownFacts(52, {
		draw: () => Promise.resolve({ ...drawnMap(), scenarios: [bridgeWorks('works000').scenario] })
	});
	const { briefing } = await frozen(
		plainDraft({ steps: [step({ kind: 'map', page: 'explore', view })] }),
		facts
	);
	expect(briefing.figures['one']).toMatchObject({ kind: 'map', scenario: true });
	expect(briefing.scenarios.map(({ id }) => id)).toEqual(['works000']);
	expect(originMarks(briefing, 'en')[0]).toBe('Result of a scenario, not measured');
});
