import { expect, test } from 'vitest';
import type { ResultColumn } from '#lib/queries/result-columns.ts';
import { chartOf, chartValues } from './result-chart.ts';

const column = (name: string, type: ResultColumn['type'], values: ResultColumn['values']): ResultColumn => ({
	name,
	type,
	values
});
const HOUR = 3_600_000;

test('numbers that name or place a row are no values of a chart', () => {
	const columns = ['id', 'lng', 'lat', 't', 'load'].map((name) => column(name, 'number', [1]));
	expect(chartValues(columns).map(({ name }) => name)).toEqual(['load']);
});

test('hours make a line with time to scale, in order, open where an hour is missing', () => {
	const hour = column('hour', 'timestamp', [
		'1970-01-01 03:00:00',
		'1970-01-01 00:00:00',
		'1970-01-01 01:00:00'
	]);
	const load = column('load', 'number', [3, 1, 2]);
	expect(chartOf([hour, load], 3, load)).toEqual({
		kind: 'line',
		at: [0, HOUR, 3 * HOUR],
		value: [1, 2, 3],
		from: 0,
		to: 3 * HOUR,
		gap: 3 * HOUR
	});
});

test('a row without a value is no point of the line', () => {
	const day = column('day', 'date', ['1970-01-01', '1970-01-02', '1970-01-03']);
	const load = column('load', 'number', [1, null, 3]);
	expect(chartOf([day, load], 3, load)).toMatchObject({ at: [0, 48 * HOUR], value: [1, 3], gap: 36 * HOUR });
});

test('an instant that comes twice makes bars, each named by all that names it', () => {
	const hour = column('hour', 'timestamp', ['1970-01-01 00:00:00', '1970-01-01 00:00:00']);
	const id = column('station', 'text', ['urn:ngsi-ld:Station:a', 'b']);
	const title = column('title', 'text', ['Harbour', null]);
	const load = column('load', 'number', [-2, null]);
	expect(chartOf([hour, id, title, load], 2, load)).toEqual({
		kind: 'bars',
		bars: [
			{ name: 'Harbour · 1970-01-01 00:00:00 · a', value: -2 },
			{ name: '— · 1970-01-01 00:00:00 · b', value: null }
		],
		low: -2,
		high: 0,
		left: 0
	});
});

test('bars begin at zero, are named by the first number when nothing else does, and say how many are left out', () => {
	const hour = column(
		'hour',
		'number',
		Array.from({ length: 250 }, (_, row) => row)
	);
	const trips = column(
		'journeys',
		'number',
		hour.values.map((value) => Number(value) + 100)
	);
	const chart = chartOf([hour, trips], 250, trips);
	expect(chart).toMatchObject({ kind: 'bars', low: 0, high: 299, left: 50 });
	expect(chart?.kind === 'bars' && chart.bars[0]).toEqual({ name: '0', value: 100 });
	expect(chartOf([trips], 250, trips)).toBeUndefined();
});
