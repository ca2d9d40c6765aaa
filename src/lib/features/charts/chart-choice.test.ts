import { expect, test } from 'vitest';
import { axesOf, axisKey, chartId, chartOfId, ownCharts, type RowsDataset } from './chart-choice.ts';

const requests: RowsDataset = {
	kind: 'points',
	id: 'requests',
	title: { zh: '诉求', en: 'Requests' },
	file: 'points/requests.arrow',
	rows: 9,
	withoutPosition: 0,
	span: { from: 0, to: 1 },
	columns: [
		{ name: 'type', kind: 'category' },
		{ name: 'note', kind: 'text' },
		{ name: 'closed', kind: 'time' },
		{ name: 'minutes', kind: 'number', unit: 'min' },
		{ name: 'agency', kind: 'category' },
		{ name: 'building', kind: 'number' }
	]
};
const { span: _, ...bins } = { ...requests, id: 'bins', columns: requests.columns.slice(0, 2) };

test('instants offer three axes each, numbers and categories one, free texts none', () => {
	expect(axesOf(requests).map(axisKey)).toEqual([
		't',
		'hour(t)',
		'weekday(t)',
		'closed',
		'hour(closed)',
		'weekday(closed)',
		'type',
		'minutes',
		'agency',
		'building'
	]);
});

test('a dataset has four charts of its own: time, a category, hour of day, a number; none of another table’s ids', () => {
	expect(ownCharts(requests).map(chartId)).toEqual(['t', 'type', 'hour(t)', 'minutes']);
	const counted = { ...bins, columns: requests.columns.slice(4) };
	expect(ownCharts(counted).map(chartId)).toEqual(['agency']);
	expect(ownCharts(bins)).toEqual([{ dataset: 'bins', kind: 'category', column: 'type' }]);
});

test('a filter’s name leads back to its chart, of one axis or of two', () => {
	for (const id of ['t', 'weekday(closed)', 'minutes', 'hour(t)|weekday(t)', 'type|minutes'])
		expect(chartId(chartOfId(requests, id) ?? { kind: 'time', column: '?' })).toBe(id);
});

test('a filter of columns that are not there leads to no chart', () => {
	expect(['castle', 'note', 'type|castle', 'hour(type)'].map((id) => chartOfId(requests, id))).toEqual([
		undefined,
		undefined,
		undefined,
		undefined
	]);
});
