import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import type { CityManifest, Dataset } from '#lib/model/city.ts';
import type { CityParts } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import { modelResult } from '#lib/model/scenario/result-schema.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import { openCity } from '../city/open-city.ts';
import { blockTown } from '../testing/block-town.ts';
import flood from './flood.ts';

describe('the model', () => {
	/** Degrees of a cell; a trench from west to east between walls, a dip under its lowest cell. */
	const STEP = 0.0003;
	const middle = (column: number) => ({ lng: (column + 0.5) * STEP, lat: 1.5 * STEP });
	const CITY: Pick<CityParts, 'terrain' | 'inlets' | 'roads' | 'buildings' | 'facilities'> = {
		terrain: {
			...{ west: 0, south: 0, stepLng: STEP, stepLat: STEP, columns: 6, rows: 3 },
			height: Float32Array.of(
				...Array<number>(6).fill(99),
				99,
				11,
				10,
				11,
				12,
				0,
				...Array<number>(6).fill(99)
			),
			water: new Uint8Array(18),
			underpasses: [{ name: 'Dip', street: 'Low Street', ...middle(2), lowest: 9 }]
		},
		inlets: { lng: new Float64Array(), lat: new Float64Array(), ground: new Float32Array() },
		roads: {
			nodes: { lng: new Float64Array(), lat: new Float64Array() },
			links: {
				key: ['0', '1', '2'],
				from: new Uint32Array(3),
				to: new Uint32Array(3),
				class: ['primary', 'primary', 'motorway'],
				name: ['Low Street', 'High Street', 'Fast Road'],
				length: Float32Array.of(80, 80, 80),
				oneway: Int8Array.of(0, 1, 0),
				...{ maxSpeed: new Float32Array(3), lanes: new Float32Array(3), capacity: new Float32Array(3) },
				...{ greenShare: new Float32Array(3), tunnel: new Uint8Array(3), closed: new Uint8Array(3) },
				bridge: Uint8Array.of(0, 0, 1),
				starts: Uint32Array.of(0, 2, 4, 6)
			},
			points: {
				lng: Float64Array.of(...[1, 3, 1, 3, 1, 3].map((column) => middle(column).lng)),
				lat: new Float64Array(6).fill(middle(0).lat)
			},
			signals: new Uint8Array()
		},
		buildings: {
			key: ['0', 'new-1'],
			lng: Float64Array.of(middle(2).lng, middle(4).lng),
			lat: new Float64Array(2).fill(middle(0).lat),
			use: ['residential', 'residential'],
			...{ height: new Float32Array(2), area: new Float32Array(2), levels: new Float32Array(2) },
			residents: Float32Array.of(40, 50),
			jobs: new Float32Array(2)
		},
		facilities: {
			key: ['7'],
			kind: ['school'],
			name: ['School'],
			lng: Float64Array.of(middle(3).lng),
			lat: Float64Array.of(middle(0).lat),
			capacity: Float64Array.of(100)
		}
	};
	const run = (edits: readonly ScenarioEdit[], city: Partial<typeof CITY> = {}): Promise<ModelResult> =>
		flood.run({
			city: { ...CITY, ...city },
			edits,
			parameters: {
				...Object.fromEntries(flood.parameters.map((each) => [each.name, each.default])),
				runoff: 1
			},
			readings: {},
			anchor: [0, 0],
			earlier: {},
			progress: () => undefined,
			signal: new AbortController().signal
		});
	const column = (result: ModelResult, layer: string, name: string) => {
		const { keys, columns } = result.layers.find(({ id }) => id === layer)!;
		return Object.fromEntries(
			keys.map((key, row) => [key, columns.find((c) => c.name === name)!.values[row]])
		);
	};
	const figure = (result: ModelResult, id: string) => result.indicators.find((each) => each.id === id)!.value;

	test('one hollow fills to its rim: depths of ground, dip, streets, buildings and places, and what they close', async () => {
		const result = await run([{ kind: 'rain', intensity: 300, hours: 3 }]);
		expect(column(result, 'cells', 'depth')).toEqual({ 7: 1, 8: 2, 9: 1 });
		expect(column(result, 'underpasses', 'depth')).toEqual({ 0: 3 });
		expect(column(result, 'roads', 'depth')).toEqual({ '0+': 3, '0-': 3, '1+': 2 });
		expect(column(result, 'roads', 'closed')).toEqual({ '0+': 1, '0-': 1, '1+': 1 });
		expect(column(result, 'buildings', 'depth')).toEqual({ 0: 2 });
		expect(column(result, 'facilities', 'depth')).toEqual({ 7: 1 });
		expect(['people', 'roads', 'underpasses'].map((id) => figure(result, id))).toEqual([40, 0.16, 1]);
		expect(result.convergence!.converged).toBe(true);
		expect(result.notes.map(({ gravity }) => gravity)).toEqual(['warning']);
	});

	test('without rain and rise nothing is wet, whatever the pack knows of heights; with rain they are needed', async () => {
		const nothing = { height: new Float32Array(), water: new Uint8Array(), underpasses: [] };
		const level = { terrain: { ...CITY.terrain, columns: 0, rows: 0, ...nothing } };
		for (const result of [await run([]), await run([], level)]) {
			expect(result.layers.every(({ keys }) => keys.length === 0)).toBe(true);
			expect(result.indicators.every(({ value }) => value === 0)).toBe(true);
			// A server keeps it: traffic builds on it in cities without heights, too.
			expect(modelResult.safeParse(result).error).toBeUndefined();
		}
		await expect(run([{ kind: 'rain', intensity: 1, hours: 1 }], level)).rejects.toThrow('--terrain');
	});

	test('the same rain gives the same bytes', async () => {
		const rain: ScenarioEdit = { kind: 'rain', intensity: 50, hours: 1 };
		expect(JSON.stringify(await run([rain]))).toBe(JSON.stringify(await run([rain])));
	});
});

describe('what a pack knows of its ground', () => {
	const PLACE = { west: 120, south: 36, stepLng: 0.1, stepLat: 0.1, columns: 2, rows: 1 };
	const points = (id: string): Dataset => ({
		...{ kind: 'points', id, title: { zh: id, en: id }, file: `points/${id}.arrow`, rows: 0 },
		...{ columns: [], withoutPosition: 0 }
	});
	const arrow = (columns: Parameters<typeof tableFromArrays>[0]) =>
		tableToIPC(tableFromArrays(columns), 'stream');
	const FILES: Readonly<Record<string, Uint8Array>> = {
		'heights.arrow': arrow({ height: [12.5, null], water: Uint8Array.of(0, 1) }),
		'points/underpasses.arrow': arrow({
			...{ lng: [120, null], lat: [36, 36], lowest_m: [7.3, 8] },
			...{ name: ['Dip', 'Nowhere'], street: ['Low Street', null] }
		}),
		'points/storm_inlets.arrow': arrow({ lng: [120, null], lat: [36, 36], ground_m: [12, 13] })
	};
	const cityWith = (own: Partial<CityManifest>) =>
		openCity({ ...blockTown().manifest, datasets: [], ...own }, (path) => Promise.resolve(FILES[path]));

	test('heights, low points and inlets are read; what has no position is left out', async () => {
		const city = cityWith({
			heights: { file: 'heights.arrow', ...PLACE },
			datasets: [points('underpasses'), points('storm_inlets')]
		});
		expect(await city.part('terrain')).toEqual({
			...PLACE,
			height: Float32Array.of(12.5, NaN),
			water: Uint8Array.of(0, 1),
			underpasses: [{ name: 'Dip', street: 'Low Street', lng: 120, lat: 36, lowest: 7.3 }]
		});
		const { lng, ground } = await city.part('inlets');
		expect([[...lng], [...ground]]).toEqual([[120], [12]]);
	});

	test('a pack without them has no ground and no inlets; one whose heights are cut short is broken', async () => {
		const none = cityWith({});
		expect((await none.part('terrain')).height).toEqual(new Float32Array());
		expect((await none.part('inlets')).lng).toEqual(new Float64Array());
		const short = cityWith({ heights: { file: 'heights.arrow', ...PLACE, rows: 2 } });
		await expect(short.part('terrain')).rejects.toThrow('heights.arrow has 2 heights, its manifest says 4');
	});
});
