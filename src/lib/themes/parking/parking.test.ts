import { expect, test } from 'vitest';
import { evaluate } from '../testing/evaluate.ts';
import { parking } from './parking.ts';

test('spaces are summed before they are divided; covers and batteries are counted over those heard from', async () => {
	const said = await evaluate(parking, {
		'car-parks': [
			{ id: 'k1', status: 'open', spaces: 100, free: 96, occupancy: 4 },
			{ id: 'k2', status: 'full', spaces: 300, free: 4, occupancy: 98.7 },
			{ id: 'k3', status: 'closed', spaces: 50, free: 50, stale: true },
			{ id: 'k4', status: 'closed', spaces: 0, free: 0 }
		],
		manholes: [
			{ id: 'm1', status: 'closed', tilt: 1, battery: 80 },
			{ id: 'm2', status: 'open', tilt: 60, battery: 9 },
			{ id: 'm3', status: 'closed', tilt: 0 },
			{ id: 'm4', status: 'moved', tilt: 14, battery: 5, stale: true },
			{ id: 'm5', status: 'closed', tilt: 0, battery: 10 }
		]
	});
	expect(said).toEqual({
		'spaces-free': { value: 100, drill: ['k1', 'k2'] },
		occupancy: { value: 75, numerator: 300, denominator: 400, drill: ['k2', 'k1'] },
		'parks-full': { value: 50, numerator: 1, denominator: 2, drill: ['k2', 'k1'] },
		'covers-closed': { value: 75, numerator: 3, denominator: 4, drill: ['m2', 'm1', 'm3', 'm5'] },
		'covers-online': { value: 80, numerator: 4, denominator: 5, drill: ['m4', 'm1', 'm2', 'm3', 'm5'] },
		'batteries-low': { value: 1, numerator: 1, denominator: 3, drill: ['m2', 'm5', 'm1'] }
	});
});
