import { describe, expect, test } from 'vitest';
import type { CityParts } from '#lib/model/scenario/city-parts.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import type { ParameterValue } from '#lib/model/scenario/scenario.ts';
import { Plane } from '../city/plane.ts';
import evacuation from './evacuation.ts';

const METRES = new Plane(36);
const at = (east: number) => 120 + east / METRES.perLng;
const level = (count: number) => new Float64Array(count).fill(36);

/** A street of 4 × 100 m from west to east: houses at its first two junctions, a shelter at its fourth and fifth. */
const CITY: Pick<CityParts, 'buildings' | 'facilities' | 'roads' | 'zones'> = {
	buildings: {
		...{ key: ['0', '1', '2'], use: ['residential', 'residential', 'office'] },
		...{ lng: Float64Array.of(at(0), at(100), at(300)), lat: level(3) },
		...{ height: new Float32Array(3), area: new Float32Array(3), levels: new Float32Array(3) },
		...{ residents: Float32Array.of(100, 100, 100), jobs: new Float32Array(3) }
	},
	facilities: {
		key: ['0', '1', '2', '3'],
		kind: ['shelter', 'shelter', 'shelter', 'school'],
		name: ['Inside', 'Near', 'Far', 'School'],
		lng: Float64Array.of(at(50), at(300), at(400), at(300)),
		lat: level(4),
		capacity: Float64Array.of(1000, 120, NaN, 500)
	},
	roads: {
		nodes: { lng: Float64Array.of(at(0), at(100), at(200), at(300), at(400)), lat: level(5) },
		links: {
			key: ['0', '1', '2', '3'],
			...{
				from: Uint32Array.of(0, 1, 2, 3),
				to: Uint32Array.of(1, 2, 3, 4),
				starts: Uint32Array.of(0, 2, 4, 6, 8)
			},
			class: Array<string>(4).fill('residential'),
			name: Array<string>(4).fill('Long Street'),
			length: new Float32Array(4).fill(100),
			...{ oneway: new Int8Array(4), maxSpeed: new Float32Array(4), lanes: new Float32Array(4) },
			...{ capacity: new Float32Array(4), greenShare: new Float32Array(4), bridge: new Uint8Array(4) },
			...{ tunnel: new Uint8Array(4), closed: new Uint8Array(4) }
		},
		points: { lng: Float64Array.from([0, 100, 100, 200, 200, 300, 300, 400], at), lat: level(8) },
		signals: new Uint8Array(5)
	},
	zones: {
		...{ key: ['west', 'east'], name: ['West', 'East'], counted: 'in the pack' },
		...{ lng: Float64Array.of(at(50), at(350)), lat: level(2) },
		...{ residents: Float64Array.of(200, 100), jobs: new Float64Array(2) },
		rings: [box(-50, 250), box(250, 450)]
	}
};

function box(west: number, east: number): [number, number][] {
	return [
		[at(west), 35.9],
		[at(east), 35.9],
		[at(east), 36.1],
		[at(west), 36.1]
	];
}

/** What a model before it answered: everything west of 150 m is in danger. */
const PLUME: ModelResult = {
	...{ model: 'plume', version: 1, indicators: [], notes: [] },
	layers: [
		{
			...{ id: 'areas', title: { zh: '', en: '' }, keys: ['0-aegl-2'], colour: 'severity' },
			geometry: { of: 'areas', rings: [box(-50, 150).flat()] },
			columns: [{ name: 'severity', title: { zh: '', en: '' }, unit: '1', better: 'less', values: [2] }]
		}
	]
};
const FLOOD: ModelResult = {
	...{ model: 'flood', version: 1, indicators: [], notes: [] },
	layers: [
		{
			...{ id: 'cells', title: { zh: '', en: '' }, keys: ['0', '1'], colour: 'depth' },
			geometry: {
				...{ of: 'cells', west: at(-50), south: 35.9, columns: 5 },
				...{ width: at(50) - at(-50), height: 0.2 }
			},
			columns: [{ name: 'depth', title: { zh: '', en: '' }, unit: 'm', better: 'less', values: [0.5, 0.2] }]
		}
	]
};

function run(
	earlier: Readonly<Record<string, ModelResult>>,
	chosen: Readonly<Record<string, ParameterValue>> = {}
) {
	const own = Object.fromEntries(evacuation.parameters.map((each) => [each.name, each.default]));
	return evacuation.run({
		...{ city: CITY, edits: [], readings: {}, anchor: [120, 36], earlier },
		parameters: { ...own, hour: 2, speed: 1, capacity: 50, ...chosen },
		progress: () => undefined,
		signal: new AbortController().signal
	});
}

const layer = (result: ModelResult, id: string) => result.layers.find((each) => each.id === id)!;
const column = (result: ModelResult, id: string, name: string) =>
	layer(result, id).columns.find((each) => each.name === name)!.values;
const figure = (result: ModelResult, id: string) => result.indicators.find((each) => each.id === id)!.value;

describe('the model', () => {
	test('who is in danger walks to shelters out of it, the nearer people to the nearer one, as far as there is room', async () => {
		const result = await run({ plume: PLUME });
		expect(layer(result, 'buildings').keys).toEqual(['0', '1']);
		expect(column(result, 'buildings', 'people')).toEqual([99, 99]);
		expect(layer(result, 'shelters').keys).toEqual(['1', '2']);
		expect(column(result, 'shelters', 'people')).toEqual([120, 50]);
		expect(column(result, 'shelters', 'use')).toEqual([100, 100]);
		expect(layer(result, 'pairs').keys).toEqual(['west>east']);
		expect(['people', 'placed', 'without', 'lost', 'trapped'].map((id) => figure(result, id))).toEqual([
			198, 170, 28, 1, 0
		]);
		// 170 people: least walking is 200 and 300 m of the second house, the rest from the first
		const walked = 99 * 200 + 21 * 300 + 50 * 400;
		expect(figure(result, 'minutes')).toBeCloseTo(walked / 170 / 60, 2);
		expect(result.notes.map(({ gravity }) => gravity)).toEqual(['warning']);
	});

	test('the last street out of the danger holds all of them up', async () => {
		const result = await run({ plume: PLUME });
		expect(layer(result, 'narrowest').keys).toEqual(['1+']);
		expect(figure(result, 'clearance')).toBeCloseTo(198 / (4 * 1.3) / 60, 2);
		// from the westernmost junction two links lead to the first one out of it, at a metre a second
		expect(figure(result, 'walk-out')).toBeCloseTo(200 / 60, 2);
	});

	test('deep water drives people out too; shallow water and lesser severities do not', async () => {
		const wet = await run({ flood: FLOOD });
		expect(layer(wet, 'buildings').keys).toEqual(['0']);
		const both = await run({ flood: FLOOD, plume: PLUME }, { severity: '3' });
		expect(layer(both, 'buildings').keys).toEqual(['0']);
	});

	test('shelters that nobody can walk to are not listed', async () => {
		const result = await run({ plume: PLUME }, { farthest: 0.25 });
		expect(layer(result, 'shelters').keys).toEqual(['1']);
		expect(column(result, 'shelters', 'people')).toEqual([99]);
	});

	test('without danger nobody goes', async () => {
		const result = await run({});
		expect(result.indicators.filter(({ value }) => value !== 0)).toEqual([]);
		expect(layer(result, 'buildings').keys).toEqual([]);
	});
});
