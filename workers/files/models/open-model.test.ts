import { strToU8, zipSync } from 'fflate';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createFilesApi } from '../api.ts';
import type { OpenedModel } from '../opened.ts';
import { glbOf } from './glb.ts';

const api = createFilesApi();
api.start({ timezone: 'Asia/Shanghai', bbox: [116.2, 39.8, 116.6, 40.1] });

const open = (content: BlobPart, name: string) => api.open(new File([content], name), () => undefined);
async function model(content: BlobPart, name: string): Promise<OpenedModel> {
	const opened = await open(content, name);
	if (opened.kind !== 'model') throw new Error(`${name} is a ${opened.kind}`);
	return opened;
}

test('a GLB is taken as it is, a cut-off one and an old one are said to be', async () => {
	const glb = glbOf({
		positions: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0),
		indices: Uint32Array.of(0, 1, 2)
	});
	expect(await model(glb, 'house.glb')).toMatchObject({ format: 'gltf', entry: 'house.glb' });
	await expect(open(glb.subarray(0, 100), 'half.glb')).rejects.toMatchObject({
		message: `half.glb, byte 100: it is cut off: ${glb.length} bytes were promised; copy it again.`
	});
	await expect(
		open('{"asset":{"version":"2.0"},"buffers":[{"uri":"house.bin"}]}', 'house.gltf')
	).rejects.toMatchObject({ details: { problem: 'it refers to house.bin, which is not in it' } });
});

test('a zipped tileset stands where its root says', async () => {
	const root = { boundingVolume: { region: [2.03, 0.69, 2.04, 0.7, 0, 10] } };
	const tileset = strToU8(JSON.stringify({ asset: { version: '1.1' }, geometricError: 1, root }));
	const opened = await model(
		zipSync({ 'x/tileset.json': tileset, 'x/a.glb': strToU8('-') }) as BlobPart,
		't.zip'
	);
	expect(opened).toMatchObject({ format: 'tileset', entry: 'x/tileset.json' });
	expect([...opened.files.keys()]).toEqual(['x/tileset.json', 'x/a.glb']);
	expect(opened.at?.[0]).toBeCloseTo(116.6, 1);
	await expect(open(tileset as BlobPart, 'tileset.json')).rejects.toMatchObject({
		details: { problem: 'this names the tiles of a tileset that are not with it' }
	});
});

test('a GLB that needs another file, or whose chunks are broken, says so', async () => {
	const glb = (json: string) => {
		const padded = json.padEnd(Math.ceil(json.length / 4) * 4);
		const words = Uint32Array.of(0x46546c67, 2, 20 + padded.length, padded.length, 0x4e4f534a);
		return new Blob([words, padded]);
	};
	await expect(
		open(glb('{"asset":{"version":"2.0"},"images":[{"uri":"wall.png"}]}'), 'house.glb')
	).rejects.toMatchObject({
		details: { reason: 'refersOutside', problem: 'it refers to wall.png, which is not in it' }
	});
	await expect(open(glb('{"asset":'), 'house.glb')).rejects.toMatchObject({ details: { reason: 'damaged' } });
});

test('a tileset at an address is read, and what is none is said to be', async () => {
	const root = { boundingVolume: { region: [2.03, 0.69, 2.04, 0.7, 0, 10] } };
	const answers: Readonly<Record<string, string>> = {
		'/a/tileset.json': JSON.stringify({ asset: { version: '1.1' }, geometricError: 1, root }),
		'/data.json': '{"rows":[]}'
	};
	const server = createServer(({ url = '' }, response) => {
		const answer = answers[url];
		response.writeHead(answer === undefined ? 404 : 200).end(answer);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const at = (path: string) => `http://127.0.0.1:${port}${path}`;
	try {
		expect((await api.openAddress(at('/a/tileset.json'))).at?.[0]).toBeCloseTo(116.6, 1);
		await expect(api.openAddress(at('/gone/tileset.json'))).rejects.toMatchObject({
			details: { reason: 'addressNothing', problem: 'the server answers 404' }
		});
		await expect(api.openAddress(at('/data.json'))).rejects.toMatchObject({
			details: { reason: 'notTileset' }
		});
	} finally {
		server.close();
	}
});

test('CityJSON becomes triangles of its finest surfaces, standing on the ground', async () => {
	const vertices = [0, 10].flatMap((z) => [
		[448000, 4418000, 40 + z],
		[448010, 4418000, 40 + z],
		[448010, 4418010, 40 + z],
		[448000, 4418010, 40 + z]
	]);
	const solid = [
		[[[0, 3, 2, 1]], [[4, 5, 6, 7]], [[0, 1, 5, 4]], [[1, 2, 6, 5]], [[2, 3, 7, 6]], [[3, 0, 4, 7]]]
	];
	const opened = await model(
		JSON.stringify({
			type: 'CityJSON',
			version: '2.0',
			metadata: { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/32650' },
			CityObjects: {
				house: {
					type: 'Building',
					geometry: [
						{ type: 'MultiSurface', lod: '0', boundaries: [[[0, 1, 2]]] },
						{ type: 'Solid', lod: '1', boundaries: solid }
					]
				}
			},
			vertices
		}),
		'house.city.json'
	);
	expect(opened).toMatchObject({ format: 'cityjson', count: 1 });
	expect(opened.at?.[0]).toBeCloseTo(116.39, 1);
	const glb = new DataView(await opened.files.get('model.glb')!.arrayBuffer());
	const json = new TextDecoder().decode(new Uint8Array(glb.buffer, 20, glb.getUint32(12, true)));
	const { accessors } = JSON.parse(json) as {
		accessors: { count: number; min?: number[]; max?: number[] }[];
	};
	expect(accessors[1]?.count).toBe(36);
	expect(accessors[0]?.min?.[1]).toBe(0);
	expect(accessors[0]?.max?.map(Math.round)).toEqual([5, 10, 5]);
});

test('two objects of CityJSON that share an edge keep their numbers and what is known of them', async () => {
	const opened = await model(
		JSON.stringify({
			type: 'CityJSON',
			version: '2.0',
			CityObjects: {
				桥: {
					type: 'Bridge',
					attributes: { lanes: 2 },
					geometry: [{ type: 'MultiSurface', lod: '1', boundaries: [[[0, 1, 2]]] }]
				},
				pier: {
					type: 'Building',
					geometry: [{ type: 'MultiSurface', lod: '1', boundaries: [[[0, 1, 3]]] }]
				}
			},
			vertices: [
				[0, 0, 0],
				[9, 0, 0],
				[9, 9, 0],
				[9, -9, 0]
			]
		}),
		'bridge.city.json'
	);
	expect(opened.count).toBe(2);
	const glb = await opened.files.get('model.glb')!.arrayBuffer();
	const words = new DataView(glb);
	const length = words.getUint32(12, true);
	const json = JSON.parse(new TextDecoder().decode(new Uint8Array(glb, 20, length))) as {
		meshes: { extras: unknown }[];
		accessors: { bufferView: number; count: number }[];
		bufferViews: { byteOffset: number }[];
	};
	expect(json.meshes[0]?.extras).toEqual({
		cityObjects: [
			{ id: '桥', type: 'Bridge', lanes: 2 },
			{ id: 'pier', type: 'Building' }
		]
	});
	const floats = (accessor: number) => {
		const { count, bufferView } = json.accessors[accessor]!;
		return [...new Float32Array(glb, 28 + length + json.bufferViews[bufferView]!.byteOffset, count)];
	};
	// the third of the bridge's own, the pier's own, and its two copies of the edge
	expect(floats(2)).toEqual([0, 0, 0, 1, 1, 1]);
});

test('CityJSON whose surfaces name no vertex, or whose vertices are no place, is refused with the one that does', async () => {
	const vertices: unknown[] = [
		[0, 0, 0],
		[9, 0, 0],
		[9, 9, 0]
	];
	const city = (ring: unknown, own = vertices, type = 'MultiSurface') =>
		JSON.stringify({
			type: 'CityJSON',
			version: '2.0',
			CityObjects: {
				good: { geometry: [{ type: 'MultiSurface', lod: '1', boundaries: [[[0, 1, 2]]] }] },
				桥: { geometry: [{ type, lod: '1', boundaries: [[ring]] }] }
			},
			vertices: own
		});
	expect((await model(city([2, 1, 0]), 'a.city.json')).count).toBe(2);
	for (const ring of [[0, 1, 3], [0, 1, -1], [0, 1, 1.5], [0, 1, '2'], [0, 1, null], 1])
		await expect(open(city(ring), 'a.city.json'), JSON.stringify(ring)).rejects.toMatchObject({
			message: 'a.city.json, 桥: a surface of this object names a vertex that is not there; export it again.',
			details: { reason: 'damaged', place: '桥' }
		});
	await expect(open(city([0, 1, 2], vertices, 'Solid'), 'a.city.json')).rejects.toMatchObject({
		details: { reason: 'damaged', place: '桥' }
	});
	for (const vertex of [[9, 9], [9, 9, null], [9, 9, '0'], [9, 9, 0, 0], null, 9])
		await expect(
			open(city([0, 1, 2], [...vertices, vertex]), 'a.city.json'),
			JSON.stringify(vertex)
		).rejects.toMatchObject({ details: { reason: 'damaged', place: 'vertex 4' } });
	await expect(open(city([0, 1, 2]).replace('[9,9,0]', '[9,9,1e999]'), 'a.city.json')).rejects.toMatchObject({
		details: { reason: 'damaged', place: 'vertex 3' }
	});
});

test('of a CityJSON sequence every feature names its own vertices only', async () => {
	const feature = (id: string, ring: number[]) => ({
		type: 'CityJSONFeature',
		id,
		CityObjects: { [id]: { geometry: [{ type: 'MultiSurface', lod: '1', boundaries: [[ring]] }] } },
		vertices: [
			[0, 0, 0],
			[9, 0, 0],
			[9, 9, 0]
		]
	});
	const sequence = (...features: object[]) =>
		[{ type: 'CityJSON', version: '2.0', CityObjects: {}, vertices: [] }, ...features]
			.map((document) => JSON.stringify(document))
			.join('\n');
	const first = feature('a', [0, 1, 2]);
	expect((await model(sequence(first, feature('b', [0, 1, 2])), 's.city.jsonl')).count).toBe(2);
	await expect(open(sequence(feature('c', [0, 1, 4]), first), 's.city.jsonl')).rejects.toMatchObject({
		details: { reason: 'damaged', place: 'c' }
	});
});
