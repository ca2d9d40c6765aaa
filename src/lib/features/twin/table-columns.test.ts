import { expect, test } from 'vitest';
import type { Dataset } from '#lib/model/city.ts';
import { tableColumns, tableOf } from './table-columns.ts';
import { shownAtFirst } from './twin-columns.ts';

const common = { title: { zh: '', en: '' }, file: '', rows: 1 };
const described = (columns: Readonly<Record<string, string>>) =>
	Object.entries(columns).map(([name, type]) => ({ name, type }));

/** All columns that are offered, and those that show at first on a Chinese page. */
function columnsOf(dataset: Dataset, columns: Readonly<Record<string, string>>) {
	const table = tableOf(dataset)!; // these have one
	const all = tableColumns(dataset, table, described(columns));
	return { all, shown: shownAtFirst(all, 'zh', table.seldom) };
}

test('buildings have the columns that their pack declares, their number and place when asked for', () => {
	const buildings: Dataset = {
		...common,
		kind: 'buildings',
		id: 'buildings',
		columns: [
			{ name: 'use', kind: 'category' },
			{ name: 'height', kind: 'number', unit: 'm' },
			{ name: 'min_height', kind: 'number', unit: 'm' },
			{ name: 'name', kind: 'text' }
		]
	};
	const columns = { id: 'UINTEGER', source_id: 'DOUBLE', name: 'VARCHAR', use: 'VARCHAR', height: 'FLOAT' };
	const { all, shown } = columnsOf(buildings, { ...columns, lng: 'DOUBLE', cell: 'UINTEGER' });
	expect(all.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
		'name text',
		'id number',
		'use category',
		'height number',
		'lng number'
	]);
	expect(shown).toEqual(['name', 'use', 'height']);
});

test('stretches of road have a class in words, units, and nothing of how the pack keeps their points', () => {
	const { all, shown } = columnsOf(
		{ ...common, kind: 'roads', id: 'roads' },
		{
			id: 'UINTEGER',
			from: 'UINTEGER',
			class: 'VARCHAR',
			length: 'FLOAT',
			bridge: 'BOOLEAN',
			first: 'UINTEGER'
		}
	);
	expect(all).toEqual([
		{ name: 'id', kind: 'number' },
		{ name: 'from', kind: 'number' },
		{ name: 'class', kind: 'category' },
		{ name: 'length', kind: 'number', unit: 'm' },
		{ name: 'bridge', kind: 'category' }
	]);
	expect(shown).toEqual(['class', 'length', 'bridge']);
});

test('areas have what their source says of them; timetables and recordings are tables of no things', () => {
	const { shown } = columnsOf(
		{ ...common, kind: 'areas', id: 'districts' },
		{
			row: 'UINTEGER',
			name: 'VARCHAR',
			name_en: 'VARCHAR',
			people: 'DOUBLE',
			lng: 'DOUBLE',
			area_m2: 'DOUBLE'
		}
	);
	expect(shown).toEqual(['name', 'people', 'area_m2']);
	const taxi: Dataset = { ...common, kind: 'trips', id: 'taxi', seconds: { from: 0, to: 1 } };
	expect(tableOf(taxi)).toBeUndefined();
});
