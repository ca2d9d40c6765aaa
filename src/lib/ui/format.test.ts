import { expect, test } from 'vitest';
import { unitWords, withUnit } from '#lib/model/unit-words.ts';
import {
	formatAge,
	formatChange,
	formatCount,
	formatShort,
	formatTime,
	formatUnit,
	isoDate,
	zoneLabel
} from './format.ts';

const at = Date.UTC(2026, 10, 22, 6, 5, 32);

test('counts are exact and grouped', () => {
	expect(formatCount('zh-CN', 1_234_567)).toBe('1,234,567');
});
test('large numbers are told in 万 or K with four digits', () => {
	expect(formatShort('zh-CN', 123_456)).toBe('12.35万');
	expect(formatShort('en', 123_456)).toBe('123.5K');
	expect(formatShort('en', 9_999)).toBe('9,999');
});
test('a change is whole percents with its sign', () => {
	expect([0.352, -0.08, 0, 12.5].map((part) => formatChange('en', part))).toEqual([
		'+35 %',
		'−8 %',
		'0 %',
		'+1,250 %'
	]);
});
test('the clock stands in the city’s zone and says so', () => {
	expect(formatTime('zh-CN', 'Asia/Shanghai', at)).toBe('14:05:32');
	expect(formatTime('en', 'America/New_York', at)).toBe('01:05:32');
	expect(zoneLabel('America/New_York', at)).toBe('EST');
	expect(zoneLabel('Asia/Shanghai', at)).toBe('GMT+8');
	expect(isoDate('America/New_York', Date.UTC(2026, 10, 22, 4))).toBe('2026-11-21');
});
test('an age is told in the unit a person would use', () => {
	expect(formatAge('en', 12 * 60_000)).toBe('12 min');
	expect(formatAge('en', 5_000, 'narrow')).toBe('5s');
	expect(formatAge('zh-CN', 5_000)).toBe('5秒');
});
test('units that people say are words, and a space stands before symbols only', () => {
	const amount = (number: string, unit: string) =>
		(['zh', 'en'] as const).map((language) => withUnit(number, unitWords(unit)[language]));
	expect(amount('9', 'min')).toEqual(['9分钟', '9 min']);
	expect(amount('525.9万', 'CNY/a')).toEqual(['525.9万元/年', '525.9万 CNY/year']);
	expect(amount('513', '{person}')).toEqual(['513人', '513']);
	expect(amount('0.5', 'km2')).toEqual(['0.5 km²', '0.5 km²']);
	expect(amount('24', '1')).toEqual(['24', '24']);
});
test('units are printed with their exponents', () => {
	expect(
		['m2', 'ug/m3', 'Cel', 'km/h', '%', '1', '{score}', '[ppb]', 'kW.h', 'um', '{vehicle}/h'].map(formatUnit)
	).toEqual(['m²', 'µg/m³', '°C', 'km/h', '%', '', '', 'ppb', 'kW·h', 'µm', 'veh/h']);
});
