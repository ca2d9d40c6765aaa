import { expect, test } from 'vitest';
import { THEMES } from './registry.ts';
import { evaluate } from './testing/evaluate.ts';

/** Those that count who was heard from: silence is their number, not a lack of it. */
const COUNT_SILENCE = new Set([
	'mobility/detectors-online',
	'environment/stations-online',
	'safety/cameras-online',
	'parking/covers-online',
	'energy/detectors-online',
	'campus/gates-online'
]);

test.each(THEMES.map((theme) => [theme.id, theme] as const))(
	'without rows every indicator of %s has no data, and never zero',
	async (_, theme) => {
		for (const [id, { value, drill }] of Object.entries(await evaluate(theme, {})))
			expect([id, value, drill]).toEqual([id, null, []]);
	}
);

test.each(THEMES.map((theme) => [theme.id, theme] as const))(
	'of stale rows no indicator of %s makes a number, but those that count them',
	async (_, theme) => {
		const rows = Object.fromEntries(
			theme.layers.map(({ declaration: { id, metrics } }) => [
				id,
				[
					{
						id: 'old',
						stale: true as const,
						status: 'online',
						...Object.fromEntries(metrics.map(({ name, range }) => [name, range![1] / 2]))
					}
				]
			])
		);
		for (const [id, { value }] of Object.entries(await evaluate(theme, rows)))
			expect([id, value]).toEqual([id, COUNT_SILENCE.has(`${theme.id}/${id}`) ? 0 : null]);
	}
);
