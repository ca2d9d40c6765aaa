import { expect, test } from 'vitest';
import { evaluate } from '../testing/evaluate.ts';
import { mobility } from './mobility.ts';

test('roads are weighed by their length, closed and silent ones left out', async () => {
	const said = await evaluate(mobility, {
		'road-flow': [
			{ id: 'a', status: 'smooth', speed: 60, ratio: 1, intensity: 1000, length: 3 },
			{ id: 'b', status: 'heavily-congested', speed: 10, ratio: 0.2, intensity: 500, length: 1 },
			{ id: 'c', status: 'closed', speed: 0, ratio: 0, intensity: 0, length: 2 },
			{ id: 'd', status: 'smooth', speed: 80, ratio: 1, intensity: 9000, length: 9, stale: true, at: -1 }
		]
	});
	const { tpi, 'mean-speed': speed, 'congested-share': share, 'travel-time-ratio': ratio } = said;
	// a (free 60) and b (free 50) are arterials: a quarter of their length is jammed, which is the worst there is.
	expect(tpi).toEqual({ value: 10, drill: ['b', 'a'] });
	expect(speed).toEqual({ value: 26.6666667, numerator: 4, denominator: 0.15, drill: ['b', 'a'] });
	expect(share).toEqual({ value: 16.6666667, numerator: 1, denominator: 6, drill: ['b', 'a', 'c'] });
	expect(ratio).toEqual({ value: 2.14285714, numerator: 0.15, denominator: 0.07, drill: ['b', 'a'] });
	expect(said['detectors-online']).toEqual({
		value: 75,
		numerator: 3,
		denominator: 4,
		drill: ['d', 'a', 'b', 'c']
	});
});

test('trips are on time within their limits, and cancelled ones never', async () => {
	const trips = [
		{ id: 'early', status: 'scheduled', delay: -61 },
		{ id: 'well', status: 'scheduled', delay: 120 },
		{ id: 'late', status: 'scheduled', delay: 121 },
		{ id: 'gone', status: 'cancelled' },
		{ id: 'silent', status: 'scheduled', delay: 0, stale: true as const }
	];
	const said = await evaluate(mobility, { 'metro-trips': trips, 'bus-trips': trips });
	expect(said['metro-punctual']).toEqual({
		value: 25,
		numerator: 1,
		denominator: 4,
		drill: ['gone', 'late', 'well', 'early']
	});
	expect(said['bus-punctual']).toMatchObject({ value: 50, numerator: 2, denominator: 4 });
});

test('the index says nothing while nobody drives', async () => {
	const { tpi } = await evaluate(mobility, {
		'road-flow': [{ id: 'a', status: 'smooth', speed: 60, ratio: 1, intensity: 0, length: 3 }]
	});
	expect(tpi).toEqual({ value: null, drill: ['a'] });
});

test('roads that their stream does not grade are graded by their speed', async () => {
	const roads = (speed: number) => [
		{ id: 'a', speed: 48, ratio: 0.8, intensity: 100, length: 9 },
		{ id: 'b', speed, ratio: speed / 60, intensity: 100, length: 1 }
	];
	const tpi = async (speed: number) =>
		(await evaluate(mobility, { 'road-flow': roads(speed) }))['tpi']!.value;
	// A tenth of the arterials: between 8 % (4) and 11 % (6).
	expect(await tpi(15)).toBe(5.33333333);
	expect(await tpi(15.1)).toBe(0);
});
