import { expect, test } from 'vitest';
import type { LayerLegend } from '#lib/layers/layer.ts';
import { markOf, planKey, type KeyCandidate } from './key-plan.ts';

const legend = (kind: LayerLegend['kind'], counts: readonly number[], stale = 0): LayerLegend => ({
	kind,
	metric: undefined,
	classes: counts.map((count, index) => ({ token: `--seq-${index + 1}`, count })),
	missing: 0,
	stale
});
const layer = (id: string, known?: LayerLegend, count: number | undefined = 5): KeyCandidate => ({
	id,
	legend: known,
	count
});
const ids = (layers: readonly KeyCandidate[]) => layers.map(({ id }) => id).join(' ');

test('what nothing is of is left out, what has one colour is named', () => {
	const plan = planKey([
		layer('alerts', undefined, 0),
		layer('patrols'),
		layer('buses', legend('number', [40])),
		layer('cars', legend('number', [1, 2])),
		layer('lamps', legend('category', [0, 0]))
	]);
	expect([ids(plan.explained), ids(plan.named)]).toEqual(['cars', 'patrols buses lamps']);
});

test('the front layers are explained as far as there are lines, a smaller one further back still fits', () => {
	const ramp = legend('number', [1, 2, 3]);
	const plan = planKey([
		layer('air', ramp),
		layer('levels', legend('number', [1, 2], 1)),
		layer('bins', ramp),
		layer('covers', legend('category', [3]))
	]);
	expect([ids(plan.explained), ids(plan.named)]).toEqual(['air levels', 'bins covers']);
	expect(ids(planKey([layer('air', ramp), layer('covers', legend('category', [3]))], 5).explained)).toBe(
		'air covers'
	);
});

test('a layer that is only named is marked in the colour that most of it has on the map', () => {
	const swatch = { shape: 'ring', token: '--cat-1' } as const;
	const classes = [
		{ token: '--seq-3', count: 2 },
		{ token: '--seq-5', count: 30 }
	];
	expect(markOf({ swatch }, { classes })).toEqual({ shape: 'ring', token: '--seq-5' });
	expect(markOf({ swatch }, { classes: [{ token: '--seq-3', count: 0 }] })).toEqual(swatch);
	expect(markOf({ swatch }, undefined)).toEqual(swatch);
});
