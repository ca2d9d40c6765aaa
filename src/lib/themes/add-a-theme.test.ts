import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Observation } from '#lib/model/observation.ts';
import { json } from '#lib/adapters/json/adapter.ts';
import { openInProcess } from '#lib/server/ingest/in-process.ts';
import { liveConfig } from '#lib/server/live/live-config.ts';
import { openThemes } from '#lib/server/themes/themes.ts';
import { noise } from '../../../tests/fixtures/noise-theme/noise.ts';
import { RULE_START, RuleStage } from '../../../tests/fixtures/rule-stage.ts';
import { THEMES } from './registry.ts';
import { evaluate } from './testing/evaluate.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PAGE = readFileSync(join(ROOT, 'docs/guide/add-a-theme.md'), 'utf8');

/** Code of the page under the name of its file. */
const fileOfPage = (name: string) =>
	new RegExp(`\`src/lib/themes/noise/${name}\`\n\n\`\`\`ts\n([\\s\\S]*?)\`\`\``).exec(PAGE)?.[1];
/** What the page sends with curl. */
const sent = /-d '([\s\S]*?)'\n```/.exec(PAGE)![1]!;
const rows = json.decode(new TextEncoder().encode(sent), 0).rows as readonly Observation[];

test.each(['layers.ts', 'indicators.ts', 'rules.ts', 'noise.ts'])(
	'the page shows %s as it is run here',
	(name) => {
		expect(fileOfPage(name)).toBe(readFileSync(join(ROOT, 'tests/fixtures/noise-theme', name), 'utf8'));
	}
);

test('switched on, its layer is known, and what the page sends is taken in its units', async () => {
	const dir = mkdtempSync(join(tmpdir(), 'cityloop-noise-'));
	const ingest = await openInProcess({
		logDir: dir,
		config: liveConfig.parse({}),
		host: '127.0.0.1',
		mqttPort: undefined
	});
	const declared = (layer: string) =>
		ingest.bus.layers().find(({ declaration }) => declaration.id === layer)?.declaration;
	const themes = await openThemes({
		dir,
		initially: [],
		fictional: false,
		configured: [],
		districts: () => [],
		declared,
		declare: (declaration) => ingest.declare(declaration),
		onError: (error) => {
			throw error;
		},
		known: [...THEMES, noise]
	});
	await themes.switch('noise', { on: true });
	const { accepted, rejected } = await ingest.post({
		adapter: 'json',
		source: 'http',
		layer: 'noise',
		bytes: new TextEncoder().encode(sent)
	});
	expect([accepted, rejected]).toEqual([3, []]);
	expect(declared('noise')).toMatchObject({
		title: { zh: '环境噪声', en: 'Noise' },
		metrics: [{ name: 'level', unit: 'dB' }]
	});
	await ingest.close();
	rmSync(dir, { recursive: true });
});

test('the tile says what the page says', async () => {
	const meters = rows.map(({ entity, values }) => ({ id: entity, ...values }));
	const { 'mean-level': mean } = await evaluate(noise, { noise: meters });
	expect(PAGE).toContain(`the tile says ${mean!.value!.toFixed(0)} dB`);
	expect(mean!.drill).toEqual(['meter-2', 'meter-1', 'meter-3']);
	expect((await evaluate(noise, {}))['mean-level']).toEqual({ value: null, drill: [] });
});

test('too loud for ten minutes raises an alarm at night, and silence at any hour', () => {
	const rules = noise.rules.map((rule) => ({ key: `noise/${rule.id}`, theme: 'noise', rule }));
	const stage = (hours: number) =>
		new RuleStage([noise.layers[0]!.declaration], rules, { now: RULE_START + hours * 3_600_000 });
	const night = stage(23);
	for (let minute = 0; minute < 11; minute++) {
		night.say('noise', 'meter-1', { values: { level: 58 } });
		night.pass(60);
	}
	night.pass(300);
	expect(night.told()).toEqual(['+83400 raised meter-1 4', '+83700.001 raised noise 4']);
	const day = stage(12);
	for (let minute = 0; minute < 11; minute++) {
		day.say('noise', 'meter-1', { values: { level: 58 } });
		day.pass(60);
	}
	expect(day.told()).toEqual([]);
});

test('the example has the shape of the themes that are there', () => {
	expect(Object.keys(noise).sort()).toEqual(Object.keys(THEMES[0]!).sort());
	expect(PAGE).toContain("import { noise } from './noise/noise.ts';");
});

test('the page about themes lists every layer of those that it names', () => {
	const page = readFileSync(join(ROOT, 'docs/themes.md'), 'utf8');
	const listed = [...page.matchAll(/^\| `([a-z]+)` +\| (\S+) +\| (`.*`) +\|$/gm)].map(
		([, ...cells]) => cells
	);
	expect(listed).toHaveLength(8);
	for (const [id, title, names] of listed) {
		const theme = THEMES.find((one) => one.id === id)!;
		expect([
			theme.title.zh,
			theme.layers.map(({ declaration }) => `\`${declaration.id}\``).join(', ')
		]).toEqual([title, names]);
	}
});
