import { Binary, Float64, Table, tableToIPC, vectorFromArray } from 'apache-arrow';
import { afterEach, expect, test, vi } from 'vitest';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { encodeWkb } from '#lib/model/wkb.ts';
import { loadSegments } from './load-segments.ts';
import { loadShapes } from './load-shapes.ts';

const frame = new LocalFrame([116.4, 39.9]);
afterEach(() => vi.unstubAllGlobals());

const serve = (table: Table) =>
	vi.stubGlobal('fetch', () => Promise.resolve(new Response(tableToIPC(table, 'stream') as BodyInit)));

test('areas have outlines and holes, lines are lines, rows without a geometry are left out', async () => {
	const outer = Float64Array.of(116.3, 39.8, 116.5, 39.8, 116.5, 40, 116.3, 39.8);
	const hole = Float64Array.of(116.4, 39.85, 116.45, 39.85, 116.45, 39.9, 116.4, 39.85);
	serve(
		new Table({
			geometry: vectorFromArray(
				[
					encodeWkb({ polygons: [[outer, hole]] }),
					null,
					encodeWkb({ lines: [outer], points: Float64Array.of(116.4, 39.9) })
				],
				new Binary()
			)
		})
	);
	const shapes = await loadShapes('blob:a', frame, new AbortController().signal);
	expect(shapes.rows).toBe(3);
	expect([...shapes.row]).toEqual([0, 2]);
	expect([...shapes.lngLat].map((degrees) => degrees.toFixed(3))).toEqual([
		'116.400',
		'39.900',
		'116.400',
		'39.900'
	]);
	expect(shapes.lines.map(({ row, places }) => [row, places.length / 3])).toEqual([
		[0, 4],
		[0, 4],
		[2, 4]
	]);
	expect(shapes.areas.map(({ row, holes }) => [row, holes])).toEqual([[0, [12]]]);
	const [point] = shapes.points;
	expect(point?.row).toBe(2);
	expect(point?.places[0]).toBeCloseTo(116.4, 9);
	expect(point?.places[2]).toBeCloseTo(3, 6);
});

test('rows that end elsewhere are straight lines; one without an end is left out', async () => {
	serve(
		new Table({
			lng: vectorFromArray([116.4, 116.5], new Float64()),
			lat: vectorFromArray([39.9, 39.9], new Float64()),
			end_lng: vectorFromArray([116.5, null], new Float64()),
			end_lat: vectorFromArray([39.8, null], new Float64())
		})
	);
	const load = loadSegments({ from: ['lng', 'lat'], to: ['end_lng', 'end_lat'] });
	const { rows, row, lines, points, areas } = await load('blob:a', frame, new AbortController().signal);
	expect([rows, [...row], points, areas]).toEqual([2, [0], [], []]);
	const [line] = lines;
	expect([line?.row, line?.places.length]).toEqual([0, 6]);
	expect(line?.places[0]).toBeCloseTo(116.4, 9);
	expect(line?.places[4]).toBeCloseTo(39.8, 3);
	const broken = loadSegments({ from: ['lng', 'lat'], to: ['x', 'y'] });
	await expect(broken('blob:a', frame, new AbortController().signal)).rejects.toMatchObject({
		code: 'PACK_BROKEN',
		details: { message: 'no column x' }
	});
});

test('a file without geometries is said to be broken', async () => {
	serve(new Table({ n: vectorFromArray([1]) }));
	await expect(loadShapes('blob:a', frame, new AbortController().signal)).rejects.toMatchObject({
		code: 'PACK_BROKEN'
	});
});
