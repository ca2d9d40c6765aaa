import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { expect, onTestFinished, test, vi } from 'vitest';
import { tinyCity } from '../../../../tests/fixtures/tiny-city.ts';
import type { HistoryCoverage } from '#lib/model/history.ts';
import type { IndicatorList } from '#lib/model/indicator.ts';
import type { Health } from './health.ts';
import { startServer } from './start-server.ts';

const TOKEN = 'a-token-of-the-test';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A server with a city of nothing and live settings; without themes when they name none. */
async function serve(config: object = {}) {
	const dataDir = mkdtempSync(join(tmpdir(), 'cityloop-live-'));
	mkdirSync(join(dataDir, 'cities', 'tiny'), { recursive: true });
	writeFileSync(join(dataDir, 'cities', 'tiny', 'city.json'), JSON.stringify(tinyCity));
	mkdirSync(join(dataDir, 'live', 'tiny'), { recursive: true });
	writeFileSync(join(dataDir, 'live', 'tiny', 'config.json'), JSON.stringify({ themes: [], ...config }));
	const server = await startServer({
		dataDir,
		host: '127.0.0.1',
		port: 0,
		mqttPort: 0,
		pages: (_, response) => response.writeHead(404).end()
	});
	onTestFinished(async () => {
		await server.close();
		rmSync(dataDir, { recursive: true });
	});
	return Object.assign(
		(path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init),
		{ dataDir }
	);
}

const post = (body: unknown, token?: string): RequestInit => ({
	method: 'POST',
	body: JSON.stringify(body),
	headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) }
});

test('what is sent in is in health, metrics, names and history', async () => {
	const ask = await serve();
	const sent = await ask(
		'/ingest/json?layer=air',
		post([{ id: 'a', pm: 12.5, lng: 0.5, lat: 0.5 }, { id: 'b' }])
	);
	expect([sent.status, await sent.json()]).toMatchObject([
		202,
		{ accepted: 1, rejected: [{ place: 'row 2' }] }
	]);

	const health = await vi.waitFor(async () => {
		const now = (await (await ask('/api/health')).json()) as Health;
		expect(now.feeds).toMatchObject([{ id: 'air', stale: false }]);
		expect(now.live).toMatchObject({
			hub: { lagRecords: 0 },
			historian: { lagRecords: 0 },
			ingest: { deadLetters: 1 }
		});
		return now;
	}, 10_000);
	expect(health).toMatchObject({
		status: 'ok',
		city: 'tiny',
		roles: ['ingest', 'hub', 'gateway', 'historian', 'web'],
		problems: [],
		live: { log: { start: 1, end: 1 }, gateway: { clients: 0 } }
	});
	expect(health.live!.ingest.mqttPort).toBeGreaterThan(0);

	const metrics = await (await ask('/metrics')).text();
	expect(metrics).toContain('cityloop_feed_stale{layer="air"} 0');
	expect(metrics).toContain('cityloop_log_end 1');
	expect(metrics).toMatch(/cityloop_ingest_rows_total\{source="http"\} 1/);
	expect(metrics).toMatch(/cityloop_ingest_rejected_total\{source="http"\} 1/);
	expect(metrics).toContain('cityloop_dead_letters 1');
	// As Prometheus' own check wants it: only counters are called totals.
	const types = [...metrics.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => ({ name, type }));
	expect(types.filter(({ name, type }) => name!.endsWith('_total') !== (type === 'counter'))).toEqual([]);

	const names = tableFromIPC(await (await ask('/api/dict/air')).arrayBuffer());
	expect(names.getChild('urn')!.toArray()).toEqual(['a']);

	const { from, to } = await vi.waitFor(async () => {
		const [coverage] = (await (await ask('/api/history/coverage')).json()) as HistoryCoverage[];
		expect(coverage).toMatchObject({ layer: 'air', hours: [{ rows: 1 }] });
		return coverage!;
	}, 10_000);
	const window = `/api/history/window?layer=air&from=${from! - 1}&to=${to! + 1}`;
	const answer = await ask(window);
	expect(answer.status, await answer.clone().text()).toBe(200);
	const rows = tableFromIPC(await answer.arrayBuffer());
	expect([rows.numRows, rows.getChild('m:pm')!.get(0)]).toEqual([1, 12.5]);
});

test('the indicators of a theme that is on are made of what is sent in, and are in health and metrics', async () => {
	const ask = await serve({ themes: ['lighting'] });
	const lamps = [
		{ id: 'a', target: 100, actual: 90, status: 'on' },
		{ id: 'b', target: 100, actual: 0, status: 'fault' }
	];
	await ask('/ingest/json?layer=light-poles', post(lamps));
	await vi.waitFor(async () => {
		const { indicators } = (await (await ask('/api/indicators')).json()) as IndicatorList;
		const lit = indicators.find(({ key }) => key === 'lighting/lamps-on');
		expect(lit?.latest).toMatchObject({ value: 50, numerator: 1, denominator: 2, rows: 2 });
	}, 20_000);
	const rows = await (await ask('/api/indicators/lighting/lamps-on/entities')).json();
	expect(rows).toMatchObject({ layer: 'light-poles', total: 2 });
	const { live, problems } = (await (await ask('/api/health')).json()) as Health;
	expect(live!.indicators).toMatchObject({ failing: [] });
	expect(problems).toEqual([]);
	expect(await (await ask('/metrics')).text()).toContain(
		`cityloop_indicators{state="ok"} ${live!.indicators!.on}`
	);
});

test('with a token for senders, nobody sends without it; a restricted layer answers whoever has its right', async () => {
	const ask = await serve({
		tokens: [{ name: 'gate', sha256: sha256(TOKEN), ingest: true, rights: ['campus'] }],
		layers: [{ id: 'gates', restricted: 'campus' }]
	});
	const row = [{ id: 'north', count: 3 }];
	expect((await ask('/ingest/json?layer=gates', post(row))).status).toBe(401);
	expect((await ask('/ingest/json?layer=gates', post(row, 'another'))).status).toBe(403);
	expect((await ask('/ingest/json?layer=gates', post(row, TOKEN))).status).toBe(202);

	const bearer = { headers: { Authorization: `Bearer ${TOKEN}` } };
	for (const path of [
		'/api/dict/gates',
		'/api/history/coverage?layer=gates',
		`/api/history/at?layer=gates&t=${Date.now()}`,
		`/api/history/window?layer=gates&from=0&to=${Date.now()}`
	]) {
		expect([path, (await ask(path)).status]).toEqual([path, 403]);
		expect([path, (await ask(path, bearer)).status]).toEqual([path, 200]);
	}
});

test('a layer asked for events that has none says so', async () => {
	const ask = await serve();
	await ask('/ingest/json?layer=air', post([{ id: 'a', pm: 1 }]));
	const answer = await vi.waitFor(async () => {
		const reply = await ask('/api/events/air?after=0');
		expect(reply.status).not.toBe(404);
		return reply;
	}, 10_000);
	expect([answer.status, await answer.json()]).toMatchObject([
		400,
		{ code: 'SUBSCRIPTION_INVALID', message: 'air is a layer of states.' }
	]);
});

test('settings that are wrong say where', async () => {
	await expect(serve({ pollers: [{ id: 'cap', url: 'ftp://x', adapter: 'cap' }] })).rejects.toMatchObject({
		code: 'INPUT_INVALID',
		message: expect.stringMatching(
			/config\.json: pollers\.0\.url: http:\/\/ or https:\/\/\. Mend it/
		) as string
	});
});

test('a second server on the same data is told so and leaves the first alone', async () => {
	const ask = await serve();
	const second = startServer({
		dataDir: ask.dataDir,
		host: '127.0.0.1',
		port: 0,
		pages: (_, response) => response.writeHead(404).end()
	});
	await expect(second).rejects.toMatchObject({ code: 'DATA_IN_USE' });
	expect((await ask('/ingest/json?layer=air', post([{ id: 'a', pm: 1 }]))).status).toBe(202);
});
