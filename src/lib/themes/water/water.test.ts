import { expect, test } from 'vitest';
import { evaluate } from '../testing/evaluate.ts';
import { water } from './water.ts';

test('water is counted where it stands, nearly fills a sewer, and passes a warning level', async () => {
	const said = await evaluate(water, {
		underpasses: [
			{ id: 'u1', status: 'closed', depth: 0.31, pumps: 2 },
			{ id: 'u2', status: 'open', depth: 0.15, pumps: 1 },
			{ id: 'u3', status: 'open', depth: 0, pumps: 0 },
			{ id: 'u4', status: 'open', depth: 2, pumps: 3, stale: true }
		],
		'sewer-levels': [
			{ id: 's1', fill: 95, depth: 0.9 },
			{ id: 's2', fill: 80, depth: 0.6 },
			{ id: 's3', fill: 100, stale: true },
			{ id: 's4', depth: 1 }
		],
		'river-levels': [
			{ id: 'r1', level: 4.3, warning: 4.2, flow: 80 },
			{ id: 'r2', level: 2, warning: 4.2 },
			{ id: 'r3', level: 9 }
		],
		springs: [
			{ id: 'p1', flow: 0.31, level: 1 },
			{ id: 'p2', flow: 0.2, level: 2 }
		]
	});
	expect(said).toEqual({
		'underpasses-flooded': { value: 1, numerator: 1, denominator: 3, drill: ['u1', 'u2', 'u3'] },
		'deepest-water': { value: 31, drill: ['u1', 'u2', 'u3'] },
		'sewers-high': { value: 50, numerator: 1, denominator: 2, drill: ['s1', 's2'] },
		'rivers-below-warning': { value: 50, numerator: 1, denominator: 2, drill: ['r1', 'r2'] },
		'pumps-running': { value: 3, drill: ['u1', 'u2', 'u3'] },
		'spring-flow': { value: 0.51, drill: ['p1', 'p2'] }
	});
});

test('where all underpasses are dry the number is 0', async () => {
	const said = await evaluate(water, { underpasses: [{ id: 'u1', depth: 0 }] });
	expect(said['underpasses-flooded']).toEqual({ value: 0, numerator: 0, denominator: 1, drill: ['u1'] });
});
