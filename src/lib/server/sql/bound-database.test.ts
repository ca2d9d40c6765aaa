import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BusReader } from '#lib/server/bus/bus.ts';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import { START, SmallHistory, says } from '#lib/server/historian/small-history.ts';
import { bindTables, openDatabase } from './bound-database.ts';

let history: SmallHistory;
let bus: BusReader;
let database: Awaited<ReturnType<typeof openDatabase>>;
let connection: DuckDBConnection;
let other: string;

beforeAll(async () => {
	history = await SmallHistory.open();
	for (const layer of ['buses', 'patrol']) history.commit([says('a', START)], START, layer);
	bus = openSqliteReader(history.dir);
	const { layers } = await history.engine.lendFiles(['buses', 'patrol']);
	other = layers[1]!.files[0]!.path;
	writeFileSync(join(history.dir, 'secret.csv'), 'a\n1\n');
	database = await openDatabase(64);
	({ connection } = database);
	const [entry] = bus.layers();
	const job = {
		sql: '',
		maxRows: 1,
		histories: [{ table: 'h_buses', entry: entry!, files: layers[0]!.files }],
		datasets: []
	};
	const limits = { memoryMb: 64, timeLimit: 1000, mostBytes: 1000 };
	const folders = { logDir: history.dir, packDir: '', tableDir: '' };
	await bindTables(connection, job, { ...folders, timezone: 'UTC', ...limits }, bus);
});
afterAll(async () => {
	database.close();
	bus.close();
	await history.close();
});

test('the tables are there', async () => {
	const rows = await (await connection.run('SELECT id, t FROM h_buses')).getRowsJson();
	expect(rows).toEqual([['a', START]]);
});

/** Whatever a check of the statement might let through, the database itself refuses. */
test.each([
	(path: string) => `SELECT * FROM read_csv('${path}/secret.csv')`,
	(path: string) => `FROM '${path}/secret.csv'`,
	(path: string) => `SELECT * FROM glob('${path}/*')`,
	(path: string) => `COPY h_buses TO '${path}/stolen.csv'`,
	(path: string) => `ATTACH '${path}/stolen.db'`,
	(path: string) => `EXPORT DATABASE '${path}/stolen'`,
	() => `SELECT * FROM read_parquet('${other}')`,
	() => `COPY h_buses TO '${other}' (FORMAT parquet)`,
	() => "SET memory_limit = '64GB'",
	() => 'SET enable_external_access = true',
	() => "SET allowed_paths = ['/etc/passwd']",
	() => 'INSTALL httpfs',
	() => 'LOAD httpfs',
	() => "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')"
])('%s reaches nothing', async (statement) => {
	await expect(connection.run(statement(history.dir))).rejects.toThrow(
		/Permission Error|configuration has been locked|disabled|Extension .* not found|Cannot/
	);
	for (const stolen of ['stolen.csv', 'stolen.db', 'stolen'])
		expect(existsSync(join(history.dir, stolen))).toBe(false);
});
