import { expect, test } from 'vitest';
import type { ResultLayer } from '#lib/model/scenario/result.ts';
import type { ModelRun } from '#lib/scenarios/run-model.ts';
import type { ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ScenarioRun } from '#lib/model/scenario/scenario.ts';
import { indicatorGroups } from '../compare/indicator-groups.ts';
import { differenceTable, orderedRows, tableOf } from './number-table.ts';
import { residualShape } from './residual-path.ts';
import { runsToKeep } from '#lib/scenarios/runs-to-keep.ts';
import { showsEnough } from './shows-enough.ts';
import { tableCsv } from './table-csv.ts';

const words = (text: string) => ({ zh: text, en: text });
const titles = [words('A'), words('B'), words('B − A'), words('%')] as const;
const flows = {
	id: 'flows',
	title: words('Flows'),
	keys: ['1+', '2+', '3+', 'new-0+'],
	names: ['North', 'South, old', 'East', 'New'],
	namesEn: [null, null, null, null],
	only: [null, null, null, 'b' as const],
	columns: [
		{
			name: 'flow',
			title: words('Flow'),
			unit: '1/h',
			better: 'neither' as const,
			values: [],
			a: [100, 0, 50, null],
			b: [100, 30, 10, 7],
			difference: [0, 30, -40, null]
		}
	]
};

test('a table of differences has both sides, the difference and its share of the first', () => {
	const { columns } = differenceTable(flows, 'flow', { titles, language: 'en' });
	expect(columns.map(({ id, values }) => [id, values])).toEqual([
		['a', [100, 0, 50, null]],
		['b', [100, 30, 10, 7]],
		['difference', [0, 30, -40, null]],
		['share', [0, null, -0.8, null]]
	]);
});

test('rows stand by the size of their difference, those without one last, and small ones can be hidden', () => {
	const all = differenceTable(flows, 'flow', { titles, language: 'en' });
	expect(orderedRows(all, { by: 'difference', descending: true })).toEqual([2, 1, 0, 3]);
	expect(orderedRows(all, { by: 'name', descending: false })).toEqual([2, 3, 0, 1]);
	expect(differenceTable(flows, 'flow', { titles, language: 'en', hideBelow: 30 }).keys).toEqual([
		'3+',
		'new-0+'
	]);
});

test('a table is exported with exact numbers, units in its head and quoted names', () => {
	const layer: ResultLayer = {
		id: 'flows',
		title: words('Flows'),
		geometry: { of: 'links' },
		keys: ['1+', '2+'],
		names: ['North', 'South, old'],
		columns: [{ name: 'time', title: words('Time'), unit: 's', better: 'less', values: [1.23456789, null] }],
		colour: 'time'
	};
	expect(tableCsv(tableOf(layer, 'en'), [1, 0], { say: ({ en }) => en, heads: ['key', 'name'] })).toBe(
		'key,name,Time (s)\r\n2+,"South, old",\r\n1+,North,1.23456789\r\n'
	);
});

test('residuals stand on powers of ten, and what has none is left out', () => {
	expect(residualShape([1, 0, 0.01], 0.001, { width: 100, height: 30 })).toEqual({
		path: 'M0.0 0.0L100.0 20.0',
		goal: 30,
		powers: [0, -3]
	});
	expect(residualShape([0.5], 0.1, { width: 100, height: 30 })).toBeUndefined();
});

test('what a model took from another is kept before it, and what ends without iterations has converged', () => {
	const runOf = (model: string, earlier: readonly ModelRun[]): ModelRun => ({
		...{ model, inputs: `${model}-inputs`, digest: `${model}-digest`, seconds: 2, earlier },
		result: { model, version: 3, indicators: [], layers: [], notes: [] }
	});
	const kept = runsToKeep(
		runOf('traffic', [runOf('flood', [])]),
		{ id: 's', rev: 4 },
		{ by: 'Li', where: 'browser', at: 9 }
	);
	expect(kept.map(({ run }) => [run.model, run.inputs, run.rev, run.converged, run.by])).toEqual([
		['flood', 'flood-inputs', 4, true, 'Li'],
		['traffic', 'traffic-inputs', 4, true, 'Li']
	]);
});

test('a result is in the picture once half of its rows are, or twelve', () => {
	const ground = [
		[0, 0],
		[4, 0],
		[4, 4],
		[0, 4]
	] as const;
	const [here, elsewhere] = [[1, 1] as const, [9, 9] as const];
	const rows = (seen: number, of: number) =>
		Array.from({ length: of }, (_, row) => (row < seen ? here : elsewhere));
	expect([showsEnough(rows(2, 4), ground), showsEnough(rows(1, 3), ground)]).toEqual([true, false]);
	expect([showsEnough(rows(12, 900), ground), showsEnough(rows(11, 900), ground)]).toEqual([true, false]);
	expect(showsEnough([], ground)).toBe(true);
	expect([showsEnough(rows(1, 900), ground, true), showsEnough(rows(0, 900), ground, true)]).toEqual([
		true,
		false
	]);
});

test('what most of the scenarios have an answer of is compared first', () => {
	const models = ['flood', 'solar', 'district'].map((id) => ({ id, version: 1 }) as ScenarioModel); // no more is looked at
	const run = (model: string, inputs: string) => [model, { inputs } as ScenarioRun] as const; // no more is looked at
	const fresh = [new Map([run('flood', 'a'), run('district', 'b')]), new Map([run('district', 'c')])];
	const figures = { a: [], b: [], c: [] };
	expect(indicatorGroups(models, fresh, figures).map(({ model }) => model.id)).toEqual(['district', 'flood']);
});
