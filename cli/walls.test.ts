import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { defaultProfile } from '#lib/model/wall/default-wall.ts';
import type { DeviceAsked } from '#lib/model/wall/device.ts';
import { WallStage } from '../tests/fixtures/wall-stage.ts';
import { wallsCommand } from './walls.ts';

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

/** What the command prints. Throws what makes it fail. */
async function run(...args: readonly string[]): Promise<string> {
	let printed = '';
	const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
		printed += String(text);
		return true;
	});
	try {
		await wallsCommand.parseAsync([...args, '--url', stage.origin], { from: 'user' });
	} finally {
		write.mockRestore();
	}
	return printed;
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
	expect(await run('make', file)).toContain('lobby  大厅 / Lobby, 1920 × 1080\n');

	const { code } = (await stage.ask<DeviceAsked>('/api/walls/devices/ask', { renderer: 'ANGLE' })).said;
	expect(await run('list')).toContain(`\nwaiting  ${code}  ANGLE\n`);
	expect(await run('adopt', '--code', code, '--wall', 'lobby', '--column', '1', '--by', 'Li')).toContain(
		'  shows 小城总览 / Tiny overview (revision 2)\n' +
			'  machine 0, 0: nobody was adopted\n' +
			'  machine 1, 0: adopted\n'
	);
	expect(await run('take', '--wall', 'lobby', '--scene', 'visitors')).toBe(
		'shows 小城欢迎您 / Welcome to Tiny (revision 3)\n'
	);
});

test('a playlist is played, turned and stopped; what the server refuses is said in its words', async () => {
	await expect(run('playlist', '--play', 'themes')).rejects.toThrow(
		'Playlist themes has no scenes: put some into it first.'
	);
	await stage.ask('/api/walls/playlists', {
		playlist: { id: 'day', name: { zh: '日间', en: 'Day' }, scenes: ['visitors', 'overview'], dwell: 30 },
		by: 'Li'
	});
	expect(JSON.parse(await run('playlist', '--play', 'day', '--json'))).toMatchObject({
		rev: 2,
		scene: { name: { en: 'Welcome to Tiny' } },
		playlist: { at: 0, of: 2, running: true }
	});
	expect(await run('playlist', '--next')).toContain('playlist 日间 / Day, 2 of 2, running\n');
	expect(await run('playlist', '--stop')).toContain('playlist 日间 / Day, 2 of 2, stopped\n');
	await expect(run('playlist')).rejects.toThrow('Say what to do: --play <id>, --next, --back or --stop.');
	await expect(run('make', join(folder, 'none.json'))).rejects.toThrow('none.json cannot be read.');
});
