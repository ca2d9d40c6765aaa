import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, expect, test } from 'vitest';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { openSearchIndex } from '#lib/server/search/search-index.ts';
import { readTile } from './testing/read-glb.ts';
import { bakeCity, house, rectangle } from './testing/test-city.ts';
import type { BakedCity } from './testing/test-city.ts';

const folders: string[] = [];
const bake = async (fill: Parameters<typeof bakeCity>[0]): Promise<BakedCity> => {
	const city = await bakeCity(fill);
	folders.push(city.out);
	return city;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const frame = new LocalFrame([10, 50]);
const metres = (value: number) => Math.round(value * 100) / 100;

interface Tile {
	readonly transform?: readonly number[];
	readonly boundingVolume: { readonly box: readonly number[] };
	readonly content?: { readonly uri: string };
	readonly children?: readonly Tile[];
}

function leafOf(tile: Tile): Tile {
	return tile.children?.[0] ? leafOf(tile.children[0]) : tile;
}

function buildingTiles(out: string): { root: Tile; leaf: string; box: readonly number[] } {
	const { root } = JSON.parse(readFileSync(join(out, 'tiles/buildings/tileset.json'), 'utf8')) as {
		root: Tile;
	};
	const leaf = leafOf(root);
	return { root, leaf: join(out, 'tiles/buildings', leaf.content!.uri), box: leaf.boundingVolume.box };
}

test('a house of 10 by 20 metres is eight vertices, ten triangles and a box around them', async () => {
	const { out, result } = await bake((baker) => baker.building(house(7, rectangle(frame, 0, 0, 10, 20), 12)));
	const { leaf, box } = buildingTiles(out);
	const { meshes, rows } = await readTile(leaf);
	const [mesh] = meshes;
	expect(mesh!.vertices).toHaveLength(8);
	expect(mesh!.triangles).toHaveLength(10);
	const size = (axis: 0 | 1 | 2) => {
		const values = mesh!.vertices.map((vertex) => vertex[axis]);
		return Math.max(...values) - Math.min(...values);
	};
	expect([size(0), size(1), size(2)].map((value) => Math.round(value * 8) / 8)).toEqual([10, 20, 12]);
	expect([box[3]! * 2, box[7]! * 2, box[11]! * 2].map((value) => Math.round(value * 8) / 8)).toEqual([
		10, 20, 12
	]);
	expect([...rows.id]).toEqual([0]);
	expect([...rows.height]).toEqual([12]);
	expect([...rows.flags]).toEqual([0]);
	expect(result.scene.buildings).toEqual({
		tileset: 'tiles/buildings/tileset.json',
		count: 1,
		maxHeight: 12
	});
});

test('walls and roof look outward whichever way the outline was drawn', async () => {
	const outline = rectangle(frame, 0, 0, 10, 20);
	const reversed = Float64Array.from(
		[...outline].reverse().flatMap((_, i, all) => (i % 2 === 0 ? [all[i + 1]!, all[i]!] : []))
	);
	for (const ring of [outline, reversed]) {
		const { out } = await bake((baker) => baker.building(house(1, ring, 12)));
		const [mesh] = (await readTile(buildingTiles(out).leaf)).meshes;
		const [v, t] = [mesh!.vertices, mesh!.triangles];
		const middle = [0, 1, 2].map((axis) => v.reduce((sum, vertex) => sum + vertex[axis]!, 0) / v.length);
		for (const [a, b, c] of t) {
			const edge = (i: number, j: number) =>
				[0, 1, 2].map((axis) => v[j]![axis]! - v[i]![axis]!) as [number, number, number];
			const [p, q] = [edge(a, b), edge(a, c)];
			const normal = [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
			const away = normal.reduce((sum, value, axis) => sum + value * (v[a]![axis]! - middle[axis]!), 0);
			expect(away).toBeGreaterThan(0);
		}
	}
});

test('the tile’s transforms put the house where it stands', async () => {
	const { out } = await bake((baker) => baker.building(house(7, rectangle(frame, 0, 0, 10, 20), 12)));
	const { root, leaf } = buildingTiles(out);
	const [mesh] = (await readTile(leaf)).meshes;
	const apply = (m: readonly number[], [x, y, z]: readonly number[]) =>
		[0, 1, 2].map((row) => m[row]! * x! + m[4 + row]! * y! + m[8 + row]! * z! + m[12 + row]!);
	const chain: (readonly number[])[] = [];
	for (let tile: Tile | undefined = root; tile; tile = tile.children?.[0])
		if (tile.transform) chain.unshift(tile.transform);
	const ecef = chain.reduce((point, matrix) => apply(matrix, point), mesh!.vertices[0] as readonly number[]);
	const corners = [
		[0, 0],
		[10, 0],
		[10, 20],
		[0, 20]
	];
	const m = frame.toEcefMatrix;
	const distances = corners.map(([x, y]) =>
		Math.hypot(...[0, 1, 2].map((axis) => m[axis]! * x! + m[4 + axis]! * y! + m[12 + axis]! - ecef[axis]!))
	);
	expect(Math.min(...distances)).toBeLessThan(0.1);
});

test('a building is as high as its highest part, whatever its outline says', async () => {
	const { out } = await bake((baker) => {
		void baker.building(house(1, rectangle(frame, 0, 0, 10, 20), 17, { name: 'Tower' }));
		void baker.building(house(2, rectangle(frame, 0, 0, 10, 20), 443, { part: { rootId: 1 } }));
	});
	const { rows } = await readTile(buildingTiles(out).leaf);
	expect([...rows.height]).toEqual([443]);
});

test('year, residents and jobs are columns, listed when a source has them', async () => {
	const { out, result } = await bake((baker) => {
		void baker.building(house(1, rectangle(frame, 0, 0, 10, 20), 9, { year: 1987, residents: 24 }));
		void baker.building(house(2, rectangle(frame, 30, 0, 40, 20), 9));
	});
	const rows = tableFromIPC(readFileSync(join(out, 'buildings.arrow')));
	expect(rows.toArray().map(({ year, residents, jobs }) => ({ year, residents, jobs }))).toEqual([
		{ year: 1987, residents: 24, jobs: null },
		{ year: null, residents: null, jobs: null }
	]);
	const [buildings] = result.datasets;
	expect(buildings?.kind === 'buildings' && buildings.columns.map(({ name }) => name).slice(-2)).toEqual([
		'year',
		'residents'
	]);
});

test('parts share the row of their building and replace an outline they cover', async () => {
	const { out, result } = await bake((baker) => {
		void baker.building(house(2, rectangle(frame, 0, 0, 10, 10), 40, { part: { rootId: 1 }, minHeight: 10 }));
		void baker.building(house(3, rectangle(frame, 0, 0, 10, 20), 10, { part: { rootId: 1 } }));
		void baker.building(house(1, rectangle(frame, 0, 0, 10, 20), 40, { name: 'Tower' }));
		void baker.building(house(4, rectangle(frame, 50, 0, 60, 10), 5, { part: { rootId: 99 } }));
	});
	const { meshes, rows } = await readTile(buildingTiles(out).leaf);
	expect(rows.id.length).toBe(2);
	expect([...rows.height].sort()).toEqual([40, 5]);
	expect(meshes[0]!.vertices).toHaveLength(24);
	// Raised 10 m: the upper part has a floor, two triangles more.
	expect(meshes[0]!.triangles).toHaveLength(10 + 12 + 10);
	expect(result.findings.map(({ reason, count }) => [reason, count])).toContainEqual([
		'a part without its building: drawn as a building of its own',
		1
	]);
	expect(result.figures['outlinesDropped']).toBe(1);
});

test('buildings.arrow has a row per building, numbered as in the tiles', async () => {
	const { out } = await bake((baker) => {
		void baker.building(
			house(-5, rectangle(frame, 0, 0, 10, 20), 12, { levels: 4, street: 'Elm Street', houseNumber: '1' })
		);
		void baker.building(
			house(6, rectangle(frame, 200, 0, 210, 10), 6, { heightEstimated: true, name: '市政厅', use: 'civic' })
		);
	});
	const table = tableFromIPC(readFileSync(join(out, 'buildings.arrow')));
	const rows = Array.from({ length: table.numRows }, (_, row) => table.get(row)!.toJSON());
	const found = Object.fromEntries(rows.map((row) => [row['source_id'] as number, row]));
	expect(rows.map((row) => row['id'])).toEqual([0, 1]);
	expect(found[-5]).toMatchObject({
		name: null,
		use: 'house',
		height: 12,
		height_estimated: false,
		levels: 4,
		street: 'Elm Street',
		house_number: '1'
	});
	expect(found[6]).toMatchObject({
		name: '市政厅',
		use: 'civic',
		height_estimated: true,
		levels: null,
		street: null,
		house_number: null
	});
	expect(metres(found[-5]!['area'] as number)).toBeCloseTo(200, 0);
	const { rows: tile } = await readTile(buildingTiles(out).leaf);
	expect([...tile.id].map((id) => rows[id]!['height'])).toEqual([...tile.height]);
	expect([...tile.flags]).toEqual(rows.map((row) => (row['height_estimated'] === true ? 1 : 0)));
});

test('an address point gives its street and number to the building it stands on or near', async () => {
	const [lngIn, latIn] = frame.toLngLat(5, 5);
	const [lngNear, latNear] = frame.toLngLat(220, 5);
	const [lngFar, latFar] = frame.toLngLat(300, 5);
	const { out } = await bake((baker) => {
		void baker.building(house(1, rectangle(frame, 0, 0, 10, 20), 12));
		void baker.building(house(2, rectangle(frame, 200, 0, 210, 10), 6));
		void baker.address({ lng: lngIn, lat: latIn, houseNumber: '12', street: 'Oak Avenue' });
		void baker.address({ lng: lngNear, lat: latNear, houseNumber: '14', street: 'Oak Avenue' });
		void baker.address({ lng: lngFar, lat: latFar, houseNumber: '99', street: 'Oak Avenue' });
	});
	const table = tableFromIPC(readFileSync(join(out, 'buildings.arrow')));
	const bySource = new Map(
		Array.from({ length: 2 }, (_, row) => table.get(row)!.toJSON()).map((row) => [row['source_id'], row])
	);
	expect(bySource.get(1)).toMatchObject({ street: 'Oak Avenue', house_number: '12' });
	expect(bySource.get(2)).toMatchObject({ street: 'Oak Avenue', house_number: '14' });
	const index = openSearchIndex(join(out, 'search.sqlite'));
	expect(index.search('12 oak ave', 1)).toMatchObject([
		{ kind: 'address', building: bySource.get(1)!['id'] }
	]);
	expect(index.search('99 oak ave', 1)[0]).not.toHaveProperty('building');
	index.close();
});

test('roads split where they meet, and their lengths are metres', async () => {
	const line = (...points: readonly (readonly [number, number])[]) =>
		Float64Array.from(points.flatMap(([x, y]) => frame.toLngLat(x, y).slice(0, 2)));
	const road = { class: 'residential', oneway: 0 as const, layer: 0, bridge: false, tunnel: false };
	const { out, result } = await bake((baker) => {
		void baker.road({ ...road, sourceId: 1, line: line([0, 0], [100, 0], [200, 0]), name: 'High Street' });
		void baker.road({
			...road,
			sourceId: 2,
			line: line([100, 0], [100, 300]),
			maxSpeed: 50,
			lanes: 2,
			oneway: 1
		});
	});
	expect(result.figures).toMatchObject({ roadNodes: 4, roadLinks: 3 });
	const links = tableFromIPC(readFileSync(join(out, 'roads/links.arrow')));
	expect(Array.from({ length: 3 }, (_, i) => Math.round(links.getChild('length')!.get(i) as number))).toEqual(
		[100, 100, 300]
	);
	expect(links.get(2)!.toJSON()).toMatchObject({
		class: 'residential',
		name: null,
		max_speed: 50,
		lanes: 2,
		capacity: null,
		oneway: 1,
		bridge: false
	});
	expect(links.get(0)!.toJSON()).toMatchObject({ name: 'High Street', max_speed: null });
	expect(result.scene.buildings).toBeUndefined();
	expect(existsSync(join(out, 'tiles/ground/tileset.json'))).toBe(true);
});

test('buildings, places and water are found by their own names and by their English ones', async () => {
	const { out } = await bake((baker) => {
		void baker.building({
			...house(7, rectangle(frame, 0, 0, 10, 20), 12),
			name: '云溪小学',
			nameEn: 'Yunxi School'
		});
		void baker.building({ ...house(8, rectangle(frame, 40, 0, 50, 20), 12), name: 'Old Mill' });
		const [lng, lat] = frame.toLngLat(5, 5);
		void baker.place({
			kind: 'poi',
			class: 'spring',
			name: '听雨泉',
			nameEn: 'Tingyu Spring',
			lng,
			lat,
			rank: 5
		});
		void baker.surface({
			kind: 'water',
			class: 'lake',
			name: '镜湖',
			nameEn: 'Mirror Lake',
			polygons: [[rectangle(frame, 60, 0, 90, 40)]]
		});
	});
	const index = openSearchIndex(join(out, 'search.sqlite'));
	const first = (words: string) => index.search(words, 1)[0];
	const school = first('云溪小学')!;
	expect(school).toMatchObject({ kind: 'building', name: '云溪小学' });
	expect(first('yunxi school')).toEqual({ ...school, name: 'Yunxi School', context: '云溪小学' });
	expect(first('old mill')).toMatchObject({ kind: 'building', name: 'Old Mill', context: '' });
	expect(first('tingyu')).toMatchObject({ kind: 'poi', name: 'Tingyu Spring', context: '听雨泉' });
	expect(first('mirror')).toMatchObject({ kind: 'place', name: 'Mirror Lake', context: '镜湖' });
	index.close();
});

test('a street is found by its own name and by its English one', async () => {
	const line = Float64Array.from([frame.toLngLat(0, 0), frame.toLngLat(90, 0)].flatMap(([x, y]) => [x, y]));
	const road = {
		sourceId: 1,
		line,
		class: 'primary',
		oneway: 0 as const,
		layer: 0,
		bridge: false,
		tunnel: false
	};
	const { out } = await bake((baker) => baker.road({ ...road, name: '明月路', nameEn: 'Mingyue Road' }));
	const index = openSearchIndex(join(out, 'search.sqlite'));
	expect(index.search('明月路', 1)[0]).toMatchObject({ kind: 'street', name: '明月路', context: '' });
	expect(index.search('mingyue', 1)[0]).toMatchObject({ name: 'Mingyue Road', context: '明月路' });
	index.close();
	const links = tableFromIPC(readFileSync(join(out, 'roads/links.arrow')));
	expect(links.get(0)!.toJSON()).toMatchObject({ name: '明月路', name_en: 'Mingyue Road' });
});

test('a record without a body is rejected with its reason', async () => {
	const { result } = await bake((baker) => {
		void baker.building(house(1, rectangle(frame, 0, 0, 10, 20), 12));
		void baker.building(house(2, rectangle(frame, 0, 0, 0.5, 0.5), 12));
		void baker.building(house(3, Float64Array.of(10, 50, 10.1, 50), 12));
	});
	expect(result.findings.filter(({ action }) => action === 'rejected')).toEqual([
		{
			kind: 'buildings',
			action: 'rejected',
			reason: 'the outline is smaller than 1 m²',
			example: '2',
			count: 1
		},
		{
			kind: 'buildings',
			action: 'rejected',
			reason: 'the outline has fewer than three vertices',
			example: '3',
			count: 1
		}
	]);
});

test('giving up leaves nothing behind', async () => {
	const { openCityBaker } = await import('./open-city-baker.ts');
	const { mkdtempSync } = await import('node:fs');
	const out = mkdtempSync('/tmp/cityloop-abort-');
	folders.push(out);
	const baker = await openCityBaker({ out, onProgress: () => undefined });
	void baker.building(house(1, rectangle(frame, 0, 0, 10, 20), 12));
	await baker.abort();
	expect(readdirSync(out)).toEqual([]);
});

test('footprints are the outer rings of buildings by their rows, counter-clockwise, without their parts and courtyards', async () => {
	const outline = rectangle(frame, 0, 0, 40, 20);
	const { out, result } = await bake((baker) => {
		void baker.building(
			house(1, outline, 12, {
				polygons: [[outline, rectangle(frame, 10, 5, 20, 15)], [rectangle(frame, 60, 0, 65, 5)]]
			})
		);
		void baker.building(house(2, rectangle(frame, 0, 0, 10, 20), 40, { part: { rootId: 1 } }));
		void baker.building(house(3, rectangle(frame, 110, 0, 100, 20), 9));
	});
	const table = tableFromIPC(readFileSync(join(out, 'footprints.arrow')));
	const ids = tableFromIPC(readFileSync(join(out, 'buildings.arrow'))).getChild('source_id')!;
	const degrees = (name: string, row: number) => [...(table.getChild(name)!.get(row) as Iterable<number>)];
	const rings = new Map(
		Array.from({ length: table.numRows }, (_, row) => {
			const lats = degrees('lat', row);
			const corner = (lng: number, i: number) => {
				const [east, north] = frame.toLocal(lng / 1e7, lats[i]! / 1e7);
				return [Math.round(east) || 0, Math.round(north) || 0];
			};
			return [ids.get(row) as number, degrees('lng', row).map(corner)];
		})
	);
	expect([...rings.keys()].sort()).toEqual([1, 3]);
	expect(rings.get(1)).toEqual([
		[0, 0],
		[40, 0],
		[40, 20],
		[0, 20]
	]);
	expect(rings.get(3)).toEqual([
		[110, 0],
		[110, 20],
		[100, 20],
		[100, 0]
	]);
	const [buildings] = result.datasets;
	expect(buildings?.kind === 'buildings' && buildings.footprints).toBe('footprints.arrow');
});
