import { expect, test } from 'vitest';
import { airQuality, cityAirQuality } from './air-quality.ts';
import { breakpointsOf, standardAt, type AqiItem, type AqiStandard } from './breakpoints.ts';
import { AQI_LEVELS, levelOf } from './levels.ts';
import { subIndex } from './sub-index.ts';

const [OLD, NEW] = ['HJ 633-2012', 'HJ 633-2026'] as const;
const BOTH = [OLD, NEW] as const;

test.each<readonly [readonly AqiStandard[], AqiItem, number, number]>([
	[[NEW], 'PM2.5 24h', 75, 114],
	[[NEW], 'PM2.5 24h', 60, 100],
	[[NEW], 'PM2.5 24h', 47.6, 76],
	[[NEW], 'PM10 24h', 150, 112],
	[[OLD], 'PM2.5 24h', 75, 100],
	[[OLD], 'PM2.5 24h', 48, 67],
	[[OLD], 'PM2.5 24h', 60, 82],
	[[OLD], 'PM2.5 24h', 76, 102],
	[[OLD], 'PM10 24h', 120, 85],
	[[OLD], 'PM10 24h', 150, 100],
	[BOTH, 'SO2 24h', 475, 150],
	[BOTH, 'O3 8h', 265, 200],
	[BOTH, 'CO 24h', 2.2, 55],
	[[NEW], 'PM2.5 24h', 36, 52],
	[[NEW], 'PM2.5 24h', 61, 101],
	[[NEW], 'PM2.5 24h', 115, 150],
	[[NEW], 'PM2.5 24h', 500, 500],
	[[NEW], 'PM10 24h', 120, 100],
	[[NEW], 'SO2 1h', 801, 200],
	[[NEW], 'O3 8h', 801, 300],
	[BOTH, 'CO 1h', 65.4, 218]
])('test vector of %s: %s %d is %d', (standards, item, concentration, expected) => {
	for (const standard of standards)
		expect(subIndex(standard, item, concentration)).toEqual({ value: expected, beyondScale: false });
});

test('the sub-index of each breakpoint is exact in every column of both standards', () => {
	const items = ['SO2 24h', 'SO2 1h', 'NO2 24h', 'NO2 1h', 'PM10 24h', 'PM10 1h', 'CO 24h', 'CO 1h'] as const;
	for (const standard of BOTH)
		for (const item of [...items, 'O3 1h', 'O3 8h', 'PM2.5 24h', 'PM2.5 1h'] as const) {
			const values = breakpointsOf(standard, item).map((at) => subIndex(standard, item, at)?.value);
			expect(values).toEqual([0, 50, 100, 150, 200, 300, 400, 500].slice(0, values.length));
		}
});

test('rounding up adds nothing where the arithmetic comes out even: every tenth of CO, in whole numbers', () => {
	for (const [item, last] of [
		['CO 24h', 600],
		['CO 1h', 1500]
	] as const) {
		const at = breakpointsOf(NEW, item).map((breakpoint) => BigInt(breakpoint) * 10n);
		for (let tenths = 1; tenths <= last; tenths++) {
			const upper = at.findIndex((breakpoint) => BigInt(tenths) <= breakpoint);
			const index = [0n, 50n, 100n, 150n, 200n, 300n, 400n, 500n];
			const rise = (index[upper]! - index[upper - 1]!) * (BigInt(tenths) - at[upper - 1]!);
			const run = at[upper]! - at[upper - 1]!;
			const expected = index[upper - 1]! + (rise + run - 1n) / run;
			expect(subIndex(NEW, item, tenths / 10)?.value).toBe(Number(expected));
		}
	}
});

test('the concentration is rounded before the table is used, CO to a tenth, halves up', () => {
	expect(subIndex(NEW, 'PM2.5 24h', 60.4)?.value).toBe(100);
	expect(subIndex(NEW, 'PM2.5 24h', 60.5)?.value).toBe(101);
	expect(subIndex(NEW, 'CO 24h', 4.04)?.value).toBe(100);
	expect(subIndex(NEW, 'CO 24h', 4.35)?.value).toBe(subIndex(NEW, 'CO 24h', 4.4)?.value);
});

test('above the scale 500 is said and marked; below zero and without a number there is nothing', () => {
	expect(subIndex(NEW, 'PM2.5 24h', 501)).toEqual({ value: 500, beyondScale: true });
	expect(subIndex(NEW, 'PM2.5 24h', -1)).toBeUndefined();
	expect(subIndex(NEW, 'PM2.5 24h', NaN)).toBeUndefined();
});

test('in 2012 a column that ends hands over to another averaging time', () => {
	expect(subIndex(OLD, 'SO2 1h', 801)).toBeUndefined();
	expect(subIndex(OLD, 'O3 8h', 801)).toBeUndefined();
	expect(airQuality(OLD, 'daily', { 'O3 8h': 801, 'O3 1h': 1000 })?.aqi).toBe(400);
	expect(airQuality(OLD, 'hourly', { 'SO2 1h': 801, 'SO2 24h': 475 })?.aqi).toBe(150);
	expect(airQuality(OLD, 'hourly', { 'SO2 1h': 801 })).toBeUndefined();
	expect(airQuality(NEW, 'daily', { 'O3 8h': 801, 'O3 1h': 1000 })?.aqi).toBe(300);
});

test('the standard is that of the day of observation in China', () => {
	const before = Date.parse('2026-02-28T23:59:59.999+08:00');
	const after = Date.parse('2026-03-01T00:00:00+08:00');
	const said = [before, after].map((at) => {
		const { aqi, level } = airQuality(standardAt(at), 'daily', { 'PM2.5 24h': 75 })!;
		return [standardAt(at), aqi, level.title.zh];
	});
	expect(said).toEqual([
		[OLD, 100, '良'],
		[NEW, 114, '轻度污染']
	]);
});

test('the index is the largest sub-index; its pollutants are primary above 50 only', () => {
	expect(airQuality(NEW, 'daily', { 'PM2.5 24h': 36, 'PM10 24h': 52, 'NO2 24h': 10 })).toMatchObject({
		aqi: 52,
		primary: ['PM10', 'PM2.5'],
		level: { level: 2 }
	});
	expect(airQuality(NEW, 'daily', { 'PM2.5 24h': 35 })).toMatchObject({ aqi: 50, primary: [] });
	expect(airQuality(NEW, 'daily', {})).toBeUndefined();
});

test('pollutants over their limit exist in the standard of 2012 only', () => {
	const air = { 'PM2.5 24h': 116, 'PM10 24h': 160 };
	expect(airQuality(OLD, 'daily', air)?.overLimit).toEqual(['PM10', 'PM2.5']);
	expect(airQuality(NEW, 'daily', air)?.overLimit).toEqual([]);
});

test('a report uses its own averaging times only', () => {
	expect(airQuality(NEW, 'hourly', { 'PM2.5 24h': 75 })).toBeUndefined();
	expect(airQuality(NEW, 'daily', { 'O3 1h': 210 })).toBeUndefined();
	expect(airQuality(NEW, 'hourly', { 'PM2.5 1h': 75, 'O3 1h': 210 })).toMatchObject({
		aqi: 114,
		primary: ['PM2.5']
	});
});

test('the city is judged by the mean of its stations, not by the worst one', () => {
	const city = cityAirQuality(NEW, 'hourly', [{ 'PM2.5 1h': 20 }, { 'PM2.5 1h': 100 }, { 'NO2 1h': 40 }]);
	expect(city).toMatchObject({ aqi: 100, primary: ['PM2.5'] });
	expect(cityAirQuality(NEW, 'hourly', [])).toBeUndefined();
});

test('each class ends where the next begins', () => {
	expect([0, 50, 51, 100, 101, 150, 151, 200, 201, 300, 301, 500].map((aqi) => levelOf(aqi).level)).toEqual([
		1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6
	]);
	expect(AQI_LEVELS.map(({ officialColour }) => officialColour)).toEqual([
		'#00E400',
		'#FFFF00',
		'#FF7E00',
		'#FF0000',
		'#99004C',
		'#7E0023'
	]);
});
