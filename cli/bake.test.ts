import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cityloop-cli-bake-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bake = (...args: string[]) =>
	spawnSync(process.execPath, ['--no-warnings', main, 'bake', ...args], { encoding: 'utf8' });

test('two footprints become a tileset, and the report adds up', () => {
	const square = (id: number, lng: number) => ({
		type: 'Feature',
		id,
		properties: { height: 10 },
		geometry: {
			type: 'Polygon',
			coordinates: [
				[
					[lng, 50],
					[lng + 0.0002, 50],
					[lng + 0.0002, 50.0002],
					[lng, 50.0002],
					[lng, 50]
				]
			]
		}
	});
	const tiny = {
		...square(3, 10),
		geometry: {
			type: 'Polygon',
			coordinates: [
				[
					[10, 50],
					[10.000001, 50],
					[10, 50.000001],
					[10, 50]
				]
			]
		}
	};
	const source = join(folder, 'houses.geojsonl');
	writeFileSync(
		source,
		[square(1, 10), square(2, 10.001), tiny].map((feature) => JSON.stringify(feature)).join('\n')
	);
	const out = join(folder, 'out');
	const { status, stdout, stderr } = bake('--buildings', source, '--out', out, '--json');
	expect({ status, stderr: stderr.replace(/in [\d.]+ s/, 'in 0 s') }).toMatchObject({ status: 0 });
	const report = JSON.parse(stdout) as { buildings: object; bake: { figures: Record<string, number> } };
	expect(report.buildings).toMatchObject({ read: 3, kept: 2, rejected: 1 });
	expect(report.bake.figures['rows']).toBe(2);
	expect(existsSync(join(out, 'tiles/buildings/tileset.json'))).toBe(true);

	const again = bake('--buildings', source, '--out', out);
	expect(again.status).toBe(2);
	expect(again.stderr).toContain('the folder is not empty');
});
