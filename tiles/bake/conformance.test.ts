import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { GltfTransform, TilesetSources, TilesetTraversers } from '3d-tiles-tools';
import { Tiles3DLoader } from '@loaders.gl/3d-tiles';
import { load, parse } from '@loaders.gl/core';
import { GLTFLoader } from '@loaders.gl/gltf';
import { tableFromIPC } from 'apache-arrow';
import validator from 'gltf-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRing } from './rings.ts';
import { readTile } from './testing/read-glb.ts';
import { HAS_NYC, TEST_DATA, bakeCity, nycBuildings } from './testing/test-city.ts';
import type { BakedCity } from './testing/test-city.ts';
import type { BuildingRecord } from '#tiles/source-records.ts';

/** A kilometre and a half of Midtown around the Empire State Building. */
const MIDTOWN = [-73.995, 40.742, -73.978, 40.756] as const;

if (!HAS_NYC)
	process.stderr.write(`conformance of the tiles: no data at ${TEST_DATA} (CITYLOOP_TEST_DATA), skipped\n`);

describe.skipIf(!HAS_NYC)('Midtown, as other readers see it', () => {
	let city: BakedCity;
	let source: Map<number, BuildingRecord>;
	/** Source id by global building id. */
	let sourceIds: Float64Array;
	let records: readonly BuildingRecord[];
	let glbs: string[];
	const files = (kind: 'buildings' | 'ground') => join(city.out, 'tiles', kind);

	beforeAll(async () => {
		records = await nycBuildings(MIDTOWN);
		source = new Map(records.filter(({ part }) => !part).map((record) => [record.sourceId, record]));
		city = await bakeCity((baker) => {
			for (const record of records) void baker.building(record);
			const line = Float64Array.of(-73.99, 40.745, -73.985, 40.75, -73.98, 40.752);
			// a hill in the north, as far from the houses as hills are
			void baker.terrain({
				west: -74.1,
				south: 40.65,
				step: 0.002,
				columns: 120,
				rows: 120,
				heights: Float32Array.from({ length: 120 * 120 }, (_, index) => (index < 30 * 120 ? 200 : 10))
			});
			void baker.road({
				sourceId: 1,
				line,
				class: 'primary',
				oneway: 0,
				layer: 0,
				bridge: false,
				tunnel: false
			});
		});
		const table = tableFromIPC(readFileSync(join(city.out, 'buildings.arrow')));
		sourceIds = table.getChild('source_id')!.toArray() as Float64Array;
		glbs = readdirSync(join(city.out, 'tiles'), { recursive: true })
			.map(String)
			.filter((file) => file.endsWith('.glb'))
			.map((file) => join(city.out, 'tiles', file));
	}, 60_000);
	afterAll(() => rmSync(city.out, { recursive: true, force: true }));

	test('every GLB is clean in gltf-validator, packed and with its streams expanded', async () => {
		expect(glbs.length).toBeGreaterThan(3);
		for (const file of glbs) {
			for (const bytes of [
				new Uint8Array(readFileSync(file)),
				new Uint8Array((await readTile(file)).expanded)
			]) {
				const { issues } = await validator.validateBytes(bytes, { uri: file });
				const serious = issues.messages.filter(({ severity }) => severity < 2);
				expect(serious).toEqual([]);
			}
		}
	});

	test('each file has a gzip twin of the same bytes', () => {
		for (const file of [
			...glbs,
			join(files('buildings'), 'tileset.json'),
			join(files('ground'), 'tileset.json')
		])
			expect(gunzipSync(readFileSync(`${file}.gz`)).equals(readFileSync(file))).toBe(true);
	});

	test('3d-tiles-tools walks both tilesets and reads every tile with its metadata', async () => {
		for (const kind of ['buildings', 'ground'] as const) {
			const tileset = await TilesetSources.createAndOpen(files(kind));
			const io = await GltfTransform.getIO();
			let tiles = 0;
			const walk = await TilesetTraversers.createTraversedTilesIterable(tileset, 'tileset.json', true, true);
			for await (const tile of walk)
				for (const { uri } of tile.getFinalContents()) {
					const bytes = await tile.getResourceResolver().resolveData(uri);
					const document = await io.readBinary(new Uint8Array(bytes!));
					expect(document.getRoot().listMeshes().length).toBeGreaterThan(0);
					const metadata = document.getRoot().getExtension('EXT_structural_metadata');
					expect(metadata !== null).toBe(kind === 'buildings');
					tiles++;
				}
			expect(tiles).toBe(glbs.filter((file) => file.startsWith(files(kind))).length);
			tileset.close();
		}
	});

	test('loaders.gl reads positions, feature ids and property tables right', async () => {
		const tileset = (await load(join(files('buildings'), 'tileset.json'), Tiles3DLoader, {
			fetch: (path: string) => Promise.resolve(new Response(readFileSync(path))),
			'3d-tiles': { isTileset: true }
		} as never)) as unknown as { shape: string; root: { children: unknown[] } };
		expect(tileset.shape).toBe('tileset3d');
		for (const file of glbs.filter((path) => path.startsWith(files('buildings')))) {
			const ours = await readTile(file);
			const bytes = readFileSync(file);
			const gltf = (await parse(new Uint8Array(bytes).buffer, GLTFLoader, {
				gltf: { loadBuffers: true, loadImages: false }
			} as never)) as unknown as LoadersGltf;
			const table = gltf.json.extensions.EXT_structural_metadata.propertyTables[0]!;
			expect([...table.properties['id']!.data]).toEqual([...ours.rows.id]);
			expect([...table.properties['height']!.data]).toEqual([...ours.rows.height]);
			expect([...table.properties['flags']!.data]).toEqual([...ours.rows.flags]);
			const primitive = gltf.json.meshes[0]!.primitives[0]!;
			const rows = new Float32Array(ours.meshes[0]!.bytes['_FEATURE_ID_0']!.buffer);
			expect(primitive.extensions.EXT_mesh_features.featureIds[0]!.data).toEqual(rows);
			const tile = (await parse(new Uint8Array(bytes).buffer, Tiles3DLoader, {
				'3d-tiles': { isTileset: false }
			} as never)) as unknown as { type: string };
			expect(tile.type).toBe('glTF');
		}
	});

	test('a building in the tiles has the height it has in the source, and stands there', async () => {
		let compared = 0;
		// A building is as high as its highest part.
		const top = new Map<number, number>();
		for (const { sourceId, part, height, heightEstimated } of records) {
			const building = part?.rootId !== undefined && source.has(part.rootId) ? part.rootId : sourceId;
			if (!heightEstimated) top.set(building, Math.max(top.get(building) ?? 0, height));
		}
		for (const file of glbs.filter((path) => path.startsWith(files('buildings')))) {
			const { rows } = await readTile(file);
			rows.id.forEach((id, row) => {
				const height = top.get(sourceIds[id]!);
				if (height === undefined || (rows.flags[row]! & 2) !== 0) return;
				expect(Math.abs(rows.height[row]! - height)).toBeLessThan(0.0501);
				compared++;
			});
		}
		expect(compared).toBeGreaterThan(1000);
		const tallest = [...source.values()].sort((a, b) => b.height - a.height)[0]!;
		const table = tableFromIPC(readFileSync(join(city.out, 'buildings.arrow')));
		const row = sourceIds.indexOf(tallest.sourceId);
		const [lng, lat] = [table.getChild('lng')!.get(row) as number, table.getChild('lat')!.get(row) as number];
		const outline = tallest.polygons[0]![0]!;
		expect(inRing(outline, 0, outline.length, lng, lat)).toBe(true);
	});

	test('every tile lies in the box of its node and of all above it', async () => {
		const { root } = JSON.parse(readFileSync(join(files('buildings'), 'tileset.json'), 'utf8')) as {
			root: BoxTile;
		};
		const check = async (
			tile: BoxTile,
			above: readonly { box: readonly number[]; into: Matrix }[]
		): Promise<void> => {
			const boxes = [
				...above.map(({ box, into }) => ({
					box,
					into: tile.transform ? multiply(into, tile.transform) : into
				})),
				{ box: tile.boundingVolume.box, into: IDENTITY }
			];
			if (tile.content) {
				const { meshes } = await readTile(join(files('buildings'), tile.content.uri));
				let outside = 0;
				for (const [x, y, z] of meshes[0]!.vertices)
					for (const { box, into } of boxes)
						for (let axis = 0; axis < 3; axis++) {
							const at = into[axis]! * x + into[4 + axis]! * y + into[8 + axis]! * z + into[12 + axis]!;
							outside = Math.max(outside, Math.abs(at - box[axis]!) - box[3 + 4 * axis]!);
						}
				expect(outside).toBeLessThanOrEqual(0.002);
			}
			for (const child of tile.children ?? []) await check(child, boxes);
		};
		await check({ ...root, transform: undefined }, []);
	});
});

interface LoadersGltf {
	readonly json: {
		readonly extensions: {
			readonly EXT_structural_metadata: {
				readonly propertyTables: readonly {
					readonly properties: Record<string, { readonly data: ArrayLike<number> & Iterable<number> }>;
				}[];
			};
		};
		readonly meshes: readonly {
			readonly primitives: readonly {
				readonly extensions: {
					readonly EXT_mesh_features: { readonly featureIds: readonly { readonly data: Float32Array }[] };
				};
			}[];
		}[];
	};
}

interface BoxTile {
	readonly transform?: readonly number[] | undefined;
	readonly boundingVolume: { readonly box: readonly number[] };
	readonly content?: { readonly uri: string };
	readonly children?: readonly BoxTile[];
}

type Matrix = readonly number[];
const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** a × b, column-major. */
function multiply(a: Matrix, b: Matrix): Matrix {
	return Array.from({ length: 16 }, (_, i) => {
		const [row, column] = [i % 4, Math.floor(i / 4)];
		return [0, 1, 2, 3].reduce((sum, k) => sum + a[4 * k + row]! * b[4 * column + k]!, 0);
	});
}
