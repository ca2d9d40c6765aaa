import { expect, test } from 'vitest';
import { AppError } from '#lib/model/errors.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import { editCity } from '#lib/scenarios/edit/edit-city.ts';
import type { FlatScenario } from '#lib/scenarios/flat-scenario.ts';
import { blockTown, townAt } from '#lib/scenarios/testing/block-town.ts';
import { serve } from '../rpc.ts';
import { createScenarioApi } from './api.ts';
import { CityLookup } from './city-lookup.ts';
import { openScenarioWorker, type ScenarioThread } from './client.ts';
import { KeptResults } from './kept-results.ts';
import { RoadLookup } from './road-lookup.ts';
import { blocksOf, linesOf, zonePlaces } from './scenario-places.ts';

const point = (east: number, north: number): [number, number] => [...townAt(east, north)] as [number, number];
const ROAD: ScenarioEdit = {
	kind: 'road-add',
	line: [point(0, 0), point(90, 110), point(200, 200)],
	class: 'primary',
	lanes: 2,
	maxSpeed: 50
};

test('lines of links go in the direction of travel; a link that is not there has none', async () => {
	const roads = await editCity(blockTown(), [ROAD]).part('roads');
	const { starts, points } = linesOf(roads, ['0+', '0-', 'new-0-', 'new-9+']);
	expect([...starts]).toEqual([0, 2, 4, 7, 7]);
	expect([...points.slice(0, 8)]).toEqual([point(0, 0), point(200, 0), point(200, 0), point(0, 0)].flat());
	expect([...points.slice(8)]).toEqual([point(200, 200), point(90, 110), point(0, 0)].flat());
});

test('zones have rings and names; added buildings their outline and height, those of the pack their place', async () => {
	const town = blockTown();
	const { keys, names, rings } = zonePlaces(await town.part('zones'));
	expect([keys[3], names[3], rings[3]!.length]).toEqual(['z3', 'Block 3', 8]);
	const ring = [point(0, 0), point(9, 0), point(9, 9)];
	const edits: ScenarioEdit[] = [{ kind: 'building-add', ring, height: 21, levels: 7, use: 'office' }];
	const buildings = await editCity(town, edits).part('buildings');
	const blocks = blocksOf(buildings, edits, ['5', 'new-0', '5000']);
	expect(blocks.heights).toEqual([0, 21, 0]);
	expect(blocks.rings.map((outline) => [...outline])).toEqual([[], ring.flat(), []]);
	const five = buildings.key.indexOf('5');
	expect([...blocks.lngLat.slice(0, 2)]).toEqual([buildings.lng[five], buildings.lat[five]]);
	expect([...blocks.lngLat.slice(4)]).toEqual([NaN, NaN]);
});

test('the road at a place comes with the links of its name that hang together', async () => {
	const lookup = (await new CityLookup(blockTown()).roads())!;
	const there = lookup.at(point(300, 212), 30)!;
	expect(there.road).toMatchObject({ name: '东街', class: 'secondary' });
	expect(there.road.line).toEqual([point(200, 200), point(400, 200)]);
	// The streets of one name run beside each other without touching.
	expect(there.whole).toHaveLength(5);
	expect(there.bridge).toEqual([there.road.row]);
	expect(lookup.at(point(300, 300), 30)).toBeUndefined();
	expect(lookup.road(60)).toBeUndefined();
	expect([lookup.joins(point(200, 239)), lookup.joins(point(200, 241))]).toEqual([true, false]);
});

test('the two carriageways of a bridge are one bridge, what only bears its name elsewhere is not', () => {
	/** Degrees of a metre at the equator. */
	const metre = 1 / 111_320;
	// Two carriageways 20 m apart, the road on from one of them, and a road of that name 300 m away.
	const lines = [
		[0, 0, 400, 0],
		[400, 20, 0, 20],
		[400, 0, 500, 0],
		[0, 300, 400, 300]
	] as const;
	const none = new Float32Array(lines.length).fill(NaN);
	const places = lines.flatMap(([x0, y0, x1, y1]) => [
		[x0 * metre, y0 * metre] as const,
		[x1 * metre, y1 * metre] as const
	]);
	const where = {
		lng: Float64Array.from(places, ([lng]) => lng),
		lat: Float64Array.from(places, ([, lat]) => lat)
	};
	const lookup = new RoadLookup({
		nodes: where,
		links: {
			key: ['0', '1', '2', '3'],
			from: Uint32Array.of(0, 2, 1, 6),
			to: Uint32Array.of(1, 3, 5, 7),
			class: ['primary', 'primary', 'primary', 'primary'],
			name: ['River Bridge', 'River Bridge', 'River Bridge', 'River Bridge'],
			nameEn: [null, 'Old Bridge', null, null],
			length: none,
			oneway: Int8Array.of(1, 1, 0, 0),
			maxSpeed: none,
			lanes: Float32Array.of(2, NaN, NaN, NaN),
			capacity: none,
			greenShare: none,
			bridge: Uint8Array.of(1, 1, 0, 1),
			tunnel: new Uint8Array(4),
			closed: new Uint8Array(4),
			starts: Uint32Array.of(0, 2, 4, 6, 8)
		},
		points: where,
		signals: new Uint8Array(8)
	});
	const there = lookup.at([200 * metre, 2 * metre], 15);
	expect([there?.bridge, there?.whole]).toEqual([
		[0, 1],
		[0, 1, 2]
	]);
	expect(there?.road).toMatchObject({ row: 0, oneway: true, lanes: 2 });
	expect(there?.road).not.toHaveProperty('capacity');
	// Found by its name a road is taken before those that are nearer.
	const find = (named: string) => lookup.at([200 * metre, 250 * metre], 300, named)?.road.row;
	expect([find('River Bridge'), find('Other Road'), find('Old Bridge')]).toEqual([3, 3, 1]);
});

test('facilities, stops and lines are found by place and id', async () => {
	const lookup = new CityLookup(blockTown());
	expect(await lookup.facilityAt(point(105, 320), 20)).toEqual({
		id: 0,
		name: 'The primary_school',
		kind: 'primary_school',
		at: point(100, 320)
	});
	expect(await lookup.facilityAt(point(0, 0), 20)).toBeUndefined();
	expect((await lookup.stops())[2]).toEqual({
		dataset: 'bus',
		id: 's2',
		name: 'Stop 2',
		at: point(400, 208)
	});
	expect(await lookup.routes()).toMatchObject([
		{
			dataset: 'bus',
			id: '1',
			name: '1',
			stops: { length: 6 },
			stopNames: ['Stop 0', 'Stop 1', 'Stop 2', 'Stop 3', 'Stop 4', 'Stop 5']
		}
	]);
	expect(await lookup.buildings([0, 999])).toEqual([{ id: 0, name: '', at: point(60, 60) }]);
});

test('results are held by their inputs, the newest six', () => {
	const kept = new KeptResults();
	const run = (inputs: string) => ({
		model: 'm',
		inputs,
		digest: '',
		seconds: 0,
		earlier: [],
		result: { model: 'm', version: 1, indicators: [], layers: [], notes: [] }
	});
	for (let index = 0; index < 7; index++) kept.keep(run(String(index)));
	expect([kept.get('0'), kept.get('1')?.model]).toEqual([undefined, 'm']);
});

test('a worker that crashes fails what it was asked; the next question starts another', async () => {
	let crash: ((event: ErrorEvent) => void) | undefined;
	let started = 0;
	const create = (): ScenarioThread => {
		const { port1, port2 } = new MessageChannel();
		port1.start();
		port2.start();
		if (++started > 1)
			serve(
				createScenarioApi(() => () => Promise.resolve(undefined)),
				port2
			);
		return {
			postMessage: (message, buffers) => port1.postMessage(message, buffers),
			addEventListener(type: string, listener: never) {
				if (type === 'error') crash = listener;
				else port1.addEventListener('message', listener);
			},
			terminate: () => port1.close()
		};
	};
	const { manifest } = blockTown();
	const worker = openScenarioWorker({ manifest, packUrl: 'http://city/pack/' }, create);
	const asked = worker.roads([1]);
	crash?.({ message: 'out of memory' } as ErrorEvent);
	await expect(asked).rejects.toMatchObject({ code: 'WORKER_CRASHED', message: 'out of memory' });
	expect(await worker.roads([1])).toEqual([]);
	const flat: FlatScenario = { city: 'x', pack: 'y', edits: [], parameters: {}, readings: {} };
	const refused = worker.run(flat, 'nothing', () => undefined, new AbortController().signal);
	await expect(refused).rejects.toThrow('There is no model “nothing”.');
	await expect(refused).rejects.toBeInstanceOf(AppError);
	worker.stop();
	expect(started).toBe(2);
});
