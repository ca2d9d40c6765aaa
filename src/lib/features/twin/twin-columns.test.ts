import { expect, test } from 'vitest';
import type { RowsDataset } from '../charts/chart-choice.ts';
import { columnsOf, columnWidth, shownAtFirst } from './twin-columns.ts';

const underpasses: RowsDataset = {
	kind: 'points',
	id: 'underpasses',
	title: { zh: '下穿通道', en: 'Underpasses' },
	file: 'points/underpasses.arrow',
	rows: 25,
	withoutPosition: 0,
	columns: [
		{ name: 'category', kind: 'category' },
		{ name: 'id', kind: 'text' },
		{ name: 'name', kind: 'text' },
		{ name: 'name_en', kind: 'text' },
		{ name: 'clearance_m', kind: 'number' },
		{ name: 'building', kind: 'number' }
	]
};
const names = (dataset: RowsDataset) => columnsOf(dataset).map(({ name }) => name);

test('a name and a code stand first, then the instant', () => {
	expect(names(underpasses)).toEqual(['name', 'id', 'category', 'name_en', 'clearance_m', 'building']);
	expect(names({ ...underpasses, span: { from: 0, to: 1 } }).slice(0, 3)).toEqual(['name', 'id', 't']);
});

test('at first a table has the names of the reader’s language and no numbers of other tables', () => {
	const columns = columnsOf(underpasses);
	expect(shownAtFirst(columns, 'zh')).toEqual(['name', 'id', 'category', 'clearance_m']);
	expect(shownAtFirst(columns, 'en')).toEqual(['name', 'id', 'category', 'name_en', 'clearance_m']);
});

test('a column is as wide as its longest text, within reason', () => {
	expect([columnWidth(['12']), columnWidth(['Complaint type']), columnWidth(['x'.repeat(99)])]).toEqual([
		64, 136, 300
	]);
});

test('Chinese signs beside digits take the room that parts them', () => {
	expect([columnWidth(['二百号二号楼']), columnWidth(['200号2号楼'])]).toEqual([108, 103]);
});
