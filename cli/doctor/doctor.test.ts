import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Health } from '#lib/server/http/health.ts';
import { checkChromium } from './chromium.ts';
import { checkClock } from './clock.ts';
import { checkDisk } from './disk.ts';
import { checkPort } from './ports.ts';
import { checkServer } from './server.ts';

const health: Health = {
	status: 'degraded',
	city: 'gridtown',
	version: '0.1.0',
	roles: ['ingest'],
	now: 0,
	startedAt: 0,
	feeds: [
		{ id: 'buses', ageSeconds: 2, stale: false },
		{ id: 'air', ageSeconds: 7200, stale: true },
		{ id: 'lamps', ageSeconds: 300_000_000, stale: true }
	],
	problems: []
};

test('a port of another program is a failure, one of the running server is not', async () => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo; // it listens on TCP
	expect(await checkPort('web', '127.0.0.1', port, false)).toMatchObject({ state: 'failed' });
	expect(await checkPort('web', '127.0.0.1', port, true)).toMatchObject({ state: 'ok' });
	await new Promise((resolve) => server.close(resolve));
	expect(await checkPort('web', '127.0.0.1', port, false)).toMatchObject({ state: 'ok' });
});

test('a data folder that cannot be one is said with the way out', () => {
	const dir = mkdtempSync(join(tmpdir(), 'cityloop-doctor-'));
	writeFileSync(join(dir, 'file'), '');
	expect(checkDisk(join(dir, 'file/below'))).toMatchObject([
		{ state: 'failed', cure: 'give this user the right to write there, or set CITYLOOP_DATA' }
	]);
	expect(checkDisk(dir).map(({ check }) => check)).toEqual(['disk', 'sync']);
	rmSync(dir, { recursive: true });
});

test('a clock behind what was received was put back', async () => {
	const findings = await checkClock(Date.now() + 3_600_000);
	expect(findings[0]).toMatchObject({ state: 'failed', cure: 'set the date: the clock was put back' });
});

test('a stale feed is named with its age, a fresh one is fine', () => {
	const findings = checkServer('http://localhost:4400', health);
	expect(findings.map(({ check, state }) => [check, state])).toEqual([
		['server', 'ok'],
		['feed buses', 'ok'],
		['feed air', 'warning'],
		['feed lamps', 'warning']
	]);
	expect(findings.slice(2).map(({ found }) => found)).toEqual([
		'its newest value is 2 h old',
		'its newest value is 3472 days old'
	]);
	expect(checkServer('http://localhost:4400', undefined)[0]!.state).toBe('warning');
});

test('without Chromium everything but drawing goes on: a warning, with what to install', () => {
	expect(checkChromium(() => '/usr/bin/chromium')).toMatchObject({ state: 'ok', found: '/usr/bin/chromium' });
	expect(checkChromium(() => undefined)).toMatchObject({ state: 'warning', check: 'chromium' });
});
