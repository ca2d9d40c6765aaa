import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, expect, test } from 'vitest';
import { checkQuery } from './check-query.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
	const instance = await DuckDBInstance.create(':memory:', { enable_external_access: 'false' });
	connection = await instance.connect();
	await connection.run('CREATE TABLE h_street_air AS SELECT 1 AS value');
});

test.each([
	'SELECT * FROM h_street_air',
	'FROM h_street_air;',
	'DESCRIBE h_street_air',
	'SUMMARIZE h_street_air',
	'SHOW TABLES',
	'VALUES (1), (2)',
	'TABLE h_street_air',
	'WITH "my rows" AS (SELECT value FROM h_street_air) SELECT count(*) FROM "my rows" a JOIN range(3) b ON true',
	'SELECT unnest([1, 2]) UNION ALL SELECT (SELECT max(value) FROM h_street_air)',
	"SELECT '/etc/passwd.csv' AS text -- read_csv('x'); COPY"
])('%s may be asked', async (text) => {
	await expect(checkQuery(connection, text)).resolves.toBeUndefined();
});

test.each([
	["COPY h_street_air TO '/tmp/stolen.csv'", 'notReadOnly'],
	["ATTACH '/tmp/stolen.db'", 'notReadOnly'],
	["SET memory_limit = '64GB'", 'notReadOnly'],
	['PRAGMA database_list', 'notReadOnly'],
	['INSTALL httpfs', 'notReadOnly'],
	['CREATE TABLE t AS SELECT 1', 'notReadOnly'],
	['CALL pragma_version()', 'notReadOnly'],
	['SELECT 1; SELECT 2', 'many'],
	['SELECT 1; DROP VIEW h_street_air', 'notReadOnly'],
	['-- nothing', 'empty'],
	["SELECT * FROM read_text('/etc/passwd')", 'forbidden'],
	["SELECT * FROM main.read_csv('/etc/passwd')", 'forbidden'],
	["SELECT (SELECT content FROM read_blob('/etc/passwd'))", 'forbidden'],
	["SELECT * FROM '/etc/passwd.csv'", 'forbidden'],
	["WITH a AS (SELECT * FROM 'x.parquet') SELECT * FROM a", 'forbidden'],
	["SELECT * FROM glob('/**')", 'forbidden'],
	['SELECT * FROM duckdb_views()', 'forbidden'],
	['SELECT * FROM information_schema.views', 'forbidden'],
	["SELECT * FROM query('SELECT 1')", 'forbidden'],
	["SELECT current_setting('allowed_paths')", 'forbidden'],
	['FROM names.h_street_air', 'forbidden']
])('%s is refused', async (text, reason) => {
	await expect(checkQuery(connection, text)).rejects.toMatchObject({
		code: 'QUERY_FAILED',
		details: { reason }
	});
});

test('what is refused has its place, also behind letters of several bytes', async () => {
	await expect(checkQuery(connection, "SELECT '路灯',\n  * FROM read_text('x')")).rejects.toMatchObject({
		message: 'read_text() cannot be read from: ask the tables of the schema.',
		details: { line: 2, character: 10 }
	});
	await expect(checkQuery(connection, 'SELEC 1')).rejects.toThrow(/syntax error at or near "SELEC"/);
});
