import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { expect, onTestFinished, test } from 'vitest';
import { cityManifest } from '#lib/model/city.ts';
import type { ImportReport } from '#lib/model/import-report.ts';

const ROOT = resolve(import.meta.dirname, '..');

function demo(...args: readonly string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/main.ts', 'demo', '--json', ...args], {
		cwd: ROOT,
		encoding: 'utf8',
		maxBuffer: 1 << 26
	});
	return {
		status,
		stderr,
		said: (stdout === '' ? {} : JSON.parse(stdout)) as { city: { made: boolean; version: string } }
	};
}

test('a small demo city is imported without one rejected record, keeps its pack, and says that it is fictional', () => {
	const data = mkdtempSync(join(tmpdir(), 'cityloop-demo-'));
	onTestFinished(() => rmSync(data, { recursive: true, force: true }));
	const { status, stderr, said } = demo('--buildings', '3000', '--data', data);
	expect([status, stderr.includes('Error')]).toEqual([0, false]);
	const { city, ...report } = said as unknown as ImportReport & { city: unknown };
	expect(city).toMatchObject({ id: 'yunquan', made: true });
	for (const [kind, counts] of Object.entries(report))
		expect([kind, counts.rejected, counts.estimated]).toEqual([kind, 0, 0]);
	expect(Object.keys(report)).toEqual(
		expect.arrayContaining([
			'buildings',
			'roads',
			'water',
			'green',
			'areas:grids',
			'trips',
			'points:light_poles'
		])
	);

	const pack = join(data, 'cities', 'yunquan');
	const manifest = cityManifest.parse(JSON.parse(readFileSync(join(pack, 'city.json'), 'utf8')));
	expect(manifest).toMatchObject({
		fictional: true,
		name: { zh: '云泉', en: 'Yunquan' },
		timezone: 'Asia/Shanghai'
	});
	expect(manifest.attribution.join()).toContain('虚构');
	const buildings = tableFromIPC(readFileSync(join(pack, 'buildings.arrow')));
	expect(buildings.numRows).toBe(3000);
	for (const column of ['street', 'house_number', 'year', 'levels', 'residents', 'jobs'])
		expect([column, buildings.getChild(column)!.nullCount]).toEqual([column, 0]);
	const links = tableFromIPC(readFileSync(join(pack, 'roads/links.arrow')));
	for (const column of ['lanes', 'capacity', 'max_speed', 'name'])
		expect(links.getChild(column)!.nullCount).toBe(0);
	expect(readdirSync(join(data, 'demo'))).toEqual(['yunquan.json']);

	const before = statSync(join(pack, 'city.json')).mtimeMs;
	const again = demo('--buildings', '3000', '--data', data);
	expect(again.said.city).toMatchObject({ made: false });
	expect(statSync(join(pack, 'city.json')).mtimeMs).toBe(before);
	const other = demo(
		'--buildings',
		'500',
		'--seed',
		'3',
		'--data',
		data,
		'--keep-sources',
		join(data, 'open')
	);
	expect(other.said.city).toMatchObject({ made: true });
	expect(existsSync(join(data, 'open', 'buildings.geojsonl'))).toBe(true);
}, 240_000);

test('a number of buildings that cannot be is refused in words', () => {
	const { status, stderr } = demo('--buildings', 'many');
	expect(status).toBe(2);
	expect(stderr).toContain('It is a whole number from 500 to 2000000.');
});

test('an interrupt ends the demo with 130 and leaves neither pack nor sources', async () => {
	const data = mkdtempSync(join(tmpdir(), 'cityloop-demo-'));
	onTestFinished(() => rmSync(data, { recursive: true, force: true }));
	const child = spawn(process.execPath, ['cli/main.ts', 'demo', '--buildings', '60000', '--data', data], {
		cwd: ROOT,
		stdio: ['ignore', 'ignore', 'pipe']
	});
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => {
		if (said === '') child.kill('SIGINT');
		said += chunk.toString();
	});
	const [code] = (await once(child, 'exit')) as [number];
	expect(code).toBe(130);
	expect(said).toContain('Interrupted (SIGINT): nothing was written');
	expect(readdirSync(data, { recursive: true }).filter((name) => String(name).endsWith('.json'))).toEqual([]);
	expect(existsSync(join(data, 'demo')) ? readdirSync(join(data, 'demo')) : []).toEqual([]);
}, 120_000);
