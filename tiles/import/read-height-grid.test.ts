import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readHeightGrid } from './read-height-grid.ts';
import { openSource } from './source-file.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cityloop-terrain-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HEAD = 'ncols 3\nnrows 2\nxllcorner 10\nyllcorner 50\ncellsize 0.5\nNODATA_value -9999\n';

async function read(text: string | Uint8Array, name = 'heights.asc') {
	const path = join(folder, name);
	writeFileSync(path, text);
	return readHeightGrid(await openSource(path), () => undefined);
}

test('a grid is read row by row from the north; a cell’s height is that of its middle', async () => {
	expect(await read(`${HEAD}1 2 3\n4 -9999 6.5\n`)).toEqual({
		west: 10.25,
		south: 50.25,
		step: 0.5,
		columns: 3,
		rows: 2,
		heights: Float32Array.of(1, 2, 3, 4, NaN, 6.5)
	});
});

test('it may be packed, name its middles, and break its rows anywhere', async () => {
	const text = `${HEAD.replaceAll('corner', 'center')}1 2\r\n3 4 5\r\n6`;
	const { west, heights } = await read(gzipSync(text), 'heights.asc.gz');
	expect([west, ...heights]).toEqual([10, 1, 2, 3, 4, 5, 6]);
});

test('what is wrong is said with its place and a cure', async () => {
	await expect(read(`${HEAD}1 2 3\n4 x 6\n`)).rejects.toThrow(/line 8: "x" is not a number; .*AAIGrid/);
	await expect(read(`${HEAD}1 2 3\n`)).rejects.toThrow(/it has 3 heights, its header says 6/);
	await expect(read('1 2 3\n')).rejects.toThrow(/ncols is missing/);
	await expect(read(`${HEAD.replace('10', '500000')}1 2 3 4 5 6`)).rejects.toThrow(
		/gdalwarp -t_srs EPSG:4326/
	);
});
