import { expect, test } from 'vitest';
import { evaluate } from '../testing/evaluate.ts';
import { energy } from './energy.ts';

test('load and reserve are of all stations that say both; methane is the highest', async () => {
	const said = await evaluate(energy, {
		substations: [
			{ id: 't1', load: 90, capacity: 100, loading: 90, voltage: 112 },
			{ id: 't2', load: 6, capacity: 20, loading: 30, voltage: 10.4 },
			{ id: 't3', load: 4, loading: 20 },
			{ id: 't4', load: 500, capacity: 500, loading: 100, stale: true }
		],
		gas: [
			{ id: 'g1', methane: 0.4, pressure: 300 },
			{ id: 'g2', methane: 27.5, pressure: 210 },
			{ id: 'g3', methane: 99, stale: true },
			{ id: 'g4', pressure: 300 }
		]
	});
	expect(said).toEqual({
		load: { value: 100, drill: ['t1', 't2', 't3'] },
		reserve: { value: 20, numerator: 24, denominator: 120, drill: ['t1', 't2'] },
		'stations-strained': { value: 1, numerator: 1, denominator: 2, drill: ['t1', 't2'] },
		'loading-highest': { value: 90, drill: ['t1', 't2', 't3'] },
		'methane-highest': { value: 27.5, drill: ['g2', 'g1'] },
		'detectors-online': { value: 75, numerator: 3, denominator: 4, drill: ['g3', 'g1', 'g2', 'g4'] }
	});
});
