import { Binary, Table, tableToIPC, vectorFromArray } from 'apache-arrow';
import { afterEach, expect, test, vi } from 'vitest';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { encodeWkb } from '#lib/model/wkb.ts';
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

test('a file without geometries is said to be broken', async () => {
	serve(new Table({ n: vectorFromArray([1]) }));
	await expect(loadShapes('blob:a', frame, new AbortController().signal)).rejects.toMatchObject({
		code: 'PACK_BROKEN'
	});
});
