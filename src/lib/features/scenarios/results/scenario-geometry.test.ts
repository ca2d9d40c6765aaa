import { expect, test } from 'vitest';
import type { FlatScenario } from '#lib/scenarios/flat-scenario.ts';
import { scenarioGeometry } from './scenario-geometry.ts';

/** A city whose link, zone and building have the key that the scenario is called by. */
const worker = {
	lines: ({ pack }: FlatScenario, keys: readonly string[]) => {
		const starts = new Uint32Array(keys.length + 1);
		keys.forEach((key, row) => (starts[row + 1] = starts[row]! + (key === `${pack}+` ? 2 : 0)));
		return Promise.resolve({ starts, points: new Float64Array(2 * starts.at(-1)!).fill(Number(pack)) });
	},
	zones: ({ pack }: FlatScenario) =>
		Promise.resolve({
			...{ keys: ['all', pack], names: ['', ''] },
			rings: [Float64Array.of(0, Number(pack)), Float64Array.of(1, 1)],
			...{ lng: Float64Array.of(5, 6), lat: Float64Array.of(7, Number(pack)) }
		}),
	shapes: ({ pack }: FlatScenario, keys: readonly string[]) =>
		Promise.resolve({
			rings: keys.map((key) => Float64Array.from(key === pack ? [9, 9] : [])),
			heights: keys.map((key) => (key === pack ? Number(pack) : 0)),
			lngLat: Float64Array.from(keys.flatMap((key) => (key === pack ? [9, 9] : [NaN, NaN])))
		})
};
// No thread: nothing is moved between two.
const both = scenarioGeometry(
	worker as unknown as Parameters<typeof scenarioGeometry>[0],
	[{ pack: '1' }, { pack: '2' }] as FlatScenario[]
); // nothing else is asked of them

test('what the first scenario has not comes from the second, in the order of the rows', async () => {
	const { starts, points } = await both.lines(['2+', '3+', '1+']);
	expect([[...starts], [...points]]).toEqual([
		[0, 2, 2, 4],
		[2, 2, 2, 2, 1, 1, 1, 1]
	]);
	expect(await both.blocks(['0', '2', '1'])).toEqual({
		rings: [[], Float64Array.of(9, 9), Float64Array.of(9, 9)],
		heights: [0, 2, 1],
		lngLat: Float64Array.of(NaN, NaN, 9, 9, 9, 9)
	});
});

test('what the second scenario adds under the same name is asked of it alone', async () => {
	const { starts, points } = await both.lines(['1+', 'other:2+']);
	expect([[...starts], [...points]]).toEqual([
		[0, 2, 4],
		[1, 1, 1, 1, 2, 2, 2, 2]
	]);
});

test('zones of both are there once', async () => {
	const { keys, lat } = await both.zones();
	expect([keys, lat]).toEqual([
		['all', '1', '2'],
		[7, 1, 2]
	]);
});
