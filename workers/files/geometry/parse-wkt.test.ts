import { expect, test } from 'vitest';
import { isWkt, parseWkt } from './parse-wkt.ts';

const ring = '0 0, 4 0, 4 4, 0 0';
const RING = Float64Array.of(0, 0, 4, 0, 4, 4, 0, 0);

test('well-known text of every type is read, heights left out', () => {
	expect(parseWkt('POINT (1 2)')).toEqual({ points: Float64Array.of(1, 2) });
	expect(parseWkt('SRID=4326;point z(1 2 3)')).toEqual({ points: Float64Array.of(1, 2) });
	expect(parseWkt('MULTIPOINT ((1 2), (3 4))')).toEqual({ points: Float64Array.of(1, 2, 3, 4) });
	expect(parseWkt('MULTIPOINT (1 2, 3 4)')).toEqual({ points: Float64Array.of(1, 2, 3, 4) });
	expect(parseWkt('LINESTRING(1 2,3 4)')).toEqual({ lines: [Float64Array.of(1, 2, 3, 4)] });
	expect(parseWkt(`POLYGON ((${ring}),(${ring}))`)).toEqual({ polygons: [[RING, RING]] });
	expect(parseWkt(`POLYGON ((${ring}))`)).toEqual({ polygons: [[RING]] });
	expect(parseWkt(`MULTIPOLYGON (((${ring})), ((${ring}), (${ring})))`)).toEqual({
		polygons: [[RING], [RING, RING]]
	});
	expect(parseWkt('GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))')).toEqual({
		points: Float64Array.of(1, 2),
		lines: [Float64Array.of(1, 2, 3, 4)]
	});
});

test('what is empty, cut off or no geometry gives none', () => {
	for (const text of ['POINT EMPTY', 'POINT (1', 'POINT (a b)', 'LINESTRING (1 2)', 'somewhere'])
		expect(parseWkt(text)).toBeUndefined();
	expect(isWkt('Point of interest')).toBe(false);
});
