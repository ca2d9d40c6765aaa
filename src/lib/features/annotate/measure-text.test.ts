import { expect, test } from 'vitest';
import { areaText, lengthText, muText, riseText } from './measure-text.ts';

test('lengths have four digits, centimetres at the finest, and become kilometres', () => {
	expect([0.234, 42.759, 999.94, 1234.4, 54_972.271].map((metres) => lengthText('en', metres))).toEqual([
		'0.23 m',
		'42.76 m',
		'999.9 m',
		'1.234 km',
		'54.97 km'
	]);
});

test('a rise says its direction', () => {
	expect([40, -3.256].map((metres) => riseText('en', metres))).toEqual(['+40.00 m', '−3.26 m']);
});

test('areas become hectares, then square kilometres; in Chinese they are in 亩 beside', () => {
	expect([85.24, 12_340, 2_500_000].map((area) => areaText('en', area))).toEqual([
		'85.2 m²',
		'1.234 ha',
		'2.500 km²'
	]);
	expect([muText('zh-CN', 10_000), muText('en', 10_000)]).toEqual(['15.00 亩', undefined]);
});
