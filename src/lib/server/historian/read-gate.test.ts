import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { rowsOf } from './duckdb.ts';
import { ReadGate } from './read-gate.ts';

async function openGate() {
	const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '40MB' });
	const writer = await instance.connect();
	await writer.run('CREATE TABLE state AS SELECT 1 AS n');
	return { writer, gate: new ReadGate(instance) };
}

test('what is lent sees the database as it was then', async () => {
	const { writer, gate } = await openGate();
	let files = 'old';
	const lent = await gate.lend(() => files);
	await gate.exclusively(async () => {
		await writer.run('UPDATE state SET n = 2');
		files = 'new';
	});
	expect([lent.seen, await lent.work(() => rowsOf(lent.connection, 'SELECT n FROM state'))]).toEqual([
		'old',
		[{ n: 1 }]
	]);
	await lent.release();
	const next = await gate.lend(() => files);
	expect([next.seen, await rowsOf(next.connection, 'SELECT n FROM state')]).toEqual(['new', [{ n: 2 }]]);
	await next.release();
});

test('a question that needs too much memory is answered in words, and the next one is not harmed', async () => {
	const { gate } = await openGate();
	const lent = await gate.lend(() => undefined);
	const greedy = 'SELECT list(i ORDER BY i DESC) AS all FROM range(20000000) t(i)';
	await expect(lent.work(() => rowsOf(lent.connection, greedy))).rejects.toMatchObject({
		code: 'OVERLOADED',
		message:
			'This needs more memory than history may use: ask for a shorter time, a smaller box or fewer fields.'
	});
	await lent.release();
	const next = await gate.lend(() => undefined);
	expect(await next.work(() => rowsOf(next.connection, 'SELECT n FROM state'))).toEqual([{ n: 1 }]);
	await next.release();
});
