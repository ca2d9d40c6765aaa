import { expect, test } from 'vitest';
import type { Filter } from '#lib/model/view-spec.ts';
import type { RowsDataset } from './chart-choice.ts';
import { filtersOf, viewsOf } from './chart-views.ts';

const requests: RowsDataset = {
	kind: 'points',
	id: 'requests',
	title: { zh: '诉求', en: 'Requests' },
	file: 'points/requests.arrow',
	rows: 9,
	withoutPosition: 0,
	span: { from: 0, to: 1 },
	columns: [{ name: 'type', kind: 'category' }]
};
const among = (column: string, ...values: string[]): Filter => ({
	kind: 'in',
	dataset: 'requests',
	column,
	values
});

test('a dataset’s views are its charts, those its filters name, and the map’s picture', () => {
	const views = viewsOf(
		requests,
		[{ dataset: 'requests', kind: 'time', column: 't' }],
		[among('type', 'Noise')]
	);
	expect(views).toEqual([
		{ id: 't', kind: 'time', column: 't', bins: 60 },
		{ id: 'type', kind: 'category', column: 'type', top: 100 },
		{ id: 'view', kind: 'map' }
	]);
});

test('an area drawn on the map has a view of its own', () => {
	const area: Filter = {
		kind: 'area',
		dataset: 'requests',
		column: 'map',
		ring: [
			[0, 0],
			[1, 0],
			[1, 1]
		]
	};
	expect(viewsOf(requests, [], [area]).map(({ id }) => id)).toEqual(['view', 'map']);
});

test('links of earlier versions name the map’s picture and the hour of day in their own way', () => {
	expect(filtersOf(requests, [among('map', 'view'), among('hour', '7')])).toEqual([
		among('view', 'view'),
		among('hour(t)', '7')
	]);
});

test('two axes cross in cells, fewer bars on each; columns that are not there give no view', () => {
	const heat = { dataset: 'requests', kind: 'heat', column: 'hour(t)', column2: 'type' } as const;
	const [cells] = viewsOf(requests, [heat], []);
	expect(cells).toEqual({
		id: 'hour(t)|type',
		kind: 'heat',
		x: { kind: 'hourOfDay', column: 't' },
		y: { kind: 'category', column: 'type', top: 12 }
	});
	expect(viewsOf(requests, [{ ...heat, column2: 'castle' }], [])).toEqual([{ id: 'view', kind: 'map' }]);
});
