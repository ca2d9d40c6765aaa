import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import validator from 'gltf-validator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { CollectedSurfaces, CollectedWaterways } from '../collected.ts';
import { encoderReady } from '../glb.ts';
import { readTile } from '../testing/read-glb.ts';
import { rectangle } from '../testing/test-city.ts';
import { writeGroundHeights } from './ground-heights.ts';
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

test('heights are kept in cells of 25 m around the city, the first grid’s where two overlap, with the cells that water fills', () => {
	const frame = new LocalFrame([10, 50]);
	const grid = (west: number, columns: number, high: number) => ({
		...{ west, south: 49.9, step: 0.01, columns, rows: 21 },
		heights: new Float32Array(columns * 21).fill(high)
	});
	const surfaces = new CollectedSurfaces();
	surfaces.add({ kind: 'water', class: 'lake', polygons: [[rectangle(frame, 100, 100, 200, 200)]] });
	const waterways = new CollectedWaterways();
	const brook = rectangle(frame, 300, 300, 400, 300).slice(0, 4);
	waterways.add({ class: 'stream', line: brook });
	const [south, north] = [frame.toLngLat(0, -500), frame.toLngLat(0, 500)];
	const heights = writeGroundHeights({
		out: folder,
		frame,
		bbox: [10, south[1], 10, north[1]],
		terrain: [grid(10, 11, 12.346), grid(9.99, 2, 30)],
		surfaces,
		waterways
	});
	expect(heights).toMatchObject({ file: 'heights.arrow', columns: 120, rows: 160 });
	const table = tableFromIPC(readFileSync(join(folder, heights.file)));
	const cellAt = (x: number, y: number) => {
		const [lng, lat] = frame.toLngLat(x, y);
		const column = Math.floor((lng - heights.west) / heights.stepLng);
		return Math.floor((lat - heights.south) / heights.stepLat) * heights.columns + column;
	};
	const high = (x: number, y: number) => table.getChild('height')!.get(cellAt(x, y)) as number | null;
	expect([high(30, 0), high(-30, 0), high(-900, 0)].map((value) => value && Math.fround(value))).toEqual([
		Math.fround(12.35),
		30,
		null
	]);
	const water = (x: number, y: number) => table.getChild('water')!.get(cellAt(x, y)) as number;
	expect([water(150, 150), water(250, 150), water(350, 300), water(350, 340)]).toEqual([1, 0, 1, 0]);
	const wet = [...(table.getChild('water')!.toArray() as Uint8Array)].reduce((sum, cell) => sum + cell, 0);
	expect(wet).toBe(16 + 5);
});
