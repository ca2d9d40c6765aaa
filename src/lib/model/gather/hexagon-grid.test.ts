import { getHexagonAreaAvg, UNITS } from 'h3-js';
import { expect, test } from 'vitest';
import { cellCount, chooseCells, cornersOf, h3Name, meanHexagon, middleOf } from './cell-ground.ts';
import { gatherCells } from './cells.ts';
import { hexagonsOf } from './hexagon-grid.ts';

test('rows lie in the cells that H3 names, and nowhere without a place on the globe', () => {
	const lng = [-122.0553238, -122.0553239, NaN, -122.0553238, 500, -122.0553238];
	const lat = [37.3615593, 37.3615592, 37, 37.3615593, 37, 38];
	const { ground, cellOf } = hexagonsOf({ lng, lat }, 7);
	// The example of H3's own manual.
	expect(h3Name(ground.index[0]!)).toBe('87283472bffffff');
	expect([...cellOf]).toEqual([0, 0, -1, 0, -1, 1]);
	expect(cellCount(ground)).toBe(2);
	expect(cornersOf(ground, 0)).toHaveLength(12);
	const [west, south] = middleOf(ground, 0);
	expect(Math.hypot(west - lng[0]!, south - lat[0]!)).toBeLessThan(0.03);
});

test('cells over edges of the icosahedron have more corners, and keep them when they are chosen', () => {
	// A hexagon over an edge of the icosahedron, and a pentagon by the coast of Norway.
	const { ground } = hexagonsOf({ lng: [116.4, 10.536199], lat: [39.9, 64.7] }, 1);
	expect([0, 1].map((cell) => cornersOf(ground, cell).length / 2)).toEqual([7, 10]);
	const other = chooseCells(ground, Uint32Array.of(1));
	expect([...cornersOf(other, 0)]).toEqual([...cornersOf(ground, 1)]);
	expect(middleOf(other, 0)).toEqual(middleOf(ground, 1));
	expect([...other.first]).toEqual([0, cornersOf(ground, 1).length / 2]);
	expect(h3Name(other.index[0]!)).toBe(h3Name(ground.index[1]!));
});

test('counts by hexagon are those of the chosen rows', () => {
	const grid = hexagonsOf({ lng: [0, 0, 1, NaN], lat: [0, 0, 1, 0] }, 5);
	const cells = gatherCells(grid, { aggregate: 'count', mask: Uint8Array.of(1, 0, 1, 1) });
	expect([[...cells.rows], cells.unplaced]).toEqual([[1, 1], 1]);
	const none = gatherCells(grid, { aggregate: 'count', mask: new Uint8Array(4) });
	expect(cellCount(none.ground)).toBe(0);
});

test('the mean area of a resolution is the one that H3 says', () => {
	for (const resolution of [3, 8, 11, 15])
		expect(meanHexagon(resolution) / getHexagonAreaAvg(resolution, UNITS.m2)).toBeCloseTo(1, 3);
});

test('a cell on the 180th meridian is one piece; without any place there is no cell, and an area all the same', () => {
	const { ground } = hexagonsOf({ lng: [179.9999], lat: [-16.5] }, 6);
	const [lng] = middleOf(ground, 0);
	const longitudes = cornersOf(ground, 0).filter((_, at) => at % 2 === 0);
	expect(longitudes.every((corner) => Math.abs(corner - lng) < 0.1)).toBe(true);
	const none = hexagonsOf({ lng: [NaN], lat: [NaN] }, 6).ground;
	expect([cellCount(none), none.area]).toEqual([0, meanHexagon(6)]);
});
