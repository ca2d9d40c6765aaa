import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkUnit } from '#lib/adapters/support/ucum.ts';
import type { AlarmCondition, Words } from '#lib/model/alarm-rule.ts';
import { themeId, type Theme } from '#lib/model/theme.ts';
import { noise } from '../../../tests/fixtures/noise-theme/noise.ts';
import { THEMES } from './registry.ts';
import { conditionsOf } from './testing/rule-parts.ts';

const HERE = import.meta.dirname;
/** Names of the table that the screen has, without its Svelte. */
const ICONS = [
	...readFileSync(join(HERE, '../features/themes/theme-icons.ts'), 'utf8').matchAll(
		/^\t'?([a-z0-9-]+)'?: \w+,?$/gm
	)
].map(([, name]) => name);
const layersOf = (theme: Theme) => theme.layers.map(({ declaration }) => declaration);
/** Ours, and the example of the guide, which must pass whatever a theme must. */
const KNOWN: readonly Theme[] = [...THEMES.filter(({ id }) => id !== noise.id), noise];
const all = <T>(of: (theme: Theme) => readonly T[]): readonly T[] => KNOWN.flatMap(of);
const repeated = (names: readonly string[]) => names.filter((name, i) => names.indexOf(name) !== i);

test('each folder is a theme of its name, and each theme a folder', () => {
	const folders = readdirSync(HERE).filter(
		(name) => name !== 'testing' && statSync(join(HERE, name)).isDirectory()
	);
	expect(THEMES.map(({ id }) => id).sort()).toEqual(folders.sort());
	expect(THEMES.every(({ id }) => themeId.safeParse(id).success)).toBe(true);
});

test('the eight themes have the names that a Chinese city gives them, and enough to be lived with', () => {
	const names = {
		mobility: '交通大脑',
		lighting: '智慧灯杆与照明',
		environment: '生态环境',
		water: '水务与排水',
		safety: '公共安全',
		parking: '停车与井盖',
		energy: '能源',
		campus: '校园安全'
	};
	for (const [id, name] of Object.entries(names)) {
		const theme = THEMES.find((one) => one.id === id);
		expect(theme?.title.zh).toBe(name);
		expect([4, 5, 6, 7, 8]).toContain(theme?.indicators.length);
		expect([3, 4, 5, 6]).toContain(theme?.rules.length);
	}
});

test('layers belong to one theme each; what else a theme brings has names of its own', () => {
	expect(repeated(all((theme) => layersOf(theme).map(({ id }) => id)))).toEqual([]);
	for (const { indicators, rules, categories } of KNOWN)
		for (const named of [indicators, rules, categories])
			expect(repeated(named.map(({ id }) => id))).toEqual([]);
});

test.each(KNOWN.map((theme) => [theme.id, theme] as const))('%s is complete', (_, theme) => {
	expect(theme.indicators.length).toBeGreaterThan(0);
	expect(theme.rules.length).toBeGreaterThan(0);
	expect(theme.categories.length).toBeGreaterThan(0);
	expect(ICONS).toContain(`${theme.icon}`);
	const layers = new Map(layersOf(theme).map((layer) => [layer.id, layer]));
	for (const { layer } of theme.kinds) expect([...layers.keys()]).toContain(layer);
	expect(theme.layers.some(({ shown }) => shown)).toBe(true);
	for (const { declaration, metric } of theme.layers)
		if (metric !== undefined) expect(declaration.metrics.map(({ name }) => name)).toContain(metric);
});

test('everything is said in Chinese and in English', () => {
	const words = KNOWN.flatMap((theme): readonly (Words | undefined)[] => [
		theme.title,
		theme.about,
		theme.department,
		...theme.kinds.map(({ title }) => title),
		...theme.categories.map(({ title }) => title),
		...layersOf(theme).flatMap(({ title, metrics }) => [title, ...metrics.map((metric) => metric.title)]),
		...theme.indicators.flatMap(({ title, said, source, department }) => [title, said, source, department]),
		...theme.rules.flatMap(({ title, consequence, response }) => [title, consequence, response])
	]);
	for (const word of words) {
		expect(word?.zh).toMatch(/\p{Script=Han}/u);
		expect(word?.en).toMatch(/[A-Za-z]/);
		expect(word?.en).not.toMatch(/\p{Script=Han}/u);
	}
});

test('every unit is UCUM', () => {
	const units = KNOWN.flatMap((theme) => [
		...layersOf(theme).flatMap(({ metrics }) => metrics.map(({ unit }) => unit)),
		...theme.indicators.map(({ unit }) => unit)
	]);
	expect(units.filter((unit) => !checkUnit(unit).ok)).toEqual([]);
});

test('every metric has a range that tells a broken sensor', () => {
	const metrics = all((theme) => layersOf(theme).flatMap((layer) => layer.metrics));
	expect(metrics.filter(({ range }) => !range || range[0] >= range[1])).toEqual([]);
});

test('a camera near alarms can say where it looks, and a theme names who can be sent', () => {
	const near = all(({ layers }) => layers).filter(({ nearby }) => nearby !== undefined);
	expect(near.map(({ declaration: { id }, nearby }) => [id, nearby])).toEqual([
		['patrols', 'crew'],
		['cameras', 'camera']
	]);
	for (const { declaration, nearby } of near)
		if (nearby === 'camera')
			expect(Object.fromEntries(declaration.metrics.map(({ name, unit }) => [name, unit]))).toMatchObject({
				bearing: 'deg',
				fov: 'deg',
				range: 'm'
			});
});

test('indicators name layers of their own theme, and say when they are made', () => {
	for (const theme of KNOWN)
		for (const { layers, drill, period, target, version } of theme.indicators) {
			const known = layersOf(theme)
				.filter(({ cls, restricted }) => cls === 'state' && restricted === undefined)
				.map(({ id }) => id);
			expect(known).toEqual(expect.arrayContaining([...layers, drill.layer]));
			expect(period).toBeGreaterThan(0);
			expect(version).toBe(1);
			if (target.from !== undefined && target.to !== undefined) expect(target.from).toBeLessThan(target.to);
		}
});

test('rules name layers, metrics and limits that their theme declares, of things that may be shown', () => {
	for (const theme of KNOWN) {
		const layers = new Map(layersOf(theme).map((layer) => [layer.id, layer]));
		for (const rule of theme.rules)
			for (const part of conditionsOf(rule)) {
				if (!('layer' in part)) continue;
				const layer = layers.get(part.layer);
				expect(layer?.restricted).toBeUndefined();
				expect(layer?.cls).toBe(part.kind === 'event' ? 'event' : 'state');
				const metrics = layer?.metrics.map(({ name }) => name);
				if (part.kind === 'value' || part.kind === 'rate') expect(metrics).toContain(part.metric);
				if (part.kind === 'value' && part.limitFrom !== undefined) expect(metrics).toContain(part.limitFrom);
			}
	}
});

/** One side, and clearing on the quiet side of it. */
function hasSoundLimits(part: AlarmCondition): boolean {
	if (part.kind !== 'value' && part.kind !== 'rate' && part.kind !== 'count') return true;
	const { above, below, clear } = part;
	if ((above === undefined) === (below === undefined)) return false;
	if (clear === undefined) return true;
	// Counted from a limit of the thing's own.
	if (part.kind === 'value' && part.limitFrom !== undefined)
		return above !== undefined ? clear < 0 : clear > 0;
	return above !== undefined ? clear < above : clear > below!;
}

test('every limit has one side, and clears on its quiet side', () => {
	const parts = all(({ rules }) => rules.flatMap(conditionsOf));
	expect(parts.filter((part) => !hasSoundLimits(part))).toEqual([]);
});

test('the rungs of a ladder go from the most urgent down, and none is as urgent as its rule', () => {
	for (const { level, ladder = [] } of all(({ rules }) => rules)) {
		const levels = ladder.map((rung) => rung.level);
		expect(levels).toEqual([...levels].sort());
		expect(levels).not.toContain(level);
	}
});

test('the rules of the themes use every kind of condition, schedules and limits of each thing', () => {
	const rules = all((theme) => theme.rules);
	const parts = rules.flatMap(conditionsOf);
	expect([...new Set(parts.map(({ kind }) => kind))].sort()).toEqual([
		'absence',
		'all',
		'any',
		'count',
		'event',
		'geofence',
		'rate',
		'status',
		'value'
	]);
	expect(parts.some((part) => part.kind === 'value' && part.limitFrom !== undefined)).toBe(true);
	expect(parts.some((part) => part.kind === 'all' && part.areas !== undefined)).toBe(true);
	expect(parts.some((part) => part.kind === 'absence' && !part.whole)).toBe(true);
	expect(rules.some(({ schedule }) => schedule?.night)).toBe(true);
	expect(rules.some(({ schedule }) => schedule?.days)).toBe(true);
});

test('every theme notices when something of it falls silent', () => {
	for (const { id, rules } of KNOWN) {
		const silent = rules.flatMap(conditionsOf).some((part) => part.kind === 'absence');
		expect([id, silent]).toEqual([id, true]);
	}
});

test('areas that themes name are those of any city: they never name a place', () => {
	const parts = all(({ rules }) => rules.flatMap(conditionsOf));
	const areas = parts.flatMap((part) => ('areas' in part && part.areas !== undefined ? [part.areas] : []));
	expect([...new Set(areas)].sort()).toEqual(['communities', 'districts', 'subdistricts']);
	expect(parts.filter((part) => part.kind === 'geofence' && part.names)).toEqual([]);
	expect(JSON.stringify(KNOWN)).not.toMatch(/云泉|Yunquan/);
});

test('who passed a school gate needs a right to be read, and shows nowhere', () => {
	const passages = all(({ layers }) => layers).find(({ declaration }) => declaration.id === 'gate-passages');
	expect(passages).toMatchObject({ declaration: { restricted: 'campus', cls: 'event' }, shown: false });
});
