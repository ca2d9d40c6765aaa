import { expect, test } from 'vitest';
import type { FrozenValue } from './frozen.ts';
import { formatChange, formatValue, valueParts } from './format-value.ts';

const both = (value: FrozenValue['value'], unit = '', decimals?: number) =>
	(['zh-CN', 'en'] as const).map((language) =>
		formatValue({ value, unit, decimals }, language).replaceAll('\u00a0', ' ')
	);

test('large numbers are counted in 万 and 亿 with at most four digits, or grouped by thousands', () => {
	expect(both(9999)).toEqual(['9,999', '9,999']);
	expect(both(10_000)).toEqual(['1万', '10,000']);
	expect(both(12_345)).toEqual(['1.235万', '12,345']);
	expect(both(12_345.6)).toEqual(['1.235万', '12,346']);
	expect(both(8_000_000)).toEqual(['800万', '8,000,000']);
	expect(both(12_345_678)).toEqual(['1235万', '12,345,678']);
	expect(both(99_999_999)).toEqual(['1亿', '99,999,999']);
	expect(both(123_456_789)).toEqual(['1.235亿', '123,456,789']);
	expect(both(-45_600)).toEqual(['−4.56万', '−45,600']);
});

test('a number has the decimals of its indicator, or four digits that count', () => {
	expect(both(31.4, 'km/h', 1)).toEqual(['31.4 km/h', '31.4 km/h']);
	expect(both(31, 'km/h', 1)).toEqual(['31.0 km/h', '31.0 km/h']);
	expect(both(1.81999, 'm', 2)).toEqual(['1.82 m', '1.82 m']);
	expect(both(1.81999)).toEqual(['1.82', '1.82']);
	expect(both(0.0123456)).toEqual(['0.01235', '0.01235']);
	expect(both(-0.04, '', 1)).toEqual(['0.0', '0.0']);
});

test('units stand as they are printed in each language', () => {
	expect(both(95.04, '%', 1)).toEqual(['95.0%', '95.0 %']);
	expect(both(9, 'min')).toEqual(['9 分钟', '9 min']);
	expect(both(35, 'ug/m3')).toEqual(['35 µg/m³', '35 µg/m³']);
	expect(both(21.5, 'Cel', 1)).toEqual(['21.5 °C', '21.5 °C']);
	expect(both(14, '1')).toEqual(['14', '14']);
	expect(both(90, 'deg')).toEqual(['90°', '90°']);
	expect(both(20_000, 'm3')).toEqual(['2万 m³', '20,000 m³']);
});

test('what is not known is said, and words stay as they are', () => {
	expect(both(null, 'km/h')).toEqual(['无数据', 'no data']);
	expect(both('人民路下穿通道')).toEqual(['人民路下穿通道', '人民路下穿通道']);
	expect(both({ zh: '积水', en: 'Flooded' })).toEqual(['积水', 'Flooded']);
});

test('a number never parts from its unit at the end of a line', () => {
	expect(formatValue({ value: 52, unit: 'cm' }, 'zh-CN')).toBe('52\u00a0cm');
	expect(valueParts({ value: 52, unit: 'cm' }, 'zh-CN')).toEqual({ value: '52', unit: 'cm' });
	expect(valueParts({ value: null, unit: 'cm' }, 'en')).toEqual({ value: 'no data', unit: '' });
});

test('a difference has its sign', () => {
	expect(formatChange(9, { decimals: 0 }, 'zh-CN')).toBe('+9');
	expect(formatChange(-6.24, { decimals: 1 }, 'en')).toBe('−6.2');
	expect(formatChange(0.04, { decimals: 1 }, 'en')).toBe('±0.0');
	expect(formatChange(12_345, {}, 'zh-CN')).toBe('+1.235万');
});
