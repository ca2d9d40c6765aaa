import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultProfile } from '#lib/model/wall/default-wall.ts';
import type { DeviceAsked } from '#lib/model/wall/device.ts';
import { WallStage } from '../tests/fixtures/wall-stage.ts';

const ROOT = resolve(import.meta.dirname, '..');
let stage: WallStage;
let folder: string;
beforeAll(async () => {
	stage = await new WallStage().start();
	folder = mkdtempSync(join(tmpdir(), 'cityloop-walls-cli-'));
});
afterAll(async () => {
	await stage.end();
	rmSync(folder, { recursive: true });
});

/** The server is in this process, so that the command must not block it. */
async function run(...args: readonly string[]) {
	const url = ['--url', stage.origin];
	const child = spawn(process.execPath, ['--no-warnings', 'cli/main.ts', 'walls', ...args, ...url], {
		cwd: ROOT,
		env: { ...process.env, CITYLOOP_DEBUG: '', CITYLOOP_INGEST_TOKEN: '' }
	});
	let [stdout, stderr] = ['', ''];
	child.stdout.on('data', (chunk) => (stdout += String(chunk)));
	child.stderr.on('data', (chunk) => (stderr += String(chunk)));
	const [status] = (await once(child, 'close')) as [number];
	return { status, stdout, stderr };
}

test('a wall is made, its machine adopted and a scene put on air, all from the command line', async () => {
	const file = join(folder, 'lobby.json');
	const half = { row: 0, y: 0, width: 960, height: 1080 };
	const nodes = [
		{ ...half, column: 0, x: 0 },
		{ ...half, column: 1, x: 960 }
	];
	writeFileSync(
		file,
		JSON.stringify({ ...defaultProfile('lobby'), name: { zh: '大厅', en: 'Lobby' }, nodes })
	);
	expect((await run('make', file)).stdout).toContain('lobby  大厅 / Lobby, 1920 × 1080\n');

	const { code } = (await stage.ask<DeviceAsked>('/api/walls/devices/ask', { renderer: 'ANGLE' })).said;
	const adopted = await run('adopt', '--code', code, '--wall', 'lobby', '--column', '1', '--by', 'Li');
	expect(adopted).toMatchObject({ status: 0, stderr: '' });
	expect(adopted.stdout).toContain(
		'  shows 小城总览 / Tiny overview (revision 2)\n' +
			'  machine 0, 0: nobody was adopted\n' +
			'  machine 1, 0: adopted\n'
	);
	expect(await run('take', '--wall', 'lobby', '--scene', 'visitors')).toEqual({
		status: 0,
		stdout: 'shows 小城欢迎您 / Welcome to Tiny (revision 3)\n',
		stderr: ''
	});
});

test('a playlist is played and stopped; what the server refuses is said in its words', async () => {
	expect(await run('playlist', '--play', 'themes')).toEqual({
		status: 1,
		stdout: '',
		stderr: 'Playlist themes has no scenes: put some into it first.\n'
	});
	await stage.ask('/api/walls/playlists', {
		playlist: { id: 'day', name: { zh: '日间', en: 'Day' }, scenes: ['visitors', 'overview'], dwell: 30 },
		by: 'Li'
	});
	const played = await run('playlist', '--play', 'day', '--json');
	expect(JSON.parse(played.stdout)).toMatchObject({
		rev: 2,
		scene: { name: { en: 'Welcome to Tiny' } },
		playlist: { at: 0, of: 2, running: true }
	});
	expect((await run('playlist', '--stop')).stdout).toContain('playlist 日间 / Day, 1 of 2, stopped\n');
});
