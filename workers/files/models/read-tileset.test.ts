import { strToU8 } from 'fflate';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { glbOf } from './glb.ts';
import { readTileset, type Entries } from './read-tileset.ts';

const read = (entries: Entries) => readTileset('t.zip', entries, 'tileset.json');
const tilesetOf = (root: object) =>
	strToU8(JSON.stringify({ asset: { version: '1.1' }, geometricError: 1, root }));
const box = { box: [0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 9] };
/** A batched model whose tables are empty, around what is said to be a glTF. */
function b3dm(inner: Uint8Array): Uint8Array {
	const table = strToU8('{"BATCH_LENGTH":0}  ');
	const bytes = new Uint8Array(28 + table.length + inner.length);
	bytes.set(strToU8('b3dm'));
	const view = new DataView(bytes.buffer);
	[1, bytes.length, table.length, 0, 0, 0].forEach((word, index) =>
		view.setUint32(4 + 4 * index, word, true)
	);
	bytes.set(table, 28);
	bytes.set(inner, 28 + table.length);
	return bytes;
}
const triangle = () =>
	glbOf({ positions: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0), indices: Uint32Array.of(0, 1, 2) });

test('every tile that a zipped tileset names is looked at, in the tilesets that it names too', async () => {
	const root = (uri: string) =>
		tilesetOf({ boundingVolume: box, children: [{ boundingVolume: box, content: { uri } }] });
	const whole = {
		'tileset.json': root('sub/inner.json'),
		'sub/inner.json': root('%E6%A1%A5.b3dm?v=2'),
		'sub/桥.b3dm': b3dm(triangle())
	};
	await read(whole);
	const { 'sub/桥.b3dm': _, ...without } = whole;
	await expect(read(without)).rejects.toMatchObject({
		details: { reason: 'tileMissing', place: 'sub/桥.b3dm' }
	});
	const broken = { ...whole, 'sub/桥.b3dm': whole['sub/桥.b3dm'].subarray(0, 20) };
	await expect(read(broken)).rejects.toMatchObject({
		details: { file: 't.zip, sub/桥.b3dm', reason: 'cutOff' }
	});
	const b3 = whole['sub/桥.b3dm'].slice();
	b3[30] = 0;
	await expect(read({ ...whole, 'sub/桥.b3dm': b3 })).rejects.toMatchObject({
		details: { reason: 'damaged' }
	});
	const cut = { 'tileset.json': root('a.glb'), 'a.glb': triangle().subarray(0, 60) };
	await expect(read(cut)).rejects.toMatchObject({
		details: { file: 't.zip, a.glb', reason: 'cutOff' }
	});
});

test('tiles of an implicit tileset are found by its subtrees', async () => {
	const implicit = {
		boundingVolume: { region: [0, 0, 0.1, 0.1, 0, 10] },
		content: { uri: 'content/{level}/{x}/{y}.glb' },
		implicitTiling: {
			subdivisionScheme: 'QUADTREE',
			availableLevels: 1,
			subtreeLevels: 1,
			subtrees: { uri: 'subtrees/{level}.{x}.{y}.subtree' }
		}
	};
	const json = strToU8(
		'{"tileAvailability":{"constant":1},"contentAvailability":[{"constant":1}],"childSubtreeAvailability":{"constant":0}}   '
	);
	const subtree = new Uint8Array(24 + json.length);
	subtree.set(strToU8('subt'));
	const view = new DataView(subtree.buffer);
	view.setUint32(4, 1, true);
	view.setUint32(8, json.length, true);
	subtree.set(json, 24);
	const zip = { 'tileset.json': tilesetOf(implicit), 'subtrees/0.0.0.subtree': subtree };
	await expect(read(zip)).rejects.toMatchObject({
		details: { reason: 'tileMissing', place: 'content/0/0/0.glb' }
	});
	await read({ ...zip, 'content/0/0/0.glb': triangle() });
	await expect(read({ 'tileset.json': zip['tileset.json'] })).rejects.toMatchObject({
		details: { reason: 'tileMissing', place: 'subtrees/0.0.0.subtree' }
	});
});

test('what a tile holds itself needs no file; what lies elsewhere, or has a sign of its own, is named as it is', async () => {
	const root = (...uris: string[]) =>
		tilesetOf({
			boundingVolume: box,
			children: uris.map((uri) => ({ boundingVolume: box, content: { uri } }))
		});
	await read({ 'tileset.json': root('data:model/gltf-binary;base64,AAAA') });
	await read({ 'tileset.json': root('50%25.glb'), '50%.glb': triangle() });
	await expect(read({ 'tileset.json': root('https://tiles.example/a.glb') })).rejects.toMatchObject({
		details: { reason: 'tileMissing', place: 'https://tiles.example/a.glb' }
	});
});

test('a tileset that names itself is read once', async () => {
	const root = (uri: string) => tilesetOf({ boundingVolume: box, content: { uri } });
	await read({ 'tileset.json': root('b.json'), 'b.json': root('tileset.json') });
});

const samples = join(
	process.env['CITYLOOP_TEST_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'),
	'3dtiles-samples/1.1'
);

describe.skipIf(!existsSync(samples))('samples of the 3D Tiles specification (CITYLOOP_TEST_DATA)', () => {
	test.each(existsSync(samples) ? readdirSync(samples) : [])(
		'%s is whole, and lacks every tile that is taken away',
		async (sample) => {
			const folder = join(samples, sample);
			const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
				file.isFile()
			);
			const entries = Object.fromEntries(
				files.map(({ parentPath, name }) => {
					const path = join(parentPath, name);
					return [path.slice(folder.length + 1), readFileSync(path)];
				})
			);
			await read(entries);
			for (const [path, bytes] of Object.entries(entries)) {
				if (!/\.(glb|subtree)$/.test(path)) continue;
				const { [path]: _, ...without } = entries;
				await expect(read(without)).rejects.toMatchObject({
					details: { reason: 'tileMissing', place: path }
				});
				await expect(read({ ...without, [path]: bytes.subarray(0, bytes.length / 2) })).rejects.toBeDefined();
			}
		}
	);
});
