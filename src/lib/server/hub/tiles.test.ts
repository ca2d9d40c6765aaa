import { describe, expect, test } from 'vitest';
import { NULLS } from '#lib/model/wire/fields.ts';
import { NO_CELL, cellOf, keyOf, tileOf, xyOf } from './quadtile.ts';
import { isIn, tilesOver, wireTiles } from './tile-set.ts';

/** Web-mercator tile of a position in degrees, as the specification writes it. */
function expected(lng: number, lat: number, z: number): readonly [number, number] {
	const side = 2 ** z;
	const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
	return [Math.floor(((lng + 180) / 360) * side), Math.floor(y * side)];
}
const cell = (lng: number, lat: number) => cellOf(Math.round(lng * 1e7), Math.round(lat * 1e7));

describe('cells', () => {
	test('of positions all over the world and their tiles are those of the web-mercator grid', () => {
		for (let i = 0; i < 5000; i++) {
			const [lng, lat] = [((i * 0.6180339) % 1) * 359.9 - 179.95, ((i * 0.4142135) % 1) * 169 - 84.5];
			for (const z of [0, 1, 7, 12, 16])
				expect(xyOf(tileOf(cell(lng, lat), z))).toEqual(expected(lng, lat, z));
		}
	});
	test('beyond the map’s edges are those at the edge; without a position there is none', () => {
		expect(xyOf(cell(180, 89))).toEqual([65_535, 0]);
		expect(xyOf(cell(-180, -89))).toEqual([0, 65_535]);
		expect(cellOf(NULLS.i32, 5)).toBe(NO_CELL);
		expect(xyOf(keyOf(12_345, 54_321))).toEqual([12_345, 54_321]);
	});
});

describe('tiles over an area', () => {
	test('are those of its zoom', () => {
		const set = tilesOver([116.3, 39.85, 116.5, 39.95], 11.7);
		expect(wireTiles(set)).toEqual({
			z: 11,
			xy: [
				[1685, 775],
				[1685, 776],
				[1686, 775],
				[1686, 776]
			]
		});
		expect([isIn(set, cell(116.4, 39.9)), isIn(set, cell(117.4, 39.9)), isIn(set, NO_CELL)]).toEqual([
			true,
			false,
			false
		]);
	});
	test('are coarser when they would be more than 64', () => {
		const set = tilesOver([116, 39.5, 117, 40.5], 24);
		expect([set.z, set.tiles.size <= 64]).toEqual([11, true]);
		expect(tilesOver([-180, -85, 180, 85], 9).z).toBe(3);
	});
	test('cross the antimeridian, and areas upside down are refused', () => {
		expect(wireTiles(tilesOver([179, -1, -179, 1], 5)).xy).toEqual([
			[31, 15],
			[31, 16],
			[0, 15],
			[0, 16]
		]);
		expect(() => tilesOver([0, 10, 1, 9], 5)).toThrow('lies north of');
	});
});
