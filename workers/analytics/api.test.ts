import {
	Bool,
	Dictionary,
	Float64,
	Int32,
	Table,
	Utf8,
	makeVector,
	tableToIPC,
	vectorFromArray
} from 'apache-arrow';
import { latLngToCell } from 'h3-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { h3Name } from '#lib/model/gather/cell-ground.ts';
import type { Dataset } from '#lib/model/city.ts';
import type { AppError } from '#lib/model/errors.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { resolveFilter, type ViewFilter } from '#lib/queries/cubes/filter.ts';
import { binSql, filterSql } from '#lib/queries/cubes/filter-sql.ts';
import type { ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import { connect, serve, type Remote } from '../rpc.ts';
import { createAnalyticsApi, type AnalyticsApi } from './api.ts';
import { LinkedViewsClient } from './linked-views-client.ts';
import { openNodeBindings } from './open-node-bindings.ts';

const texts = (values: readonly (string | null)[]) =>
	vectorFromArray(values, new Dictionary(new Utf8(), new Int32()));
const numbers = (values: readonly (number | null)[]) => vectorFromArray(values, new Float64());
const title = { zh: '', en: '' };

const buildings = new Table({
	id: makeVector(Uint32Array.of(0, 1, 2, 3)),
	name: vectorFromArray(['Town hall', null, null, 'Mill'], new Utf8()),
	use: texts(['civic', 'residential', 'residential', null]),
	height: makeVector(Float32Array.of(30, 12, 9, 20)),
	height_estimated: vectorFromArray([false, true, true, false], new Bool()),
	cell: makeVector(Uint32Array.of(7, 7, 8, 9))
});

let seed = 5;
const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const NOVEMBER = Date.UTC(2015, 9, 30, 4);
const ROWS = 3000;
/** Values by row that are numbers and yet none. */
const ENDLESS: Readonly<Record<number, number>> = { 3: Infinity, 500: -Infinity, 1700: Infinity };
const some = <T>(share: number, value: () => T) =>
	Array.from({ length: ROWS }, () => (random() < share ? value() : null));
const requests = new Table({
	row: makeVector(Uint32Array.from({ length: ROWS }, (_, row) => row)),
	t: numbers(some(0.97, () => NOVEMBER + Math.floor(random() * 5 * 86_400_000))), // clocks change on 1 November
	lng: numbers(some(0.95, () => -74 + random())),
	lat: numbers(some(0.95, () => 40 + random())),
	cell: vectorFromArray(
		some(0.9, () => 6 + Math.floor(random() * 3)),
		new Int32()
	),
	type: texts(some(0.9, () => `type '${Math.floor(random() ** 2 * 9)}'`)),
	minutes: numbers(some(0.8, () => random() * 500).map((minutes, row) => ENDLESS[row] ?? minutes)),
	closed: numbers(some(0.5, () => NOVEMBER + random() * 8.64e8)),
	note: vectorFromArray(
		some(0.5, () => 'free text'),
		new Utf8()
	)
});
const journeys = new Table({
	id: vectorFromArray(['a', 'b'], new Utf8()),
	category: texts(['taxi', 'taxi']),
	first: makeVector(Uint32Array.of(0, 2)),
	count: makeVector(Uint32Array.of(2, 3))
});
const vertices = new Table({
	lng: numbers([1, 2, 3, 4, 5]),
	lat: numbers([1, 2, 3, 4, 5]),
	t: numbers([0, 60, 3600, 3700, 3900])
});

const files: Record<string, Uint8Array> = {
	'buildings.arrow': tableToIPC(buildings, 'stream'),
	'points/requests.arrow': tableToIPC(requests, 'stream'),
	'trips/taxi/journeys.arrow': tableToIPC(journeys, 'stream'),
	'trips/taxi/vertices.arrow': tableToIPC(vertices, 'stream')
};
const datasets: Dataset[] = [
	{ id: 'buildings', kind: 'buildings', title, file: 'buildings.arrow', rows: 4, columns: [] },
	{
		id: 'requests',
		kind: 'points',
		title,
		file: 'points/requests.arrow',
		rows: ROWS,
		columns: [{ name: 'closed', kind: 'time' }],
		withoutPosition: 0,
		span: { from: NOVEMBER, to: NOVEMBER + 5 * 86_400_000 }
	},
	{
		id: 'taxi',
		kind: 'trips',
		title,
		file: 'trips/taxi',
		rows: 2,
		seconds: { from: 0, to: 3900 },
		startsAt: NOVEMBER
	},
	{ id: 'gone', kind: 'points', title, file: 'points/gone.arrow', rows: 1, columns: [], withoutPosition: 0 }
];

let api: Remote<AnalyticsApi>;
const channel = new MessageChannel();

beforeAll(async () => {
	const fetch = (url: string) => {
		const file = files[new URL(url).pathname.replace('/pack/', '')];
		return Promise.resolve(file ? new Response(file.slice()) : new Response('', { status: 404 }));
	};
	serve(createAnalyticsApi({ openBindings: openNodeBindings, fetch }), channel.port1);
	api = connect<AnalyticsApi>(channel.port2);
	channel.port1.start();
	channel.port2.start();
	await api.start({ packUrl: 'http://city.test/pack/', datasets, timezone: 'America/New_York' });
});
afterAll(() => {
	channel.port1.close();
	channel.port2.close();
});

const rows = async (text: string) => {
	const { columns, rowCount } = await api.sql(text);
	return Array.from({ length: rowCount }, (_, row) => columns.map(({ values }) => values[row]));
};
const failure = async (promise: Promise<unknown>): Promise<AppError> => {
	try {
		await promise;
	} catch (thrown) {
		return thrown as AppError; // calls of the worker reject with nothing else
	}
	throw new Error('no error');
};

test('a question loads the datasets that it names', async () => {
	expect((await api.tables()).map(({ name, loaded }) => [name, loaded])).toEqual([
		['buildings', false],
		['requests', false],
		['trips_taxi', false],
		['trips_taxi_vertices', false],
		['gone', false]
	]);
	expect(await rows('SELECT count(*) FROM buildings')).toEqual([[4]]);
	const [table] = await api.tables();
	expect(table).toMatchObject({ loaded: true, rows: 4 });
	expect(table?.columns.slice(0, 4)).toEqual([
		{ name: 'id', type: 'UINTEGER' },
		{ name: 'name', type: 'VARCHAR' },
		{ name: 'use', type: 'VARCHAR' },
		{ name: 'height', type: 'FLOAT' }
	]);
});

test('rows, columns, missing values and types come as they are', async () => {
	const result =
		await api.sql(`SELECT id, name, height_estimated e, 1.5::DECIMAL(5,2) d, 9007199254740993 big,
		TIMESTAMP '2015-12-31 23:59:45' ts, DATE '2016-02-29' leap, TIME '10:30:00' t, INTERVAL 90 SECOND i, [1, 2] l
		FROM buildings ORDER BY id LIMIT 2`);
	expect(result).toMatchObject({ rowCount: 2, truncated: false });
	expect(result.columns.map(({ name, type, values }) => [name, type, values[0]])).toEqual([
		['id', 'number', 0],
		['name', 'text', 'Town hall'],
		['e', 'boolean', false],
		['d', 'number', 1.5],
		['big', 'number', '9007199254740993'],
		['ts', 'timestamp', '2015-12-31 23:59:45'],
		['leap', 'date', '2016-02-29'],
		['t', 'time', '10:30:00'],
		['i', 'interval', '90 s'],
		['l', 'nested', '[1,2]']
	]);
	expect(result.columns[1]?.values[1]).toBe(null);
});

test('a long result is cut and says so', async () => {
	const { rowCount, truncated, columns } = await api.sql('SELECT i FROM range(30000) r(i)');
	expect([rowCount, truncated, columns[0]?.values.at(-1)]).toEqual([10_000, true, 9999]);
	expect((await api.sql('SELECT i FROM range(10000) r(i)')).truncated).toBe(false);
	expect((await api.sql('SELECT i FROM range(0) r(i)')).rowCount).toBe(0);
});

test('DuckDB’s message and its place come back, also behind Chinese text', async () => {
	const parser = await failure(api.sql("SELECT '中文',\n  FRM x y z"));
	expect(parser.code).toBe('QUERY_FAILED');
	expect(parser.message).toMatch(/^Parser Error: syntax error at or near/);
	expect(parser.details).toMatchObject({ line: 2 });
	const binder = await failure(api.sql("SELECT '中文', heigth\nFROM buildings"));
	expect(binder.message).toMatch(/^Binder Error: Referenced column "heigth" not found/);
	expect(binder.details).toMatchObject({ line: 1, character: 14, offset: 13 });
	const late = await failure(api.sql('SELECT 1,\n CAST(name AS INT) FROM buildings'));
	expect(late.message).toMatch(/^Conversion Error/);
	expect(late.details).toMatchObject({ line: 2, character: 2 });
});

test('only statements that read are run', async () => {
	for (const text of [
		'DROP TABLE pack.buildings',
		'INSERT INTO pack.buildings SELECT * FROM pack.buildings',
		'WITH x AS (SELECT 1) INSERT INTO pack.buildings SELECT * FROM pack.buildings',
		'WITH x AS (SELECT 1) DELETE FROM pack.buildings',
		'EXPLAIN ANALYZE DELETE FROM pack.buildings',
		'/* SELECT */ UPDATE pack.buildings SET height = 1',
		'SET enable_external_access = true',
		'PRAGMA memory_limit = "9GB"',
		"COPY (SELECT 1) TO 'x.csv'",
		"ATTACH 'x.db'",
		'INSTALL json'
	])
		expect((await failure(api.sql(text))).details, text).toMatchObject({ reason: 'notReadOnly' });
	expect((await failure(api.sql(' -- nothing'))).details).toMatchObject({ reason: 'empty' });
	for (const text of ["SELECT * FROM 'https://example.org/a.csv'", "SELECT * FROM read_csv('/etc/passwd')"])
		expect((await failure(api.sql(text))).message).toMatch(/Permission Error/);
	expect(await rows('SELECT count(*) FROM buildings')).toEqual([[4]]);
	for (const text of [
		'WITH b AS (SELECT * FROM buildings) SELECT count(*) FROM b; -- end',
		'FROM buildings',
		'DESCRIBE buildings',
		'SUMMARIZE buildings',
		'SHOW TABLES',
		'EXPLAIN SELECT * FROM buildings',
		"PRAGMA table_info('buildings')",
		'VALUES (1)',
		'(SELECT 1) UNION ALL (SELECT 2)'
	])
		expect((await api.sql(text)).rowCount, text).toBeGreaterThan(0);
});

test('of several statements none is run, and the second is pointed at', async () => {
	const place = async (text: string) => (await failure(api.sql(text))).details;
	expect(await place("SELECT '桥;' AS a;\n DROP TABLE pack.buildings")).toMatchObject({
		reason: 'many',
		offset: 19,
		line: 2,
		character: 2
	});
	expect(await place('SELECT 1; -- one\nSELECT 2')).toMatchObject({ reason: 'many', line: 2, character: 1 });
	expect(await place("SELECT 1;; 'a'")).toMatchObject({ reason: 'many', character: 12 });
	for (const text of [
		'SELECT 1;',
		'SELECT 1;; ',
		'SELECT 1; -- SELECT 2; SELECT 3',
		'SELECT 1 /* ; SELECT 2 */; /* SELECT 3 */',
		"SELECT '1; SELECT 2'",
		"SELECT 'it''s; SELECT 2'",
		'SELECT $$1; SELECT 2$$;',
		'SELECT 1 AS "a; SELECT ""2"";"'
	])
		expect((await api.sql(text)).rowCount, text).toBe(1);
});

test('a long query can be cancelled, and the next one runs', async () => {
	const stop = new AbortController();
	const running = failure(
		api.sql(
			'SELECT count(*) FROM range(100000) a(i), range(100000) b(j) WHERE (i * j) % 7 = 3',
			10,
			stop.signal
		)
	);
	setTimeout(() => stop.abort(), 50);
	expect((await running).code).toBe('QUERY_CANCELLED');
	expect(await rows('SELECT 42')).toEqual([[42]]);
});

test('values for recolouring: numbers, categories, and words when the result is neither', async () => {
	const counted = await api.buildingValues(
		'SELECT b.id, coalesce(r.n,0) AS requests FROM buildings b LEFT JOIN (SELECT cell, count(*) n FROM requests GROUP BY cell) r USING (cell)'
	);
	const direct = await rows(
		'SELECT b.id, (SELECT count(*) FROM requests r WHERE r.cell = b.cell) FROM buildings b'
	);
	expect(counted).toMatchObject({ kind: 'number', name: 'requests', withoutId: 0 });
	if (counted.kind === 'number')
		expect([...counted.ids].map((id, i) => [id, counted.values[i]]).sort()).toEqual(direct.sort());
	const uses = await api.buildingValues('SELECT use, id AS building FROM buildings ORDER BY id');
	expect(uses).toMatchObject({ kind: 'category', categories: ['civic', 'residential'] });
	if (uses.kind === 'category') expect([...uses.codes]).toEqual([0, 1, 1, -1]);
	for (const [text, reason] of [
		['SELECT height FROM buildings', 'noIdColumn'],
		['SELECT id FROM buildings', 'noValueColumn'],
		['SELECT 4 AS id, 1', 'idUnknown'],
		['SELECT cell AS id, 1 FROM (VALUES (1), (1)) v(cell)', 'idRepeated'],
		["SELECT 'x' AS id, 1", 'idType'],
		['SELECT id, [1] FROM buildings', 'valueType']
	] as const)
		expect((await failure(api.buildingValues(text))).details, text).toMatchObject({ reason });
});

test('rows have the city’s wall time, on both sides of a change of clocks', async () => {
	const local = await rows(
		'SELECT to_local(1446357600000 - 1), to_local(1446357600000), to_local(NULL::DOUBLE)'
	);
	expect(local).toEqual([['2015-11-01 01:59:59.999', '2015-11-01 01:00:00', null]]);
	expect(await rows('SELECT count(*) FROM requests WHERE local_time IS DISTINCT FROM to_local(t)')).toEqual([
		[0]
	]);
});

test('journeys know when and where they begin and end', async () => {
	expect(
		await rows(
			'SELECT id, starts, ends, seconds, from_lng, to_lng, hour(local_time) FROM trips_taxi ORDER BY id'
		)
	).toEqual([
		['a', 0, 60, 60, 1, 2, 0],
		['b', 3600, 3900, 300, 3, 5, 1]
	]);
});

test('an unknown dataset and a missing file are said', async () => {
	expect((await failure(api.load('nope'))).code).toBe('TABLE_UNKNOWN');
	expect((await failure(api.load('gone'))).code).toBe('PACK_BROKEN');
});

test('memory has a budget', async () => {
	const { used, budget, columns } = await api.memory();
	expect(used).toBeGreaterThan(1e6);
	expect(budget).toBe(1.5 * 2 ** 30);
	expect(columns).toBeGreaterThan(ROWS * 8);
});

test('past the memory budget no more live rows are asked for; those that are there already stay', async () => {
	const live = (id: string): Dataset => ({
		id,
		kind: 'points',
		title,
		file: '',
		rows: 0,
		columns: [],
		withoutPosition: 0,
		stream: id
	});
	const small = createAnalyticsApi({
		openBindings: openNodeBindings,
		fetch: () => Promise.resolve(new Response(null, { status: 404 })),
		budget: 2 ** 20
	});
	const wanted: string[] = [];
	const options = {
		packUrl: 'http://city.test/pack/',
		datasets: [live('trams'), live('buses')],
		timezone: 'UTC'
	};
	small.start(options, (dataset, _, isWanted) => {
		if (isWanted) wanted.push(dataset);
	});
	const first = small.load('trams');
	await small.sql('SELECT 1'); // DuckDB alone is more than a megabyte
	const refusal = await failure(small.load('buses'));
	expect([refusal.code, refusal.details['reason']]).toEqual(['QUERY_FAILED', 'memory']);

	const { port1, port2 } = new MessageChannel();
	small.takeLive('trams', port1);
	port2.postMessage({ kind: 'columns', columns: [{ name: 't', kind: 'number' }] });
	port2.postMessage({ kind: 'begun' });
	await first;
	await small.load('trams');
	expect(wanted).toEqual(['trams']);
	await small.setDatasets([]);
	port2.close();
});

test('every count under any filters equals what DuckDB counts', async () => {
	const opened = await api.openViews('requests', [
		{ id: 'time', kind: 'time', column: 't' },
		{ id: 'day', kind: 'time', column: 't', step: 'day' },
		{ id: 'hour', kind: 'hourOfDay' },
		{ id: 'weekday', kind: 'weekday' },
		{ id: 'type', kind: 'category', column: 'type', top: 4 },
		{ id: 'minutes', kind: 'number', column: 'minutes', bins: 30 },
		{
			id: 'heat',
			kind: 'heat',
			x: { kind: 'weekday' },
			y: { kind: 'category', column: 'type', top: 2 }
		},
		{ id: 'map', kind: 'map' }
	]);
	const layout = (id: string): ViewLayout => {
		const found = opened.layouts.find(({ definition }) => definition.id === id);
		if (!found) throw new Error(id);
		return found;
	};
	const applied = new Map<string, ViewFilter>();
	const where = (except?: string, and: string[] = []) =>
		[
			...[...applied].filter(([id]) => id !== except).map(([id, filter]) => filterSql(layout(id), filter)),
			...and
		].join(' AND ') || 'true';
	const sqlCounts = async (id: string) => {
		const { count } = layout(id);
		const sums = Array.from(
			{ length: count + 1 },
			(_, bin) => `count(*) FILTER (${binSql(layout(id), bin)})`
		);
		const [counts] = await rows(`SELECT ${sums.join(', ')} FROM requests WHERE ${where(id)}`);
		return counts;
	};
	const steps: (readonly [string, ViewFilter | undefined])[] = [
		['time', undefined],
		['minutes', { kind: 'range', from: 51.3, to: 333.3 }],
		['hour', { kind: 'bins', bins: [1, 2, 23, 24] }],
		['type', { kind: 'bins', bins: [0, 4, 5] }],
		['map', { kind: 'box', box: [-73.8, 40.1, -73.1, 40.9] }],
		['heat', { kind: 'rect', x: [2, 6], y: [1, 3] }],
		[
			'map',
			{
				kind: 'ring',
				ring: [
					[-73.9, 40.1],
					[-73.2, 40.3],
					[-73.6, 40.5],
					[-73.1, 40.95]
				]
			}
		],
		['hour', undefined],
		['heat', { kind: 'bins', bins: [4, 9, 20, 21] }],
		['day', { kind: 'range', from: NOVEMBER + 9e7, to: NOVEMBER + 3e8 }]
	];
	for (const [id, filter] of steps) {
		const resolved = filter && resolveFilter(layout(id), filter);
		if (resolved) applied.set(id, resolved.applied);
		else applied.delete(id);
		const totals = await api.setFilter(opened.id, id, resolved?.allowed);
		expect([[totals.selected]]).toEqual(await rows(`SELECT count(*) FROM requests WHERE ${where()}`));
		for (const { definition } of opened.layouts)
			expect([...(totals.counts[definition.id] ?? [])], definition.id).toEqual(
				await sqlCounts(definition.id)
			);
	}
	const mask = await api.mask(opened.id);
	const passing = await rows(`SELECT row FROM requests WHERE ${where()} ORDER BY row`);
	expect([...mask].flatMap((passes, row) => (passes ? [[row]] : []))).toEqual(passing);
});

test('a brush’s counts equal what DuckDB counts, and the mask is its rows', async () => {
	const views = await LinkedViewsClient.open(api, {
		dataset: 'requests',
		definitions: [
			{ id: 'time', kind: 'time', column: 't', step: 'hours6' },
			{ id: 'type', kind: 'category', column: 'type', top: 3 },
			{ id: 'minutes', kind: 'number', column: 'minutes', bins: 20 }
		]
	});
	await views.setFilter('minutes', { kind: 'range', from: 50, to: 400 });
	const minutes = views.filters.get('minutes');
	const brush = await views.brushStart('time');
	const whole = brush.move({ kind: 'range', from: NOVEMBER - 1e9, to: NOVEMBER + 1e10 });
	for (const [from, to] of [
		[0.1, 2.3],
		[1.9, 2.1],
		[4, 4]
	] as const) {
		const { counts, selected, applied } = brush.move({
			kind: 'range',
			from: NOVEMBER + from * 86_400_000,
			to: NOVEMBER + to * 86_400_000
		});
		const during = filterSql(views.layout('time'), applied);
		const held = minutes ? filterSql(views.layout('minutes'), minutes) : 'no filter';
		expect(await rows(`SELECT count(*) FROM requests WHERE ${during} AND ${held}`)).toEqual([[selected]]);
		for (const [id, other] of [
			['type', held],
			['minutes', 'true']
		] as const) {
			const layout = views.layout(id);
			const sums = Array.from(
				{ length: layout.count + 1 },
				(_, bin) => `count(*) FILTER (${binSql(layout, bin)})`
			);
			expect(await rows(`SELECT ${sums.join(', ')} FROM requests WHERE ${during} AND ${other}`)).toEqual([
				[...(counts[id] ?? [])]
			]);
		}
		const mask = await brush.mask();
		expect(mask?.reduce((sum, passes) => sum + passes, 0)).toBe(selected);
	}
	brush.move({ kind: 'bins', bins: [0, 1, 2] });
	const committed = await brush.commit();
	expect(committed.selected).toBeLessThan(whole.selected);
	expect((await views.setFilter('time')).selected).toBeGreaterThan(whole.selected); // rows without a time too
	views.close();
});

test('views over a column that is not there or not of the kind say so', async () => {
	expect(
		(await failure(api.openViews('requests', [{ id: 'x', kind: 'category', column: 'nope' }]))).details
	).toMatchObject({ reason: 'noColumn' });
	expect(
		(await failure(api.openViews('requests', [{ id: 'x', kind: 'time', column: 'type' }]))).details
	).toMatchObject({ reason: 'columnKind' });
});

test('a dataset that is added can be asked, and one that goes takes its tables with it', async () => {
	const dropped: Dataset = {
		id: 'local-drop',
		kind: 'points',
		title,
		file: 'http://city.test/pack/points/requests.arrow', // absolute, as a blob's
		rows: ROWS,
		columns: [],
		withoutPosition: 0
	};
	await api.setDatasets([...datasets, dropped]);
	expect(await rows('SELECT count(*) FROM local_drop')).toEqual([[ROWS]]);
	await api.setDatasets(datasets);
	expect((await failure(api.sql('SELECT count(*) FROM local_drop'))).code).toBe('QUERY_FAILED');
	expect((await api.tables()).map(({ name }) => name)).not.toContain('local_drop');
	expect(await rows('SELECT count(*) FROM requests')).toEqual([[ROWS]]);
});

test('cells of a map hold what SQL finds in their squares', async () => {
	const anchor = [-73.5, 40.5] as const;
	const size = 20_000;
	const cells = await api.gather('cells', {
		dataset: 'requests',
		anchor,
		size,
		aggregate: 'sum',
		field: 'minutes'
	});
	if (!('ground' in cells) || cells.ground.shape !== 'squares') throw new Error('no squares');
	const { ground } = cells;
	const positioned = await rows(
		'SELECT lng, lat, minutes FROM requests WHERE lng IS NOT NULL AND lat IS NOT NULL'
	);
	const frame = new LocalFrame(anchor);
	const expected = Map.groupBy(positioned, ([lng, lat]) => {
		const [east, north] = frame.toLocal(Number(lng), Number(lat));
		return `${Math.floor(east / size)} ${Math.floor(north / size)}`;
	});
	expect(ground.column).toHaveLength(expected.size);
	expect(cells.unplaced).toBe(ROWS - positioned.length);
	ground.column.forEach((column, cell) => {
		const inside = expected.get(`${column} ${ground.row[cell]}`) ?? [];
		const said = inside.flatMap(([, , minutes]) => (minutes === null ? [] : [Number(minutes)]));
		expect([cells.rows[cell], cells.said[cell]]).toEqual([inside.length, said.length]);
		expect(cells.value[cell]).toBeCloseTo(
			said.reduce((sum, one) => sum + one, 0),
			6
		);
	});
});

test('hexagons have every row once: those that SQL finds, by the cell that each lies in', async () => {
	const request = { dataset: 'requests', anchor: [-73.5, 40.5], aggregate: 'count', resolution: 7 } as const;
	const cells = await api.gather('hexagons', request);
	if (!('ground' in cells) || cells.ground.shape !== 'hexagons') throw new Error('no hexagons');
	const positioned = await rows('SELECT lat, lng FROM requests WHERE lng IS NOT NULL AND lat IS NOT NULL');
	const expected = Map.groupBy(positioned, ([lat, lng]) => latLngToCell(Number(lat), Number(lng), 7));
	expect(
		Object.fromEntries(Array.from(cells.ground.index, (index, cell) => [h3Name(index), cells.rows[cell]]))
	).toEqual(Object.fromEntries([...expected].map(([name, inside]) => [name, inside.length])));
	expect(cells.unplaced).toBe(ROWS - positioned.length);
});

test('cells of a window have the rows of that time, classes those of all of it', async () => {
	const request = { dataset: 'requests', anchor: [-73.5, 40.5], size: 1e6, aggregate: 'count' } as const;
	const window = [NOVEMBER, NOVEMBER + 3_600_000] as const;
	const cells = await api.gather('cells', { ...request, window });
	const [[counted]] = (await rows(
		`SELECT count(*) FROM requests WHERE t >= ${window[0]} AND t < ${window[1]} AND lng IS NOT NULL AND lat IS NOT NULL`
	)) as [[number]];
	if (!('ground' in cells)) throw new Error('no cells');
	expect(cells.rows.reduce((sum, one) => sum + one, 0)).toBe(Number(counted));
	const ofAll = { ...request, length: 3_600_000 };
	const values = (await api.gather('windows', ofAll)) as Float64Array;
	const inHexagons = (await api.gather('windows', { ...ofAll, resolution: 9 })) as Float64Array;
	const [[all]] = (await rows(
		'SELECT count(*) FROM requests WHERE t IS NOT NULL AND lng IS NOT NULL AND lat IS NOT NULL'
	)) as [[number]];
	for (const counts of [values, inHexagons])
		expect(counts.reduce((sum, one) => sum + one, 0)).toBe(Number(all));
});

test('recorded journeys are flows and lines; rows without an end are none', async () => {
	const anchor = [3, 3] as const;
	const flows = await api.gather('flows', { dataset: 'taxi', anchor, size: 1000, most: 10 });
	expect(flows).toMatchObject({ pairs: 2, journeys: 2, within: 0, unplaced: 0 });
	const paths = await api.gather('paths', { dataset: 'taxi', most: 100 });
	expect(paths).toMatchObject({ journeys: 2, starts: Uint32Array.of(0, 2, 5) });
	const error = await failure(api.gather('flows', { dataset: 'requests', anchor, most: 10 }));
	expect(error.message).toBe(
		'The rows of requests are no journeys: there are no columns such as to_lng and to_lat.'
	);
});
