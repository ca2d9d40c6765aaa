import { expect, test } from 'vitest';
import { outlinesOf } from './outlines.ts';

const square = [
	[0, 0],
	[1, 0],
	[1, 1],
	[0, 0]
];

test('every ring of polygons and multipolygons is an outline that knows its area', () => {
	const outlines = outlinesOf({
		features: [
			{ geometry: { type: 'Polygon', coordinates: [square, square] } },
			{ geometry: null },
			{ geometry: { type: 'MultiPolygon', coordinates: [[square], [square]] } },
			{ geometry: { type: 'Point', coordinates: [0, 0] } }
		]
	});
	expect(outlines.map(({ area }) => area)).toEqual([0, 0, 2, 2]);
	expect([...(outlines[0]?.lngLat ?? [])]).toEqual([0, 0, 1, 0, 1, 1, 0, 0]);
});
