import { afterEach, expect, test } from 'vitest';
import { THEMES } from '#lib/themes/registry.ts';
import { IndicatorStage } from '../../../../tests/fixtures/indicator-stage.ts';
import { observation } from '../../../../tests/fixtures/live-log.ts';

let stage: IndicatorStage | undefined;
afterEach(async () => {
	await stage?.remove();
	stage = undefined;
});

const ALL = { ingest: false, may: () => true };

test('every indicator of every theme is computed where nobody has spoken yet: without data, and without a failure', async () => {
	stage = new IndicatorStage();
	stage.themes = THEMES.map((theme) => ({ theme }));
	await stage.pass(1);
	const { indicators } = stage.indicators.list();
	expect(indicators.length).toBe(THEMES.reduce((sum, theme) => sum + theme.indicators.length, 0));
	expect(indicators.filter(({ failure }) => failure !== undefined)).toEqual([]);
	for (const { key, latest } of indicators) {
		expect([key, latest?.rows]).toEqual([key, 0]);
		expect((await stage.indicators.entities(key, 1, ALL)).rows).toEqual([]);
	}
});

test('every indicator of every theme is computed where everything speaks, from rows of its own layer', async () => {
	stage = new IndicatorStage();
	const { log, clock } = stage;
	for (const { layers } of THEMES)
		for (const { declaration } of layers) {
			log.declare(declaration, clock);
			if (declaration.cls === 'event') continue;
			const values = Object.fromEntries(declaration.metrics.map(({ name }) => [name, 50]));
			log.say(
				declaration.id,
				['a', 'b'].map((id) => observation(id, clock, { values, position: [1, 1], status: 'on' })),
				clock
			);
		}
	stage.themes = THEMES.map((theme) => ({ theme }));
	await stage.pass(1);
	const { indicators } = stage.indicators.list();
	expect(indicators.flatMap(({ key, failure }) => (failure === undefined ? [] : [[key, failure]]))).toEqual(
		[]
	);
	for (const { key, layer, latest } of indicators) {
		const { columns, rows, total } = await stage.indicators.entities(key, 10, ALL);
		expect([key, columns[0], total]).toEqual([key, 'id', latest?.rows]);
		expect(rows.every(([id]) => id === 'a' || id === 'b')).toBe(true);
		expect(stage.hub.layers.has(layer), key).toBe(true);
	}
});
