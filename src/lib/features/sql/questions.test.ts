import { expect, test } from 'vitest';
import type { CityManifest, Dataset } from '#lib/model/city.ts';
import type { SqlTable } from '#lib/model/sql.ts';
import { firstStatement, questionsFor } from './questions.ts';

const shared = { file: '', rows: 1, title: { zh: '请求', en: 'Requests' } };
const datasets: Dataset[] = [
	{ kind: 'buildings', id: 'buildings', ...shared, columns: [{ name: 'height', kind: 'number' }] },
	{
		kind: 'points',
		id: 'street-requests',
		...shared,
		columns: [
			{ name: 'kind', kind: 'category' },
			{ name: 'hours', kind: 'number' }
		],
		withoutPosition: 0
	},
	{ kind: 'points', id: 'trees', ...shared, columns: [], withoutPosition: 0 },
	{ kind: 'trips', id: 'taxi', ...shared, seconds: { from: 0, to: 1 } }
];
const city: Pick<CityManifest, 'datasets'> = { datasets };
const table = (name: string, dataset: string, columns: SqlTable['columns'] = []): SqlTable => ({
	name,
	title: shared.title,
	source: { dataset },
	columns
});
const inBrowser = [
	table('buildings', 'buildings'),
	table('street_requests', 'street-requests', [
		{ name: 't', type: 'DOUBLE' },
		{ name: 'kind', type: 'VARCHAR' },
		{ name: 'hours', type: 'DOUBLE' }
	]),
	table('trees', 'trees', [{ name: 't', type: 'DOUBLE' }]),
	table('trips_taxi', 'taxi'),
	table('trips_taxi_vertices', 'taxi')
];
const air: SqlTable = {
	name: 'h_air',
	title: { zh: '空气', en: 'Air' },
	source: { layer: 'air' },
	columns: [
		{ name: 't', type: 'DOUBLE' },
		{ name: 'status', type: 'VARCHAR' },
		{ name: 'PM2.5', type: 'FLOAT', unit: 'ug/m3' }
	]
};

test('the browser answers questions about the pack, journeys included, and none about history', () => {
	expect(questionsFor('browser', city, inBrowser).map(({ id }) => id)).toEqual([
		'points-per-building-cell',
		'sum-per-building-cell',
		'sum-per-cell',
		'tallest-buildings',
		'buildings-by-use',
		'estimated-heights',
		'trips-per-hour'
	]);
});

test('the server answers about the histories that it has, and about the pack but journeys', () => {
	const questions = questionsFor('server', city, [air, ...inBrowser.slice(0, 2)]);
	expect(questions.map(({ id }) => id)).toEqual([
		'points-per-building-cell',
		'sum-per-building-cell',
		'sum-per-cell',
		'tallest-buildings',
		'buildings-by-use',
		'estimated-heights',
		'metric-by-hour',
		'stations-above'
	]);
	expect(questions.at(-1)?.theme).toBe('environment');
});

test('a form offers the tables that have what is asked for, and the columns of each', () => {
	const [, sum] = questionsFor('browser', city, inBrowser);
	expect(sum?.fields).toEqual([
		{
			kind: 'choice',
			name: 'table',
			title: { zh: '数据表', en: 'Table' },
			options: [{ value: 'street_requests', title: shared.title }],
			standard: 'street_requests'
		},
		{
			kind: 'choice',
			name: 'column',
			title: { zh: '数值列', en: 'Number' },
			options: [{ value: 'hours', title: undefined }],
			columns: { street_requests: ['hours'] },
			standard: 'hours',
			of: 'table'
		}
	]);
});

test('a form’s numbers have unit, range and standard of the question’s own schema', () => {
	const question = questionsFor('server', city, [air]).find(({ id }) => id === 'stations-above');
	expect(question?.fields).toEqual([
		{
			kind: 'number',
			name: 'above',
			title: { zh: 'PM2.5 高于', en: 'PM2.5 above' },
			unit: 'ug/m3',
			least: 0,
			most: 1000,
			whole: false,
			standard: 75
		},
		{
			kind: 'number',
			name: 'hours',
			title: { zh: '最近时长', en: 'Last hours' },
			unit: 'h',
			least: 1,
			most: 8784,
			whole: true,
			standard: 168
		}
	]);
	expect(question?.sql({ above: 50, hours: 24 })).toContain('count(*) FILTER (mean > 50)');
	expect(() => question?.sql({ above: -1 })).toThrow(/above/);
});

test('an empty editor begins with a question that the city can answer', () => {
	expect(firstStatement(city)).toContain('FROM "street_requests"');
	expect(firstStatement({ datasets: [] })).toBe('');
});
