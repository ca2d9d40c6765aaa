import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Alarm, AlarmList, AlarmLogLine } from '#lib/model/alarm.ts';
import type { Nearby } from '#lib/model/nearby.ts';
import type { Health } from '#lib/server/http/health.ts';
import { startServer, type RunningServer } from '#lib/server/http/start-server.ts';
import { tinyCity } from '../../../../tests/fixtures/tiny-city.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
let dataDir: string;
let server: RunningServer;

/** A city of nothing in which two themes are on; acts need the token `desk`. */
beforeAll(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'cityloop-alarms-'));
	mkdirSync(join(dataDir, 'cities', 'tiny'), { recursive: true });
	writeFileSync(join(dataDir, 'cities', 'tiny', 'city.json'), JSON.stringify(tinyCity));
	mkdirSync(join(dataDir, 'live', 'tiny'), { recursive: true });
	const tokens = [{ name: 'desk', sha256: sha256('desk'), ingest: true }];
	writeFileSync(
		join(dataDir, 'live', 'tiny', 'config.json'),
		JSON.stringify({ themes: ['environment', 'safety'], tokens })
	);
	server = await startServer({
		dataDir,
		host: '127.0.0.1',
		port: 0,
		pages: (_, response) => response.writeHead(404).end()
	});
});
afterAll(async () => {
	await server.close();
	rmSync(dataDir, { recursive: true });
});

const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
const json = async <T>(path: string) => (await (await ask(path)).json()) as T;
const post = (body: unknown, token = 'desk'): RequestInit => ({
	method: 'POST',
	body: JSON.stringify(body),
	headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) }
});
const send = (status: string, temperature: number) =>
	ask(
		'/ingest/json?layer=waste-bins',
		post([{ id: 'b1', lng: 0.5, lat: 0.5, status, temperature, units: { temperature: 'Cel' } }])
	);

test('from a message to an alarm, its answer, its log and its end', async () => {
	await send('fire', 90);
	const list = await vi.waitFor(async () => {
		const now = await json<AlarmList>('/api/alarms');
		expect(now.alarms).toHaveLength(1);
		return now;
	});
	const [alarm] = list.alarms;
	expect(alarm).toMatchObject({ rule: 'environment/bin-burns', level: 2, active: true, place: [0.5, 0.5] });
	expect(await json<Alarm>(`/api/alarms/${alarm!.id}`)).toEqual(alarm);

	await ask(
		'/ingest/json?layer=cameras',
		post([{ id: 'c1', lng: 0.5005, lat: 0.5, status: 'online', bearing: 270, fov: 60, range: 80 }])
	);
	await vi.waitFor(async () => {
		const { layers } = await json<Nearby>(`/api/alarms/${alarm!.id}/nearby`);
		expect(layers.map(({ role, layer, neighbours }) => [role, layer, neighbours.length])).toEqual([
			['camera', 'cameras', 1],
			['crew', 'patrols', 0]
		]);
		expect(layers[0]!.neighbours[0]).toMatchObject({
			entity: { layer: 'cameras' },
			name: 'c1',
			status: 'online',
			stale: false,
			faces: true
		});
	});
	expect((await ask('/api/alarms/4711/nearby')).status).toBe(404);

	const act = (body: unknown, token?: string) => ask(`/api/alarms/${alarm!.id}/act`, post(body, token));
	expect((await act({ act: 'acknowledge', by: 'Li' }, '')).status).toBe(401);
	const acknowledged = (await (await act({ act: 'acknowledge', by: 'Li' })).json()) as Alarm;
	expect(acknowledged.acknowledged).toMatchObject({ by: 'Li' });
	const again = await act({ act: 'acknowledge', by: 'Wang' });
	expect([again.status, await again.json()]).toMatchObject([409, { code: 'ACT_REFUSED' }]);
	const wrong = await act({ act: 'snooze', by: 'Li' });
	expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'INPUT_INVALID' }]);
	expect((await ask('/api/alarms/4711/act', post({ act: 'acknowledge', by: 'Li' }))).status).toBe(404);

	const health = await json<Health>('/api/health');
	expect(health.live!.alarms).toMatchObject({ open: [0, 1, 0, 0], unacknowledged: 0, flood: false });
	const metrics = await (await ask('/metrics')).text();
	expect(metrics).toContain('cityloop_alarms_open{level="2"} 1');
	expect(metrics).toContain('cityloop_alarms_raised_total{level="2"} 1');

	await send('ok', 20);
	await vi.waitFor(async () => {
		const news = await json<AlarmList>(`/api/alarms?after=${list.rev}`);
		expect(news.closed).toEqual([alarm!.id]);
	});
	const log = await json<AlarmLogLine[]>(`/api/alarms/${alarm!.id}/log`);
	expect(log.map(({ what, by }) => `${what} ${by}`)).toEqual([
		'raised rule',
		'acknowledged Li',
		'cleared rule',
		'closed rule'
	]);
	const then = await json<AlarmList>(`/api/alarms?at=${alarm!.raisedAt}`);
	expect(then.alarms.map(({ id, acknowledged: by }) => [id, by])).toEqual([[alarm!.id, undefined]]);
});

test('a question that makes no sense is answered with a sentence', async () => {
	const answer = await ask('/api/alarms?after=soon');
	expect([answer.status, await answer.json()]).toMatchObject([
		400,
		{ message: '?after=soon: it is a number from 0.' }
	]);
	expect((await ask('/api/alarms?after=1&at=2')).status).toBe(400);
});
