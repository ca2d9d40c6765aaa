import { expect, test } from 'vitest';
import { evaluate } from '../testing/evaluate.ts';
import { safety } from './safety.ts';

test('patrols are free or on call, silent cameras are offline, crowds are held against their place', async () => {
	const said = await evaluate(safety, {
		patrols: [
			{ id: 'p1', status: 'patrolling', speed: 20 },
			{ id: 'p2', status: 'responding', speed: 60 },
			{ id: 'p3', status: 'on-scene', speed: 0 },
			{ id: 'p4', status: 'patrolling', speed: 10 },
			{ id: 'p5', status: 'patrolling', stale: true }
		],
		cameras: [
			{ id: 'c1', status: 'online', people: 3 },
			{ id: 'c2', status: 'offline' },
			{ id: 'c3', status: 'online', stale: true },
			{ id: 'c4', status: 'online', people: 8 }
		],
		crowds: [
			{ id: 's1', people: 1200, density: 3.4, capacity: 1000 },
			{ id: 's2', people: 300, density: 0.5, capacity: 2000 },
			{ id: 's3', people: 9000, density: 9, capacity: 10, stale: true }
		]
	});
	expect(said).toEqual({
		'patrols-free': { value: 2, numerator: 2, denominator: 4, drill: ['p1', 'p4', 'p2', 'p3'] },
		'patrols-busy': { value: 50, numerator: 2, denominator: 4, drill: ['p2', 'p3', 'p1', 'p4'] },
		'cameras-online': { value: 50, numerator: 2, denominator: 4, drill: ['c2', 'c3', 'c1', 'c4'] },
		'crowds-people': { value: 1500, drill: ['s1', 's2'] },
		'crowd-densest': { value: 3.4, drill: ['s1', 's2'] },
		'places-full': { value: 1, numerator: 1, denominator: 2, drill: ['s1', 's2'] }
	});
});
