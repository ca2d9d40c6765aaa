import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AlarmList } from '#lib/model/alarm.ts';
import type { WallAnswer } from '#lib/model/wall/command.ts';
import { defaultProfile } from '#lib/model/wall/default-wall.ts';
import type { DeviceAsked } from '#lib/model/wall/device.ts';
import type { WallProgramme } from '#lib/model/wall/programme.ts';
import type { WallList } from '#lib/model/wall/wall-list.ts';
import { connectLive, type LiveClientSocket } from '../../../../tests/fixtures/live-receiver.ts';
import { tinyCity } from '../../../../tests/fixtures/tiny-city.ts';
import type { Health } from '../http/health.ts';
import { startServer, type RunningServer } from '../http/start-server.ts';

let dataDir: string;
let server: RunningServer;
let socket: LiveClientSocket;
/** Revisions of the walls that the page heard of. */
let heard: number[];

const start = () =>
	startServer({ dataDir, host: '127.0.0.1', port: 0, pages: (_, response) => response.writeHead(404).end() });

beforeAll(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'cityloop-walls-live-'));
	mkdirSync(join(dataDir, 'cities', 'tiny'), { recursive: true });
	writeFileSync(join(dataDir, 'cities', 'tiny', 'city.json'), JSON.stringify(tinyCity));
	mkdirSync(join(dataDir, 'live', 'tiny'), { recursive: true });
	writeFileSync(join(dataDir, 'live', 'tiny', 'config.json'), JSON.stringify({ themes: ['campus'] }));
	server = await start();
	await listen();
});
afterAll(async () => {
	socket.disconnect();
	await server.close();
	rmSync(dataDir, { recursive: true });
});

async function listen(): Promise<void> {
	heard = [];
	socket = connectLive(server.port);
	socket.on('ctl', (control) => {
		if (control.t === 'changed' && control.what === 'walls') heard.push(control.rev);
	});
	await socket.timeout(5000).emitWithAck('hello', { v: [1], client: 'wall' });
}

async function ask<T>(path: string, body?: unknown): Promise<T> {
	const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
		...(body !== undefined && {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body)
		})
	});
	expect(response.ok).toBe(true);
	return (await response.json()) as T;
}
const programme = () => ask<WallProgramme>('/api/walls/main/programme');
const gate = (status: string) =>
	ask('/ingest/json?layer=school-gates', [{ id: 'g1', title: '一小东门', status, lng: 0.3, lat: 0.4 }]);

test('a wall hears one word of a command, asks, and is told it before it is due', async () => {
	const { rev } = await programme();
	const sent = Date.now();
	const said = await ask<WallAnswer>('/api/walls/main/commands', { kind: 'safe', by: 'Li', rev });
	const list = await ask<WallList>('/api/walls');
	await vi.waitFor(() => expect(heard).toContain(list.rev), 5000);
	expect(await programme()).toEqual(said.programme);
	expect(said.programme.applyAt).toBeGreaterThanOrEqual(sent + 1000);
	expect(said.programme.applyAt).toBeLessThanOrEqual(Date.now() + 1000);
});

test('an alarm of level 1 holds up the playlist and asks for the wall, until somebody acknowledges it', async () => {
	await ask('/api/walls', { profile: { ...defaultProfile('main'), interrupts: true }, by: 'Li' });
	expect((await ask<WallList>('/api/walls')).scenes.map(({ id }) => id)).toContain('theme-campus');
	const { rev } = await programme();
	await ask('/api/walls/main/commands', { kind: 'play', playlist: 'themes', by: 'Li', rev });
	await gate('lockdown');
	const asking = await vi.waitFor(async () => {
		const now = await programme();
		expect(now.suggestion).toBeDefined();
		expect(now.playlist?.waits).toBe(true);
		return now;
	}, 10_000);
	const [alarm] = (await ask<AlarmList>('/api/alarms')).alarms;
	expect(asking.suggestion).toEqual({
		alarm: alarm!.id,
		title: { zh: '校园封控', en: 'Lockdown of a school' },
		place: alarm!.place,
		cameras: [],
		crews: [],
		since: asking.suggestion!.since,
		interruptsAt: asking.suggestion!.since + 20_000
	});
	await ask(`/api/alarms/${alarm!.id}/act`, { act: 'acknowledge', by: 'Li' });
	await vi.waitFor(async () => {
		const now = await programme();
		expect(now.suggestion).toBeUndefined();
		expect(now.playlist).toMatchObject({ running: true, waits: false });
	}, 10_000);
});

test('adopted machines are in health and metrics', async () => {
	const { code } = await ask<DeviceAsked>('/api/walls/devices/ask', { renderer: 'ANGLE' });
	await ask('/api/walls/devices/adopt', { code, wall: 'main', column: 0, row: 0, by: 'Li' });
	expect((await ask<Health>('/api/health')).walls).toEqual({ machines: 1, late: [], behind: [], dark: [] });
	const metrics = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
	expect(metrics).toContain('cityloop_wall_machines{state="ok"} 1');
});

test('the server starts again with what was on air', async () => {
	const { rev } = await programme();
	const { programme: before } = await ask<WallAnswer>('/api/walls/main/commands', {
		kind: 'take',
		scene: 'visitors',
		by: 'Li',
		rev
	});
	socket.disconnect();
	await server.close();
	server = await start();
	await listen();
	expect(await programme()).toEqual(before);
	expect(before).toMatchObject({ scene: { id: 'visitors' }, rev: rev + 1 });
});
