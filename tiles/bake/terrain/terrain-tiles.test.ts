import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import validator from 'gltf-validator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encoderReady } from '../glb.ts';
import { readTile } from '../testing/read-glb.ts';
import type { MetreGrid } from './relief.ts';
import { writeTerrain } from './terrain-tiles.ts';

let folder: string;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'cityloop-terrain-'));
	await encoderReady;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Samples 100 m apart around the anchor, high where `high` says. */
const relief = (size: number, high: (column: number, row: number) => number): MetreGrid => ({
	west: -100,
	south: -100,
	step: 100,
	columns: size,
	rows: size,
	values: Float32Array.from({ length: size * size }, (_, index) =>
		high(index % size, Math.floor(index / size))
	)
});

test('a peak is four squares of two triangles, with normals that lean away from it', async () => {
	const peak = relief(5, (column, row) => (column === 2 && row === 2 ? 100 : 0));
	expect(writeTerrain(folder, [10, 50], peak)).toBe(1);
	const file = join(folder, '0-0.glb');
	const { meshes, gltf, expanded } = await readTile(file);
	const [mesh] = meshes;
	expect([mesh!.name, mesh!.vertices.length, mesh!.triangles.length]).toEqual(['hill', 9, 8]);
	expect(gltf.nodes[0]!.extras).toEqual({ kind: 'hill' });
	expect(
		mesh!.vertices.map(([x, y, z]) => [x, y, Math.round(z)]).toSorted((a, b) => b[2]! - a[2]!)[0]
	).toEqual([100, 100, 100]);
	const up = mesh!.vertices.findIndex(([, , z]) => z > 99);
	const west = mesh!.vertices.findIndex(([x, y]) => x === 0 && y === 100);
	const normals = new Int8Array(mesh!.bytes['NORMAL']!.buffer);
	expect([...normals.subarray(4 * up, 4 * up + 3)]).toEqual([0, 127, 0]);
	// 100 m in 200 m: 26.6° from upright, towards the west
	expect([...normals.subarray(4 * west, 4 * west + 3)]).toEqual([-57, 114, 0]);
	for (const bytes of [new Uint8Array(readFileSync(file)), new Uint8Array(expanded)]) {
		const { issues } = await validator.validateBytes(bytes);
		expect(issues.messages.filter(({ severity }: { severity: number }) => severity < 2)).toEqual([]);
	}
});

test('tiles lie beside each other, and level ground has none', async () => {
	expect(
		writeTerrain(
			folder,
			[10, 50],
			relief(70, (column, row) => (column > 60 && row < 4 ? 30 : 0))
		)
	).toBe(2);
	const { root } = JSON.parse(readFileSync(join(folder, 'tileset.json'), 'utf8')) as {
		root: { children: { content: { uri: string } }[] };
	};
	expect(root.children.map(({ content }) => content.uri)).toEqual(['0-0.glb', '1-0.glb']);
	expect(
		writeTerrain(
			join(folder, 'level'),
			[10, 50],
			relief(5, () => 0.2)
		)
	).toBe(0);
});
