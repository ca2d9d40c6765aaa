import { expect, test } from 'vitest';
import type { BuildingsPart, FootprintsPart, RoadsPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';
import { scenarioGeometry, type PlacedCity } from './scenario-geometry.ts';

/** One road of three points along the equator, or one further north. */
const roads = (key: string, lat: number) =>
	({
		links: { key: [key], starts: Uint32Array.of(0, 3) },
		points: { lng: Float64Array.of(0, 1, 2), lat: Float64Array.of(lat, lat, lat) }
	}) as unknown as RoadsPart; // nothing else of it is read
const city = (key: string, lat: number): PlacedCity => ({
	roads: () => Promise.resolve(roads(key, lat)),
	zones: () =>
		Promise.resolve({
			key: [key],
			rings: [[[0, lat]]],
			lng: Float64Array.of(5),
			lat: Float64Array.of(lat)
		} as unknown as ZonesPart), // nor of it
	buildings: () =>
		Promise.resolve({ key: ['0', key], height: Float32Array.of(9, 30) } as unknown as BuildingsPart),
	footprints: () =>
		Promise.resolve({
			...{ starts: Uint32Array.of(0, 0, 1), lng: Float64Array.of(7), lat: Float64Array.of(lat) }
		} as FootprintsPart)
});

test('a link goes the way of its key; what the first scenario has not comes from the second', async () => {
	const { lines } = scenarioGeometry([city('7', 0), city('new-0', 4)]);
	const { starts, points } = await lines(['7-', 'new-0+', '8+', '7+']);
	expect([...starts]).toEqual([0, 3, 6, 6, 9]);
	expect([...points]).toEqual([2, 0, 1, 0, 0, 0, 0, 4, 1, 4, 2, 4, 0, 0, 1, 0, 2, 0]);
});

test('zones of both are there once, added buildings stand with their height', async () => {
	const { zones, blocks } = scenarioGeometry([city('new-1', 0), city('new-2', 4)]);
	expect(await zones()).toEqual({
		keys: ['new-1', 'new-2'],
		rings: [
			[0, 0],
			[0, 4]
		],
		lng: [5, 5],
		lat: [0, 4]
	});
	expect(await blocks(['0', 'new-2'])).toEqual({ rings: [[], [7, 4]], heights: [0, 30] });
});
