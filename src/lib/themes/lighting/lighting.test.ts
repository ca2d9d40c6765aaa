import { expect, test } from 'vitest';
import { evaluate } from '../testing/evaluate.ts';
import { lighting } from './lighting.ts';

test('lamps lit, intact, obeying and saving are counted over the lamps heard from', async () => {
	const said = await evaluate(lighting, {
		'light-poles': [
			{ id: 'lit', status: 'on', target: 100, actual: 98, power: 150, energy: 1.2, saved: 0.3 },
			{ id: 'dim', status: 'dimmed', target: 40, actual: 39, power: 60, energy: 0.6, saved: 0.9 },
			{ id: 'dead', status: 'fault', target: 100, actual: 0, power: 0, energy: 0 },
			{ id: 'day', status: 'off', target: 0, actual: 0, power: 0 },
			{ id: 'silent', status: 'on', target: 100, actual: 100, power: 150, energy: 9, saved: 9, stale: true }
		]
	});
	expect(said).toEqual({
		'lamps-on': { value: 66.6666667, numerator: 2, denominator: 3, drill: ['dead', 'dim', 'lit'] },
		'lamps-intact': { value: 75, numerator: 3, denominator: 4, drill: ['dead', 'day', 'dim', 'lit'] },
		'orders-followed': { value: 75, numerator: 3, denominator: 4, drill: ['dead', 'lit', 'dim', 'day'] },
		'lighting-power': { value: 0.21, drill: ['lit', 'dim', 'day', 'dead'] },
		'energy-per-lamp': { value: 0.6, numerator: 1.8, denominator: 3, drill: ['lit', 'dim', 'dead'] },
		'dimming-saves': { value: 40, numerator: 1.2, denominator: 3, drill: ['dim', 'lit'] }
	});
});

test('by day, when no lamp should be lit, there is no share of lit ones', async () => {
	const { 'lamps-on': lampsOn } = await evaluate(lighting, {
		'light-poles': [{ id: 'day', status: 'off', target: 0, actual: 0 }]
	});
	expect(lampsOn).toEqual({ value: null, numerator: 0, denominator: 0, drill: [] });
});
