import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, expect, test, vi } from 'vitest';
import type { IndicatorList, IndicatorRows } from '#lib/model/indicator.ts';
import { syntheticSource } from '#lib/server/sources/synthetic-source.ts';
import { VALUES_FILE } from './value-store.ts';
import {
	IndicatorStage,
	declared,
	indicatorOf,
	themeOf,
	type IndicatorStageOptions
} from '../../../../tests/fixtures/indicator-stage.ts';
import { observation, randomFrom } from '../../../../tests/fixtures/live-log.ts';

let stage: IndicatorStage | undefined;
afterEach(async () => {
	await stage?.remove();
	stage = undefined;
});
const open = (options?: IndicatorStageOptions) => (stage = new IndicatorStage(options));

const LAMPS = { id: 'lamps', interval: 60, metrics: [{ name: 'power', unit: 'W' }] };
const on = (...indicators: Parameters<typeof themeOf>[1]) => [{ theme: themeOf('light', indicators) }];

test('the number on the route is the number of its SQL over the same rows, and so do its entities add up', async () => {
	const { log, ...rest } = open();
	log.declare(LAMPS, rest.clock);
	const random = randomFrom(7);
	const lamps = Array.from({ length: 5000 }, (_, k) => ({
		id: `lamp ${k}`,
		power: random() < 0.1 ? undefined : Math.fround(20 + 80 * random()),
		status: random() < 0.8 ? 'on' : 'off'
	}));
	log.say(
		'lamps',
		lamps.map(({ id, power, status }) =>
			observation(id, stage!.clock, { status, ...(power !== undefined && { values: { power } }) })
		),
		stage!.clock
	);
	const sql = `select 100.0 * count(*) filter (where status = 'on') / count(*) as value,
		sum(power) as numerator, count(power) as denominator from lamps where not stale`;
	const drill = "select id, title, power, status from lamps where status = 'on' order by power desc, id;";
	stage!.themes = on(indicatorOf('lit', sql, { drill, unit: '%' }));
	await stage!.pass(1);

	const byHand = await (await DuckDBInstance.create(':memory:')).connect();
	await byHand.run('create table lamps (id varchar, power double, status varchar, stale boolean)');
	const values = lamps.map(({ id, power, status }) => `('${id}', ${power ?? 'null'}, '${status}', false)`);
	await byHand.run(`insert into lamps values ${values.join()}`);
	const [expected] = await (await byHand.run(sql)).getRowObjectsJS();
	byHand.closeSync();

	const { indicators } = (await stage!.ask('/api/indicators')).body as IndicatorList;
	const lit = lamps.filter(({ status }) => status === 'on').length;
	expect(indicators).toHaveLength(1);
	expect(indicators[0]).toMatchObject({
		key: 'light/lit',
		sql,
		stale: false,
		latest: {
			at: stage!.clock,
			value: expected!['value'],
			numerator: expected!['numerator'],
			denominator: Number(expected!['denominator']),
			rows: lit,
			staleRows: 0,
			newestInput: stage!.clock - 1000,
			version: 1,
			origin: 'measured'
		}
	});

	// What comes meanwhile belongs to the next number, not to the rows behind this one.
	log.say('lamps', [observation('lamp 0', stage!.clock, { status: 'gone out' })], stage!.clock);
	const rows = (await stage!.ask('/api/indicators/light/lit/entities?limit=10000')).body as IndicatorRows;
	expect(rows).toMatchObject({ key: 'light/lit', layer: 'lamps', at: stage!.clock, total: lit });
	expect(rows.columns).toEqual(['id', 'title', 'power', 'status']);
	expect((100 * rows.rows.length) / lamps.length).toBeCloseTo(indicators[0]!.latest!.value!, 10);
	const few = (await stage!.ask('/api/indicators/light/lit/entities?limit=3')).body as IndicatorRows;
	expect([few.rows.length, few.total]).toEqual([3, lit]);
});

test('one failing SQL fails alone, with its message; what may only be read cannot be written', async () => {
	const { log, clock } = open({ sqlTime: 300 });
	log.declare(LAMPS, clock);
	log.say('lamps', [observation('a', clock, { values: { power: 5 } })], clock);
	stage!.themes = on(
		indicatorOf('good', 'select sum(power) as value from lamps'),
		indicatorOf('column', 'select sum(pwer) as value from lamps'),
		indicatorOf('table', 'select count(*) as value from lanterns'),
		indicatorOf('words', 'selec 1'),
		indicatorOf('write', 'drop table lamps'),
		indicatorOf('two', 'select 1 as value) ; drop table live."lamps@1"; select * from (select 1 as value'),
		indicatorOf('inside', 'select count(*) as value from live."lamps@1"'),
		indicatorOf('file', "select count(*) as value from read_csv('/etc/hostname')"),
		indicatorOf('many', 'select power as value from lamps union all select 1'),
		indicatorOf('nameless', 'select sum(power) from lamps'),
		indicatorOf('text', "select 'many' as value"),
		indicatorOf('drill', 'select 1 as value', { drill: 'select title from lamps' }),
		indicatorOf(
			'slow',
			'select count(*) as value from range(1000000) a, range(1000000) b where a.range + b.range > 7'
		)
	);
	await stage!.pass(1);
	const said = Object.fromEntries(
		stage!.indicators.list().indicators.map(({ key, failure }) => [key.slice('light/'.length), failure])
	);
	expect(stage!.state('light/good').latest?.value).toBe(5);
	expect(said).toEqual({
		good: undefined,
		column: expect.stringContaining('Referenced column "pwer" not found'),
		table: "There is no live layer and no table of the pack named 'lanterns'.",
		words: expect.stringContaining('Parser Error: syntax error'),
		write: expect.stringContaining('Parser Error: syntax error'),
		two: 'Invalid Input Error: Cannot prepare multiple statements at once!',
		inside: "There is no live layer and no table of the pack named 'lamps@1'.",
		file: expect.stringContaining('file system operations are disabled'),
		many: 'A formula gives one row; this one gives more.',
		nameless: "A formula gives a column 'value'; this one gives sum(power).",
		text: "A formula gives numbers; this one gives 'many'.",
		drill: expect.stringMatching(/^The rows behind it: .*"id"/),
		slow: 'It took longer than 0.3 s.'
	});
	expect(stage!.state('light/column')).toMatchObject({ stale: true });
	expect(stage!.indicators.health()).toMatchObject({ on: 13, stale: 12 });
	expect(stage!.errors).toEqual([]);
});

test('no data is null and says so, never zero', async () => {
	const { clock } = open();
	const silent = declared({ id: 'lamps', metrics: [{ name: 'power', unit: 'W' }] });
	const indicators = [
		indicatorOf('mean', 'select avg(power) as value from lamps'),
		indicatorOf('none', 'select power as value from lamps'),
		indicatorOf('nan', "select 'nan'::double as value, 0 as denominator")
	];
	stage!.themes = [{ theme: themeOf('light', indicators, [silent]) }];
	await stage!.pass(1);
	const latest = stage!.indicators.list().indicators.map((state) => state.latest);
	const nothing = { at: clock + 1000, value: null, rows: 0, staleRows: 0, version: 1, origin: 'measured' };
	expect(latest).toEqual([nothing, nothing, { ...nothing, denominator: 0 }]);
});

test('a layer that falls silent leaves its last number, with its time and stale; it comes back with the layer', async () => {
	const { log } = open();
	log.declare(LAMPS, stage!.clock);
	log.say('lamps', [observation('a', stage!.clock, { values: { power: 5 } })], stage!.clock);
	stage!.themes = on(indicatorOf('sum', 'select sum(power) as value from lamps where not stale'));
	await stage!.pass(1);
	const spoke = stage!.clock;
	await stage!.pass(600);
	expect(stage!.state('light/sum')).toMatchObject({ stale: true, latest: { at: spoke, value: 5 } });
	expect(
		(await stage!.indicators.entities('light/sum', 10, { ingest: false, may: () => true })).rows
	).toEqual([['a']]);
	log.say('lamps', [observation('a', stage!.clock, { values: { power: 6 } })], stage!.clock);
	await stage!.pass(5);
	expect(stage!.state('light/sum')).toMatchObject({ stale: false, latest: { at: stage!.clock, value: 6 } });
});

test('a formula that counts who is stale still counts when the layer is silent as a whole', async () => {
	const { log } = open();
	log.declare(LAMPS, stage!.clock);
	log.say('lamps', [observation('a', stage!.clock)], stage!.clock);
	const online = 'select 100.0 * count(*) filter (where not stale) / nullif(count(*), 0) as value from lamps';
	const fresh = 'select count(*) as value from lamps where not stale';
	stage!.themes = on(
		indicatorOf('online', online),
		indicatorOf('fresh', fresh, { drill: 'select id from lamps where not stale' })
	);
	await stage!.pass(1);
	const spoke = stage!.clock;
	await stage!.pass(600);
	expect(stage!.state('light/online')).toMatchObject({
		stale: true,
		latest: { at: stage!.clock, value: 0, rows: 1, staleRows: 1 }
	});
	expect(stage!.state('light/fresh')).toMatchObject({ stale: true, latest: { at: spoke, value: 1 } });
});

test('a number is made each period, and sooner with news of its layers, but five seconds apart', async () => {
	const { log } = open();
	log.declare(LAMPS, stage!.clock);
	log.declare({ id: 'other', interval: 3600 }, stage!.clock);
	stage!.themes = on(
		indicatorOf('count', 'select count(*) as value from lamps, (select count(*) from other)')
	);
	const say = (layer: string, lamp: string) =>
		log.say(layer, [observation(lamp, stage!.clock)], stage!.clock);
	const madeAt = async (seconds: number) => {
		await stage!.pass(seconds);
		return (stage!.state('light/count').latest!.at - start) / 1000;
	};
	say('lamps', 'a');
	const start = stage!.clock;
	expect(await madeAt(0)).toBe(0);
	say('lamps', 'b');
	expect(await madeAt(3)).toBe(0);
	say('lamps', 'c');
	expect(await madeAt(2)).toBe(5);
	expect(stage!.state('light/count').latest?.value).toBe(3);
	say('other', 'x');
	expect(await madeAt(30)).toBe(5);
	expect(await madeAt(25)).toBe(60);
	expect(stage!.changes).toEqual(stage!.changes.toSorted((a, b) => a - b));
	expect(new Set(stage!.changes).size).toBe(stage!.changes.length);
});

test('numbers that would be made early wait while too much went into the last; one that there is none of does not', async () => {
	const { log } = open({ newsShare: 1e-9 });
	log.declare(LAMPS, stage!.clock);
	stage!.themes = on(
		indicatorOf('count', 'select count(*) as value from lamps'),
		indicatorOf('mean', 'select avg(power) as value from lamps')
	);
	const values = () => stage!.indicators.list().indicators.map(({ latest }) => latest?.value);
	await stage!.pass(1);
	expect(values()).toEqual([0, null]);
	log.say('lamps', [observation('a', stage!.clock, { values: { power: 5 } })], stage!.clock);
	await stage!.pass(10);
	expect(values()).toEqual([0, 5]);
	await stage!.pass(60);
	expect(values()).toEqual([1, 5]);
});

test('a restart keeps the value, its trend and its history', async () => {
	const { log } = open();
	log.declare({ ...LAMPS, interval: 3600 }, stage!.clock);
	stage!.themes = on(indicatorOf('count', 'select count(*) as value from lamps'));
	const start = stage!.clock;
	for (let k = 1; k <= 3; k++) {
		log.say('lamps', [observation(`lamp ${k}`, stage!.clock)], stage!.clock);
		await stage!.pass(k === 1 ? 0 : 1800);
	}
	const before = stage!.state('light/count');
	await stage!.end();
	const remembered = await stage!.indicators.look().then(() => stage!.state('light/count'));
	expect(remembered.trend).toEqual(before.trend);
	expect(before.trend).toHaveLength(96);
	expect(before.trend.slice(-6).map(({ value }) => value)).toEqual([null, 1, null, 2, null, 3]);
	const path = `/api/indicators/light/count/history?from=${start}&to=${stage!.clock}`;
	expect(await stage!.ask(path)).toMatchObject({
		status: 200,
		body: {
			key: 'light/count',
			step: 0,
			values: [{ value: 1 }, { value: 2 }, { value: 3, at: stage!.clock }]
		}
	});
	expect(await stage!.ask('/api/indicators/light/count/history?from=2&to=1')).toMatchObject({ status: 400 });
});

test('another version of a formula does not go on from the values of the one before', async () => {
	const { log } = open();
	log.declare(LAMPS, stage!.clock);
	log.say('lamps', [observation('a', stage!.clock)], stage!.clock);
	stage!.themes = on(indicatorOf('count', 'select count(*) as value from lamps'));
	await stage!.pass(0);
	stage!.themes = on(indicatorOf('count', 'select 10 * count(*) as value from lamps', { version: 2 }));
	await stage!.pass(1800);
	const { latest, trend } = stage!.state('light/count');
	expect(latest).toMatchObject({ value: 10, version: 2 });
	expect(trend.filter(({ value }) => value !== null)).toHaveLength(1);
});

test('switching a theme off stops its numbers; on again, they go on where they were', async () => {
	const { log } = open();
	log.declare({ ...LAMPS, interval: 3600 }, stage!.clock);
	log.say('lamps', [observation('a', stage!.clock)], stage!.clock);
	const active = on(indicatorOf('count', 'select count(*) as value from lamps'));
	stage!.themes = active;
	await stage!.pass(1);
	const { computations } = stage!.indicators.health();
	stage!.themes = [];
	await stage!.pass(120);
	expect(await stage!.ask('/api/indicators')).toMatchObject({ body: { indicators: [] } });
	expect(await stage!.ask('/api/indicators/light/count')).toMatchObject({ status: 404 });
	expect(stage!.indicators.health().computations).toBe(computations);
	stage!.themes = [...active];
	await stage!.pass(1680);
	expect(
		stage!
			.state('light/count')
			.trend.slice(-3)
			.map(({ value }) => value)
	).toEqual([1, null, 1]);
});

test('a server that is stopped does not wait for what is being computed', async () => {
	const { log } = open({ sqlTime: 600_000 });
	log.declare(LAMPS, stage!.clock);
	const endless =
		'select count(*) as value from range(1000000) a, range(1000000) b where a.range + b.range > 7';
	stage!.themes = on(indicatorOf('first', endless), indicatorOf('second', endless));
	const looking = stage!.indicators.look();
	await vi.waitFor(() => expect(stage!.changes).not.toEqual([]), 20_000);
	await stage!.end();
	await looking;
	expect(stage!.errors).toEqual([]);
});

test('of a layer only the newest rows are held, and those that a number was made of', async () => {
	const { log } = open();
	log.declare(LAMPS, stage!.clock);
	const tables = "select count(*) as value from duckdb_tables() where schema_name = 'live'";
	stage!.themes = on(
		indicatorOf('slow', 'select count(*) as value from lamps', { period: 86_400, layers: [] }),
		indicatorOf('failing', 'select sum(none) as value from lamps'),
		indicatorOf('tables', tables)
	);
	for (let k = 0; k < 6; k++) {
		log.say('lamps', [observation(`lamp ${k}`, stage!.clock)], stage!.clock);
		await stage!.pass(60);
	}
	// The one of the slow number, the newest, and the one before it: it is forgotten when all is computed.
	expect(stage!.state('light/tables').latest?.value).toBe(3);
	expect(stage!.state('light/slow').latest?.value).toBe(1);
});

test('a function of a theme is given the rows of its SQL', async () => {
	const { log } = open();
	log.declare(LAMPS, stage!.clock);
	const power = [3, 9, 4];
	log.say(
		'lamps',
		power.map((watts, k) => observation(`lamp ${k}`, stage!.clock, { values: { power: watts } })),
		stage!.clock
	);
	const worst = indicatorOf('worst', '', {
		formula: {
			kind: 'function',
			sql: 'select power from lamps order by id',
			standard: 'the second largest',
			compute: (rows) => rows.map(({ power }) => Number(power)).toSorted((a, b) => b - a)[1] ?? null
		}
	});
	const broken = indicatorOf('broken', '', {
		formula: {
			kind: 'function',
			sql: 'select 1',
			standard: 'none',
			compute: () => {
				throw new RangeError('a rule without a row');
			}
		}
	});
	stage!.themes = on(worst, broken);
	await stage!.pass(1);
	expect(stage!.state('light/worst')).toMatchObject({ standard: 'the second largest', latest: { value: 4 } });
	expect(stage!.state('light/broken')).toMatchObject({ failure: 'a rule without a row', stale: true });
});

test('events of the last day and layers that are functions of time are tables too', async () => {
	const { log } = open({ sources: [syntheticSource({ layer: 'cars', count: 50, bbox: [0, 0, 1, 1] })] });
	log.declare({ id: 'incidents', cls: 'event' }, stage!.clock);
	const tell = (id: string, type: string) =>
		log.tell(
			'incidents',
			[{ kind: 'event', id, at: stage!.clock, type, severity: 'minor', title: { zh: id }, position: [1, 2] }],
			stage!.clock
		);
	tell('old', 'fire');
	await stage!.pass(86_000);
	tell('new', 'fire');
	tell('other', 'flood');
	stage!.themes = on(
		indicatorOf('fires', `select count(*) filter (where status = 'fire') as value from incidents`, {
			layer: 'incidents',
			drill: 'select id, title, status, severity, lng, lat from incidents order by id'
		}),
		indicatorOf('cars', 'select count(*) as value from cars where lng is not null', { layer: 'cars' }),
		indicatorOf(
			'recent',
			`select count(*) as value from incidents where "at" > getvariable('now') - 3600000`,
			{ layer: 'incidents' }
		)
	);
	await stage!.pass(1);
	expect(stage!.indicators.list().indicators.map(({ latest }) => latest?.value)).toEqual([2, 50, 2]);
	expect(stage!.state('light/cars').latest?.origin).toBe('simulated');
	await stage!.pass(600);
	expect(stage!.state('light/fires').latest?.value).toBe(1);
	const { rows } = await stage!.indicators.entities('light/fires', 9, { ingest: false, may: () => true });
	expect(rows).toEqual([
		['new', 'new', 'fire', 'minor', 1, 2],
		['other', 'other', 'flood', 'minor', 1, 2]
	]);
});

test('the rows of a restricted layer need its right; the number made of them does not', async () => {
	const token = createHash('sha256').update('secret').digest('hex');
	const { log } = open({ token });
	log.declare({ id: 'pupils', restricted: 'pupils' }, stage!.clock);
	log.say('pupils', [observation('p1', stage!.clock)], stage!.clock);
	stage!.themes = on(indicatorOf('there', 'select count(*) as value from pupils', { layer: 'pupils' }));
	await stage!.pass(1);
	expect(stage!.state('light/there').latest?.value).toBe(1);
	const path = '/api/indicators/light/there/entities';
	expect(await stage!.ask(path)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
	expect(await stage!.ask(path, 'secret')).toMatchObject({ status: 200, body: { rows: [['p1']] } });
});

test('metrics that are called like a column of every layer get a name of their own', async () => {
	const { log } = open();
	const metrics = ['Status', 'id', 'pm', 'PM', 'district'].map((name) => ({ name, unit: '1' }));
	log.declare({ id: 'lamps', metrics }, stage!.clock);
	const values = { Status: 1, id: 2, pm: 3, PM: 4, district: 5 };
	log.say('lamps', [observation('a', stage!.clock, { values, status: 'on' })], stage!.clock);
	const drill = 'select id, status, district, "Status_2", id_2, pm, "PM_2", district_2 from lamps';
	stage!.themes = on(indicatorOf('sum', 'select sum(pm_2) as value from lamps', { drill }));
	await stage!.pass(1);
	expect(stage!.state('light/sum').latest?.value).toBe(4);
	const { rows } = await stage!.indicators.entities('light/sum', 9, { ingest: false, may: () => true });
	expect(rows).toEqual([['a', 'on', null, 1, 2, 3, 4, 5]]);
});

test('values that cannot be kept are said in health; when they can again, numbers are made again', async () => {
	const { log, dir } = open();
	log.declare(LAMPS, stage!.clock);
	log.say('lamps', [observation('a', stage!.clock)], stage!.clock);
	mkdirSync(join(dir, VALUES_FILE));
	stage!.themes = on(indicatorOf('count', 'select count(*) as value from lamps'));
	await stage!.pass(1);
	expect(stage!.indicators.health().failure).toContain('unable to open database file');
	expect(stage!.errors).toHaveLength(1);
	expect(stage!.state('light/count').latest).toBeUndefined();
	expect(await stage!.ask('/api/indicators/light/count/entities')).toMatchObject({ status: 429 });
	rmSync(join(dir, VALUES_FILE), { recursive: true });
	await vi.waitFor(async () => {
		await stage!.pass(0);
		expect(stage!.state('light/count').latest?.value).toBe(1);
	}, 10_000);
	expect(stage!.indicators.health().failure).toBeUndefined();
});
