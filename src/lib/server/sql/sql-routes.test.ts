import { createHash } from 'node:crypto';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { LiveServer } from '../../../../tests/fixtures/live-server.ts';
import type { SqlTable } from '#lib/model/sql.ts';

const TOKEN = 'a-token-of-the-test';
const server = new LiveServer({
	config: {
		layers: [{ id: 'patrol', restricted: 'guard' }],
		tokens: [{ name: 'guard', sha256: createHash('sha256').update(TOKEN).digest('hex'), rights: ['guard'] }]
	}
});
beforeAll(async () => {
	await server.start();
	for (const layer of ['air', 'patrol'])
		await fetch(
			`${server.url}/ingest/json?layer=${layer}`,
			json([{ id: 'a', pm: 12.5, lng: 0.5, lat: 0.5 }])
		);
}, 30_000);
afterAll(() => server.stop());

const json = (body: unknown, token?: string): RequestInit => ({
	method: 'POST',
	body: JSON.stringify(body),
	headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) }
});
const ask = (body: unknown, init: RequestInit = {}) =>
	fetch(`${server.url}/api/sql`, { ...json(body), ...init });

test('a question is answered with Arrow, and with what it took', async () => {
	const response = await ask({ sql: 'SELECT id, pm FROM h_air UNION ALL SELECT NULL, 0', maxRows: 1 });
	expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
	expect(response.headers.get('cityloop-truncated')).toBe('1');
	expect(Number(response.headers.get('cityloop-milliseconds'))).toBeGreaterThan(0);
	const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
	expect(table.toArray().map(String)).toEqual(['{"id": "a", "pm": 12.5}']);
});

test('what DuckDB says is wrong comes with its place', async () => {
	const response = await ask({ sql: 'SELECT nothing FROM h_air' });
	expect([response.status, await response.json()]).toMatchObject([
		422,
		{ code: 'QUERY_FAILED', details: { line: 1, character: 8 } }
	]);
});

test('a request that is none is told what one is', async () => {
	for (const body of [
		{},
		{ sql: '' },
		{ sql: 'SELECT 1', maxRows: 2_000_000 },
		{ sql: 'SELECT 1', file: 'x' }
	])
		expect((await ask(body)).status).toBe(400);
	expect((await fetch(`${server.url}/api/sql`, { method: 'POST', body: 'SELECT 1' })).status).toBe(415);
	expect((await fetch(`${server.url}/api/sql`)).status).toBe(405);
});

test('a restricted layer is there for a token that has its right', async () => {
	const namesFor = async (token?: string) => {
		const response = await fetch(`${server.url}/api/sql/schema`, {
			headers: token ? { Authorization: `Bearer ${token}` } : {}
		});
		return ((await response.json()) as SqlTable[])
			.map(({ name }) => name)
			.filter((name) => !/^h_(?!air|patrol)/.test(name));
	};
	expect(await namesFor()).toEqual(expect.not.arrayContaining(['h_patrol']));
	expect(await namesFor(TOKEN)).toEqual(expect.arrayContaining(['h_air', 'h_patrol']));
	expect((await ask({ sql: 'SELECT * FROM h_patrol' })).status).toBe(422);
	expect((await fetch(`${server.url}/api/sql`, json({ sql: 'SELECT * FROM h_patrol' }, TOKEN))).status).toBe(
		200
	);
});

test('whoever goes away ends the query: both places are free for others', async () => {
	const endless = {
		sql: 'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3'
	};
	const gone = new AbortController();
	const started = vi.spyOn(server.live.sql!, 'run');
	const asked = [0, 1].map(() => ask(endless, { signal: gone.signal }).catch(() => undefined));
	await vi.waitUntil(() => started.mock.calls.length === 2);
	gone.abort();
	await Promise.all(asked);
	expect((await ask({ sql: 'SELECT 1 AS one' })).status).toBe(200);
});
