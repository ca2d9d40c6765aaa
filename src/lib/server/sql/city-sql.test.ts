import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Table, Utf8, tableFromIPC, tableToIPC, vectorFromArray } from 'apache-arrow';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CityManifest } from '#lib/model/city.ts';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import { SQL_ROWS } from '#lib/model/sql.ts';
import { NO_ACCESS, type Access } from '#lib/server/auth/access.ts';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import type { BusReader } from '#lib/server/bus/bus.ts';
import type { Historian } from '#lib/server/historian/historian.ts';
import { HOUR, START, SmallHistory, plainRows, says, tableOf } from '#lib/server/historian/small-history.ts';
import { startHistorian } from '#lib/server/historian/start-historian.ts';
import { CitySql } from './city-sql.ts';

let history: SmallHistory;
let historian: Historian;
let bus: BusReader;
let sql: CitySql;
/** Ends a query soon. */
let impatient: CitySql;
let now = START;
const never = new AbortController().signal;
const GUARD: Access = { ingest: false, may: (right) => right === undefined || right === 'guard' };

const city = {
	id: 'gridtown',
	version: '0123456789ab',
	timezone: 'Asia/Shanghai',
	datasets: [
		{
			kind: 'points',
			id: 'street-lights',
			title: { zh: '路灯', en: 'Street lights' },
			file: 'street-lights.arrow',
			rows: 2,
			columns: [{ name: 'kind', kind: 'category' }],
			withoutPosition: 0
		}
	]
} as unknown as CityManifest; // what SQL asks of a manifest

/** Rows of an answer as plain objects. */
const ask = async (text: string, access = NO_ACCESS, maxRows = 1000) => {
	const { bytes } = await sql.run({ sql: text, maxRows }, access, never);
	return plainRows(tableFromIPC(bytes)) as readonly Record<string, unknown>[];
};
const failure = (text: string, access = NO_ACCESS) =>
	ask(text, access).then(
		() => undefined,
		(error: { code: string; message: string; details: object }) => error
	);

beforeAll(async () => {
	history = await SmallHistory.open();
	await history.engine.close();
	const { writer, dir } = history;
	for (const declaration of [
		{ id: 'street-air', metrics: [{ name: 'PM2.5', unit: 'ug/m3' }, { name: 'status' }] },
		{ id: 'patrol', moves: true, restricted: 'guard' }
	])
		writer.declare(layerDeclaration.parse(declaration));
	const air = (entity: string, minute: number, value: number) =>
		says(entity, START + minute * 60_000, {
			position: [121.5, 31.25],
			status: minute < 60 ? 'good' : 'poor',
			values: { 'PM2.5': value }
		});
	history.commit([air('a1', 0, 10), air('a2', 1, 20)], START + 60_000, 'street-air');
	history.commit([says('p1', START, { speed: 2 })], START + 60_001, 'patrol');
	const packDir = join(dir, 'pack');
	mkdirSync(packDir);
	const lights = {
		t: vectorFromArray([0, HOUR]),
		lng: vectorFromArray([121.5, 121.6]),
		lat: vectorFromArray([31.2, 31.3]),
		kind: vectorFromArray(['LED', 'sodium'], new Utf8())
	};
	writeFileSync(join(packDir, 'street-lights.arrow'), tableToIPC(new Table(lights), 'stream'));
	historian = await startHistorian({ ...history.options, now: () => now, tickEvery: 20, commitEvery: 1 });
	await vi.waitUntil(() => historian.health().offset === 2);
	// The first hour is sealed, the second stays hot.
	now = START + HOUR + 130_000;
	await vi.waitUntil(() => historian.health().sealedOffset === 2);
	history.commit([air('a1', 61, 30)], now, 'street-air');
	bus = openSqliteReader(dir);
	const options = { logDir: dir, packDir, city, bus, historian: () => historian, memoryMb: 128 };
	sql = new CitySql({ ...options, dir: join(dir, 'sql'), mostBytes: 4 * 2 ** 20 });
	impatient = new CitySql({ ...options, dir: join(dir, 'impatient'), timeLimit: 300 });
}, 30_000);
afterAll(async () => {
	await sql.close();
	await impatient.close();
	bus.close();
	await historian.close();
	history.discard();
});

test('history in files and of the running hour is one table, with names, words and units', async () => {
	expect(
		await ask('SELECT id, title, t, lng, lat, status, "PM2.5", status_2 FROM h_street_air ORDER BY t')
	).toEqual([
		{
			id: 'a1',
			title: 'a1',
			t: START,
			lng: 121.5,
			lat: 31.25,
			status: 'good',
			'PM2.5': 10,
			status_2: null
		},
		{
			id: 'a2',
			title: 'a2',
			t: START + 60_000,
			lng: 121.5,
			lat: 31.25,
			status: 'good',
			'PM2.5': 20,
			status_2: null
		},
		{
			id: 'a1',
			title: 'a1',
			t: START + 61 * 60_000,
			lng: 121.5,
			lat: 31.25,
			status: 'poor',
			'PM2.5': 30,
			status_2: null
		}
	]);
});

test('what comes between two questions is in the second answer', async () => {
	const count = async () => Number((await ask('SELECT count(*) AS n FROM h_patrol', GUARD))[0]!['n']);
	const before = await count();
	for (let i = 1; i <= 10; i++) {
		history.commit([says('p1', now + i, { speed: i })], now + i, 'patrol');
		expect(await count()).toBe(before + i);
	}
});

test('the answer has the rows of the window of the same history', async () => {
	const { stream } = await historian.window({
		layer: 'street-air',
		from: START - HOUR,
		to: START + 2 * HOUR,
		by: 'observed'
	});
	const window = plainRows(await tableOf(stream));
	const rows = await ask('SELECT t, "PM2.5" AS value FROM h_street_air ORDER BY t');
	expect(rows).toEqual(window.map((row) => ({ t: row['at'], value: row['m:PM2.5'] })));
});

test('instants are the city’s wall time', async () => {
	const clock = "strftime(local_time, '%H:%M') AS clock";
	expect(await ask(`SELECT ${clock}, received FROM h_street_air ORDER BY t LIMIT 1`)).toEqual([
		{ clock: '08:00', received: START + 60_000 }
	]);
	expect(await ask("SELECT strftime(to_local(0), '%H:%M') AS clock")).toEqual([{ clock: '08:00' }]);
});

test('the pack’s tables are asked, and joined with history', async () => {
	expect(await ask('SELECT kind, hour(local_time) AS hour FROM street_lights ORDER BY t')).toEqual([
		{ kind: 'LED', hour: 8n },
		{ kind: 'sodium', hour: 9n }
	]);
	expect(
		await ask(
			'WITH l AS (SELECT count(*) AS lights FROM street_lights) SELECT lights, count(*) AS rows FROM l, h_street_air GROUP BY lights'
		)
	).toEqual([{ lights: 2n, rows: 3n }]);
});

test('the schema has columns with types and units, and how far history goes', async () => {
	const [air, lights] = await sql.schema(NO_ACCESS);
	expect(air).toMatchObject({ name: 'h_street_air', source: { layer: 'street-air' }, from: START, rows: 3 });
	expect(air!.columns.map(({ name, type, unit }) => [name, type, unit])).toEqual([
		['id', 'VARCHAR', undefined],
		['title', 'VARCHAR', undefined],
		['t', 'DOUBLE', 'ms'],
		['local_time', 'TIMESTAMP', undefined],
		['received', 'DOUBLE', 'ms'],
		['lng', 'DOUBLE', 'deg'],
		['lat', 'DOUBLE', 'deg'],
		['status', 'VARCHAR', undefined],
		['quality', 'UTINYINT', undefined],
		['PM2.5', 'FLOAT', 'ug/m3'],
		['status_2', 'FLOAT', '1']
	]);
	expect(lights!.columns.map(({ name }) => name)).toEqual(['id', 't', 'lng', 'lat', 'kind', 'local_time']);
});

test('the schema says of each table what DuckDB says of it', async () => {
	for (const { name, columns } of await sql.schema(GUARD)) {
		const described = await ask(`SELECT column_name, column_type FROM (DESCRIBE ${name})`, GUARD);
		expect(described.map((row) => [row['column_name'], row['column_type']])).toEqual(
			columns.map((column) => [column.name, column.type])
		);
	}
	expect(await ask('SHOW TABLES')).toEqual([{ name: 'h_street_air' }, { name: 'street_lights' }]);
});

test('a restricted layer is no table for those without its right', async () => {
	expect((await sql.schema(NO_ACCESS)).map(({ name }) => name)).toEqual(['h_street_air', 'street_lights']);
	expect((await sql.schema(GUARD)).map(({ name }) => name)).toContain('h_patrol');
	expect(await failure('SELECT * FROM h_patrol')).toMatchObject({
		code: 'QUERY_FAILED',
		message: expect.stringContaining('h_patrol does not exist') as unknown
	});
	expect(await ask('SELECT id, speed FROM h_patrol ORDER BY t LIMIT 1', GUARD)).toEqual([
		{ id: 'p1', speed: 2 }
	]);
});

test('every kind of value comes over', async () => {
	const [row] =
		await ask(`SELECT 1::TINYINT AS a, 2::BIGINT AS b, sum(x) AS c, 1.5::DECIMAL(4,1) AS d, true AS e,
		DATE '2026-03-01' AS f, TIMESTAMP '2026-03-01 12:00:00' AS g, [1, 2] AS h, NULL AS i, 'é' AS j,
		INTERVAL 2 DAY AS k, {'a': 1} AS l FROM range(3) t(x)`);
	expect(row).toMatchObject({
		a: 1,
		b: 2n,
		c: 3,
		d: 1.5,
		e: true,
		h: '[1, 2]',
		i: null,
		j: 'é',
		k: '2 days'
	});
	expect([Number(row!['f']), Number(row!['g'])]).toEqual([START, START + 12 * HOUR]);
	expect(row!['l']).toBe("{'a': 1}");
});

test('only the first rows come, and it is said that there were more', async () => {
	const first = await sql.run({ sql: 'SELECT * FROM range(5000)', maxRows: 3000 }, NO_ACCESS, never);
	expect([first.rows, first.truncated]).toEqual([3000, true]);
	const all = await sql.run({ sql: 'SELECT * FROM range(3000)', maxRows: 3000 }, NO_ACCESS, never);
	expect([all.rows, all.truncated]).toEqual([3000, false]);
	expect(SQL_ROWS).toEqual({ shown: 10_000, most: 1_000_000 });
});

test('an error has its place', async () => {
	expect(await failure('SELECT\n  nothing FROM h_street_air')).toMatchObject({
		code: 'QUERY_FAILED',
		details: { line: 2, character: 3, offset: 9 }
	});
	expect(await failure('SELEC 1')).toMatchObject({ details: { kind: 'Parser', line: 1, character: 1 } });
});

const ENDLESS = 'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3';

test('what would take for ever is ended, again and again', async () => {
	for (const text of [ENDLESS, ENDLESS])
		await expect(impatient.run({ sql: text, maxRows: 1 }, NO_ACCESS, never)).rejects.toMatchObject({
			code: 'QUERY_FAILED',
			details: { reason: 'time', limit: 300 }
		});
});

test('what is cancelled ends, and the next question is answered', async () => {
	const stop = new AbortController();
	const cancelled = sql.run({ sql: ENDLESS, maxRows: 1 }, NO_ACCESS, stop.signal);
	stop.abort();
	await expect(cancelled).rejects.toMatchObject({ code: 'QUERY_CANCELLED' });
	const later = new AbortController();
	const running = sql.run({ sql: ENDLESS, maxRows: 1 }, NO_ACCESS, later.signal);
	setTimeout(() => later.abort(), 50);
	await expect(running).rejects.toMatchObject({ code: 'QUERY_CANCELLED' });
	expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('what needs too much memory, or answers too much, is told so', async () => {
	expect(
		await failure("SELECT repeat('x', 1000000) || range AS word FROM range(1000) ORDER BY word")
	).toMatchObject({
		details: { reason: 'memory' }
	});
	expect(await failure("SELECT repeat('x', 10000) || range FROM range(1000)")).toMatchObject({
		details: { reason: 'size' }
	});
});
