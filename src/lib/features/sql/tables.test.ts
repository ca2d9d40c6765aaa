import { expect, test } from 'vitest';
import type { Dataset } from '#lib/model/city.ts';
import { browserTables } from './tables.ts';

const requests: Dataset = {
	kind: 'points',
	id: 'requests',
	title: { zh: '请求', en: 'Requests' },
	file: 'requests.arrow',
	rows: 5,
	columns: [{ name: 'hours', kind: 'number', unit: 'h' }],
	withoutPosition: 0
};
const info = { name: 'requests', dataset: 'requests', rows: 5 };

test('a table that is not loaded has the columns that its dataset declares', () => {
	const [table] = browserTables([{ ...info, loaded: false, columns: [] }], [requests]);
	expect(table?.columns.map(({ name, type, unit }) => [name, type, unit])).toEqual([
		['t', 'DOUBLE', 'ms'],
		['local_time', 'TIMESTAMP', undefined],
		['lng', 'DOUBLE', 'deg'],
		['lat', 'DOUBLE', 'deg'],
		['hours', 'DOUBLE', 'h']
	]);
});

test('a loaded one has DuckDB’s columns, with the units that are known', () => {
	const columns = [
		{ name: 'hours', type: 'FLOAT' },
		{ name: 'cell', type: 'UINTEGER' }
	];
	expect(browserTables([{ ...info, loaded: true, columns }], [requests])).toEqual([
		{
			name: 'requests',
			title: requests.title,
			source: { dataset: 'requests' },
			rows: 5,
			columns: [
				{ name: 'hours', type: 'FLOAT', unit: 'h' },
				{ name: 'cell', type: 'UINTEGER' }
			]
		}
	]);
});

test('a table of no dataset of the page keeps its own name', () => {
	const [table] = browserTables(
		[{ ...info, dataset: 'live-air', name: 'live_air', loaded: false, columns: [] }],
		[]
	);
	expect(table).toMatchObject({ title: { zh: 'live_air', en: 'live_air' }, columns: [] });
});
