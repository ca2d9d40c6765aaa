import { expect, test } from 'vitest';
import { evaluate } from '../testing/evaluate.ts';
import { environment } from './environment.ts';

const JANUARY = Date.parse('2026-01-15T08:00+08:00');
const APRIL = Date.parse('2026-04-15T08:00+08:00');
const stations = (at: number) => [
	{ id: 'a', at, 'PM2.5': 50, NO2: 30, CO: 0.8, O3: 120 },
	{ id: 'b', at, 'PM2.5': 100, PM10: 120, SO2: 8 },
	{ id: 'c', at: at - 3600_000, 'PM2.5': 400, O3: 900, stale: true as const }
];

test('the index is of the mean of the stations, by the standard of the day they measured', async () => {
	const said = await evaluate(environment, { air: stations(APRIL) }, JANUARY);
	expect(said).toMatchObject({
		aqi: { value: 114, drill: ['b', 'a'] },
		'pm25-mean': { value: 75, drill: ['b', 'a'] },
		'ozone-highest': { value: 120, drill: ['a'] },
		'stations-online': { value: 66.6666667, numerator: 2, denominator: 3, drill: ['c', 'a', 'b'] }
	});
	const before = await evaluate(environment, { air: stations(JANUARY) }, APRIL);
	expect(before['aqi']?.value).toBe(100);
});

test('a station without values makes no index', async () => {
	const { aqi } = await evaluate(environment, { air: [{ id: 'a', at: APRIL }] });
	expect(aqi).toEqual({ value: null, drill: ['a'] });
});

test('rain is that of the wettest station, full bins are counted over those heard from', async () => {
	const said = await evaluate(environment, {
		weather: [
			{ id: 'w1', rain: 3, rained: 12.5 },
			{ id: 'w2', rain: 60, rained: 8 },
			{ id: 'w3', rained: 99, stale: true }
		],
		'waste-bins': [
			{ id: 'b1', status: 'full', fill: 97 },
			{ id: 'b2', status: 'ok', fill: 20 },
			{ id: 'b3', status: 'fire', fill: 60, temperature: 90 },
			{ id: 'b4', status: 'ok', fill: 5 },
			{ id: 'b5', status: 'full', fill: 99, stale: true }
		]
	});
	expect(said).toMatchObject({
		'rain-heaviest': { value: 12.5, drill: ['w1', 'w2'] },
		'bins-full': { value: 25, numerator: 1, denominator: 4, drill: ['b1', 'b3', 'b2', 'b4'] }
	});
});
