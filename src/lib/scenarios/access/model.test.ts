import { describe, expect, test } from 'vitest';
import type { CityParts } from '#lib/model/scenario/city-parts.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import type { ParameterValue } from '#lib/model/scenario/scenario.ts';
import { Plane } from '../city/plane.ts';
import { parametersOf } from '../model-parameters.ts';
import access from './access.ts';

const LAT = 36;
const plane = new Plane(LAT);
const lng = (metres: number) => metres / plane.perLng;
const lat = (metres: number) => LAT + metres / plane.perLat;

type City = Pick<CityParts, 'roads' | 'zones' | 'buildings' | 'facilities' | 'transit'>;
type Place = readonly [east: number, north: number];

/**
 * A street of 3 km with nodes every kilometre; its middle kilometre is a bridge. A home of 100 people stands 10 m north
 * of it at 100 m, one of 50 at 2900 m. A primary school of 10 places is at 600 m, on the street.
 */
function bridgeTown(change: { readonly closed?: boolean; readonly oneway?: boolean } = {}): City {
	const homes: Place[] = [
		[100, 10],
		[2900, 10]
	];
	const column = (value: number) => new Float32Array(3).fill(value);
	const ends = [0, 1000, 2000, 3000].map((east) => [lng(east), lat(0)] as const);
	const points = [0, 1, 1, 2, 2, 3].map((node) => ends[node]!);
	return {
		roads: {
			nodes: {
				lng: Float64Array.from(ends, ([x]) => x),
				lat: Float64Array.from(ends, ([, y]) => y)
			},
			links: {
				key: ['0', '1', '2'],
				from: Uint32Array.of(0, 1, 2),
				to: Uint32Array.of(1, 2, 3),
				class: ['secondary', 'secondary', 'secondary'],
				name: [null, null, null],
				length: column(1000),
				oneway: new Int8Array(3).fill(change.oneway ? 1 : 0),
				maxSpeed: column(50),
				lanes: column(2),
				capacity: column(800),
				greenShare: column(NaN),
				bridge: Uint8Array.of(0, 1, 0),
				tunnel: new Uint8Array(3),
				closed: Uint8Array.of(0, change.closed ? 1 : 0, 0),
				starts: Uint32Array.of(0, 2, 4, 6)
			},
			points: {
				lng: Float64Array.from(points, ([x]) => x),
				lat: Float64Array.from(points, ([, y]) => y)
			},
			signals: new Uint8Array(4)
		},
		zones: {
			key: ['west', 'east'],
			name: ['西岸', '东岸'],
			lng: Float64Array.of(lng(500), lng(2500)),
			lat: Float64Array.of(LAT, LAT),
			residents: Float64Array.of(100, 50),
			jobs: new Float64Array(2),
			rings: [0, 1500].map((west) => [
				[lng(west), lat(-500)],
				[lng(west + 1500), lat(-500)],
				[lng(west + 1500), lat(500)],
				[lng(west), lat(500)]
			]),
			counted: 'in the pack'
		},
		buildings: {
			key: ['0', '1'],
			lng: Float64Array.from(homes, ([east]) => lng(east)),
			lat: Float64Array.from(homes, ([, north]) => lat(north)),
			use: ['apartments', 'apartments'],
			height: Float32Array.of(9, 9),
			area: Float32Array.of(200, 200),
			levels: Float32Array.of(3, 3),
			residents: Float32Array.of(100, 50),
			jobs: new Float32Array(2)
		},
		facilities: {
			key: ['7'],
			kind: ['primary_school'],
			name: ['桥头小学'],
			lng: Float64Array.of(lng(600)),
			lat: Float64Array.of(lat(0)),
			capacity: Float64Array.of(10)
		},
		transit: {
			stops: { key: [], name: [], lng: new Float64Array(), lat: new Float64Array() },
			routes: { key: [], name: [] },
			trips: { route: new Uint32Array(), starts: new Uint32Array(1) },
			calls: { stop: new Uint32Array(), arrival: new Int32Array(), departure: new Int32Array() },
			day: ''
		}
	};
}

/** Walking at 3.6 km/h a metre is a second. */
const METRE_A_SECOND = { 'walking-speed': 3.6, 'primary-school-share': 10 };

function run(
	city: City,
	parameters: Record<string, ParameterValue> = {},
	earlier: Record<string, ModelResult> = {}
): Promise<ModelResult> {
	return access.run({
		city,
		edits: [],
		parameters: parametersOf(access, { parameters: { access: { ...METRE_A_SECOND, ...parameters } } }),
		readings: {},
		anchor: [0, LAT],
		earlier,
		progress: () => undefined,
		signal: new AbortController().signal
	});
}

const column = (result: ModelResult, layer: string, name: string) =>
	result.layers.find(({ id }) => id === layer)?.columns.find((each) => each.name === name)?.values;
const indicator = (result: ModelResult, id: string) =>
	result.indicators.find((each) => each.id === id)?.value;

describe('access', () => {
	test('minutes are along the street, from where one steps onto it', async () => {
		const result = await run(bridgeTown(), { minutes: 40 });
		// 10 m to the street, 500 m and 2300 m along it.
		expect(column(result, 'buildings', 'minutes-primary-school')).toEqual([8.5, 38.5]);
		expect(column(result, 'facilities', 'people')).toEqual([150]);
		expect(column(result, 'facilities', 'load')).toEqual([150]);
		expect(indicator(result, 'median-primary-school')).toBe(8.5);
	});

	test('a life circle covers who is within the minutes; capacity is given to whom it reaches', async () => {
		const result = await run(bridgeTown());
		expect(column(result, 'zones', 'primary-school')).toEqual([100, 0]);
		expect(column(result, 'buildings', 'capacity-primary-school')).toEqual([1, 0]);
		expect([indicator(result, 'all'), indicator(result, 'all-share'), indicator(result, 'none')]).toEqual([
			100, 66.7, 50
		]);
	});

	test('when the bridge is closed the other bank has no school', async () => {
		const result = await run(bridgeTown({ closed: true }), { minutes: 60 });
		expect(column(result, 'buildings', 'minutes-primary-school')).toEqual([8.5, null]);
		expect(column(result, 'facilities', 'people')).toEqual([100]);
	});

	test('walkers need not obey one-way streets, riders do', async () => {
		expect(column(await run(bridgeTown({ oneway: true }), { minutes: 60 }), 'facilities', 'people')).toEqual([
			150
		]);
		const riding = await run(bridgeTown({ oneway: true }), {
			minutes: 60,
			mode: 'cycle',
			'cycling-speed': 18
		});
		// From 100 to 600 m the traffic goes that way.
		expect(column(riding, 'buildings', 'minutes-primary-school')).toEqual([1.8, null]);
	});

	test('a flood takes streets and schools out of use', async () => {
		const flood = (layer: string, key: string, depth: number): Record<string, ModelResult> => ({
			flood: {
				model: 'flood',
				version: 1,
				indicators: [],
				notes: [],
				layers: [
					{
						id: layer,
						title: { zh: '', en: '' },
						geometry: { of: 'table' },
						keys: [key],
						colour: 'depth',
						columns: [
							{ name: 'depth', title: { zh: '', en: '' }, unit: 'm', better: 'less', values: [depth] }
						]
					}
				]
			}
		});
		const people = async (earlier: Record<string, ModelResult>, parameters = {}) =>
			column(await run(bridgeTown(), { minutes: 60, ...parameters }, earlier), 'facilities', 'people');
		expect(await people(flood('roads', '1-', 0.31))).toEqual([100]);
		expect(await people(flood('roads', '1-', 0.3))).toEqual([150]);
		expect(await people(flood('roads', '1-', 0.31), { flooded: false })).toEqual([150]);
		expect(await people(flood('facilities', '7', 0.5))).toEqual([0]);
		const wet = await run(bridgeTown(), {}, flood('facilities', '7', 0.5));
		expect([indicator(wet, 'facilities-unreached'), indicator(wet, 'covered-primary-school')]).toEqual([
			1, 0
		]);
		expect(column(wet, 'facilities', 'open')).toEqual([0]);
	});

	test('public transport leads to what is too far to walk', async () => {
		const town = bridgeTown();
		const from = 27_000;
		const trips = Array.from({ length: 12 }, (_, trip) => from + 300 + trip * 600);
		const transit = {
			...town.transit,
			stops: {
				key: ['bus/A', 'bus/B'],
				name: ['A', 'B'],
				lng: Float64Array.of(lng(2900), lng(600)),
				lat: Float64Array.of(lat(0), lat(0))
			},
			trips: { route: new Uint32Array(12), starts: Uint32Array.from({ length: 13 }, (_, trip) => 2 * trip) },
			calls: {
				stop: Uint32Array.from({ length: 24 }, (_, call) => call % 2),
				arrival: Int32Array.from(trips.flatMap((at) => [at, at + 200])),
				departure: Int32Array.from(trips.flatMap((at) => [at, at + 200]))
			},
			day: '2026-06-03'
		};
		const result = await run({ ...town, transit }, { mode: 'transit', minutes: 10 });
		// A bus every 600 s from second 300: who leaves at 0, 600 … waits 290 s, at 300, 900 … 590 s; seven of 13 are on time.
		expect(column(result, 'buildings', 'minutes-primary-school')).toEqual([8.5, 8.3]);
		expect(column(result, 'buildings', 'departures-primary-school')).toEqual([100, 53.8]);
		expect(column(result, 'facilities', 'people')).toEqual([150]);
	});

	test('services that nobody knows of are left out, and that is said', async () => {
		const { notes } = await run(bridgeTown());
		expect(notes[0]!.words.en).toContain('without them: Kindergarten, Middle school');
		expect(notes[0]!.gravity).toBe('warning');
	});
});
