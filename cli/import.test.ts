import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ImportReport } from '#lib/model/import-report.ts';
import { GRIDTOWN, writeGridtown } from '../tests/fixtures/gridtown.ts';

const ROOT = resolve(import.meta.dirname, '..');

function scratch(): string {
	const folder = mkdtempSync(join(tmpdir(), 'cityloop-cli-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

function cityloop(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
	return spawnSync(process.execPath, ['cli/main.ts', ...args], {
		cwd: ROOT,
		encoding: 'utf8',
		env: { ...process.env, CITYLOOP_DEBUG: '', ...env }
	});
}

test('bad input ends with one sentence and exit code 2; the stack is for those who ask', () => {
	const folder = scratch();
	const args = ['import', '--id', 'x', '--buildings', join(folder, 'none.geojson'), '--data', folder];
	const { status, stdout, stderr } = cityloop(args);
	expect({ status, stdout, stderr }).toEqual({
		status: 2,
		stdout: '',
		stderr: `${join(folder, 'none.geojson')}: there is no such file; check the path given.\n`
	});
	expect(cityloop(args, { CITYLOOP_DEBUG: '1' }).stderr).toContain('source-file.ts');
});

test.each([
	[['serve', '--port', '']],
	[['serve', '--port', '70000']],
	[['serve', '--city', '../x']],
	[['import', '--id', 'x', '--frobnicate']],
	[['frobnicate']]
])('%j is refused in words with exit code 2', (args) => {
	const { status, stdout, stderr } = cityloop(args);
	expect([status, stdout]).toEqual([2, '']);
	expect(stderr).toMatch(/^error: /);
	expect(stderr).not.toContain('    at ');
});

test('a made-up town is imported and baked; every kind of the report adds up', () => {
	const folder = scratch();
	const { status, stdout, stderr } = cityloop([
		'import',
		...writeGridtown(join(folder, 'in')),
		'--data',
		folder,
		'--json'
	]);
	expect(status, stderr).toBe(0);
	const { city, ...kinds } = JSON.parse(stdout) as ImportReport & { city: { id: string; path: string } };
	expect(city).toMatchObject({ id: 'gridtown', path: join(folder, 'cities', 'gridtown') });
	for (const kind of Object.values(kinds as ImportReport)) expect(kind.read).toBe(kind.kept + kind.rejected);
	const read = Object.fromEntries(
		Object.entries(kinds as ImportReport).map(([name, kind]) => [name, kind.read])
	);
	expect(read).toMatchObject({
		buildings: GRIDTOWN.buildings,
		addresses: 400,
		stops: GRIDTOWN.metroStops,
		trips: 1440,
		stop_times: 14_400,
		'points:requests': GRIDTOWN.requests,
		'trips:taxi': GRIDTOWN.taxis + 1
	});
	expect((kinds as ImportReport)['buildings']?.estimated).toBe(GRIDTOWN.buildings / 10);
	expect(readdirSync(join(folder, 'cities'))).toEqual(['gridtown']);
	expect(existsSync(join(city.path, 'city.json'))).toBe(true);
});

const nyc = resolve(process.env['CITYLOOP_TEST_DATA'] ?? join(ROOT, '../shared/data'), 'nyc');

test.skipIf(!existsSync(nyc))(
	'an import that is terminated leaves no folder and exits as the shell expects',
	async () => {
		const folder = scratch();
		const child = spawn(
			process.execPath,
			[
				'cli/main.ts',
				'import',
				'--id',
				'nyc',
				'--buildings',
				join(nyc, 'osm-buildings.geojsonl.gz'),
				'--data',
				folder
			],
			{ cwd: ROOT, stdio: 'ignore' }
		);
		const ended = new Promise<number | null>((done) => child.once('exit', done));
		while (!existsSync(join(folder, 'cities')) || readdirSync(join(folder, 'cities')).length === 0)
			await new Promise((done) => setTimeout(done, 20));
		child.kill('SIGTERM');
		expect(await ended).toBe(143);
		expect(readdirSync(join(folder, 'cities'))).toEqual([]);
	}
);
