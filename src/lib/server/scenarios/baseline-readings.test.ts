import { expect, test } from 'vitest';
import { baselineReadingsOf, type MeasuredMetric } from './baseline-readings.ts';

const metric = (
	name: string,
	unit: string,
	values: readonly number[],
	beside: readonly string[] = []
): MeasuredMetric => ({
	layer: 'weather',
	name,
	unit,
	beside,
	values: values.map((value, place) => ({ value, at: 1000 + place }))
});

test('readings are the mean of what measures them, with source and the oldest instant', () => {
	expect(baselineReadingsOf([metric('rain', 'mm/h', [10, 20, 33])])).toEqual({
		rain: { value: 21, unit: 'mm/h', at: 1000, source: 'weather / rain (3)' }
	});
});

test('winds from both sides of north blow from the north', () => {
	expect(baselineReadingsOf([metric('wind_direction', 'deg', [350, 20])])['wind-from']?.value).toBe(5);
});

test('the temperature of bins is not that of the air, and other units are not guessed at', () => {
	const bins = metric('temperature', 'Cel', [60], ['fill']);
	const air = metric('temperature', 'Cel', [21.5], ['humidity']);
	expect(baselineReadingsOf([bins, metric('wind', 'km/h', [9]), air, metric('rain', 'mm/h', [])])).toEqual({
		temperature: { value: 21.5, unit: 'Cel', at: 1000, source: 'weather / temperature (1)' }
	});
});
