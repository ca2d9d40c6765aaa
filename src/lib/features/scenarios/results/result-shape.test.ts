import { expect, test } from 'vitest';
import { cornersOfRow, placeOfRow } from '#lib/layers/results/place-of-row.ts';
import { resultShape, type ScenarioGeometry } from './result-shape.ts';

const city: ScenarioGeometry = {
	lines: (keys) =>
		Promise.resolve({ starts: Uint32Array.of(0, 3, 3), points: Float64Array.of(0, 0, 1, 1, keys.length, 9) }),
	zones: () =>
		Promise.resolve({ keys: ['n', 's'], rings: [[0, 0, 4, 0, 2, 3], []], lng: [2, 5], lat: [1, 6] }),
	blocks: (keys) =>
		Promise.resolve({
			rings: keys.map((key) => (key === 'new-0' ? [0, 0, 2, 0, 1, 3] : [])),
			heights: keys.map(() => 0),
			lngLat: Float64Array.of(7, 8, 1, 1, NaN, NaN)
		})
};

test('links are lines; one that is not there has no place', async () => {
	const shape = await resultShape({ geometry: { of: 'links' }, keys: ['7+', '9-'] }, city);
	expect([placeOfRow(shape, 0), placeOfRow(shape, 1)]).toEqual([[1, 1], undefined]);
});

test('zones are found by their keys, pairs go from middle to middle', async () => {
	const zones = await resultShape({ geometry: { of: 'zones' }, keys: ['s', 'n', 'x'] }, city);
	expect([0, 1, 2].map((row) => placeOfRow(zones, row))).toEqual([undefined, [2, 1], undefined]);
	const pairs = await resultShape({ geometry: { of: 'pairs' }, keys: ['n>s', 'n>x'] }, city);
	expect(pairs).toEqual({ of: 'arcs', ends: Float64Array.of(2, 1, 5, 6, 2, 1, NaN, NaN) });
});

test('a building stands where the city has it, a new one in the middle of its outline', async () => {
	const shape = await resultShape({ geometry: { of: 'buildings' }, keys: ['5', 'new-0', 'gone'] }, city);
	expect([0, 1, 2].map((row) => placeOfRow(shape, row))).toEqual([[7, 8], [1, 1], undefined]);
	expect([0, 1, 2].map((row) => cornersOfRow(shape, row))).toEqual([
		[[7, 8]],
		[
			[0, 0],
			[2, 0],
			[1, 3]
		],
		[]
	]);
});

test('cells are counted row by row from the south-west', async () => {
	const grid = { of: 'cells', west: 10, south: 20, width: 1, height: 2, columns: 3 } as const;
	const shape = await resultShape({ geometry: grid, keys: ['0', '5'] }, city);
	expect(shape).toEqual({ of: 'cells', lngLat: Float64Array.of(10.5, 21, 12.5, 23), width: 1, height: 2 });
});

test('a table has no place on a map', async () => {
	await expect(resultShape({ geometry: { of: 'table' }, keys: [] }, city)).rejects.toThrow('cannot be drawn');
});
