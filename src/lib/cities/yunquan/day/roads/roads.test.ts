import { expect, test } from 'vitest';
import { ngsiLd } from '#lib/adapters/ngsi-ld/adapter.ts';
import { json } from '#lib/adapters/json/adapter.ts';
import type { Observation } from '#lib/model/observation.ts';
import { junctionKey } from '../../build/network.ts';
import { distanceToStretch } from '../../geometry/point.ts';
import { nodeAt } from '../../plan/lattice.ts';
import { ROAD_KINDS } from '../../plan/road-class.ts';
import { toMetres } from '../../sources/degrees.ts';
import { SMALL, smallCity } from '../../testing/small-city.ts';
import { dayOf } from '../day.ts';
import type { StartedIncident } from '../incidents.ts';
import { bearingOf } from './bearing.ts';
import { cars } from './cars.ts';
import { fleetOf } from './fleet.ts';
import { flowsToWork } from './journeys.ts';
import { roadFlow } from './road-flow.ts';
import { roadLinksOf } from './road-links.ts';
import { roadNetworkOf } from './road-network.ts';
import { rainOnRoads } from './rain-on-roads.ts';
import { speedUnder, trafficOf } from './traffic.ts';
import { floodedArcs } from './flooded-arcs.ts';

const { named } = smallCity();
const day = dayOf(SMALL);
const network = roadNetworkOf(named);
const flooded = floodedArcs(named, network);
const traffic = trafficOf(network, flowsToWork(network, named.city), flooded);
const RUSH = Date.parse('2026-05-06T08:00+08:00');
const NOON = Date.parse('2026-05-06T12:30+08:00');
const FLEET = 150;
const storm: readonly StartedIncident[] = [{ name: 'rainstorm', since: NOON }];

test('what drives into a junction where nobody lives or works drives on', () => {
	const { flows } = traffic;
	const net = network.at.map(() => 0);
	network.arcs.forEach(({ from, to }, arc) => {
		net[from]! -= flows[arc]!;
		net[to]! += flows[arc]!;
	});
	const { plan, cells } = named.city.skeleton;
	const corners = new Set(
		[...named.city.built.keys()].flatMap((cell) =>
			[0, 1].flatMap((i) =>
				[0, 1].map((j) =>
					junctionKey(nodeAt(plan, (cell % cells.columns) + i, Math.floor(cell / cells.columns) + j))
				)
			)
		)
	);
	const passed = network.at.flatMap((at, node) => (corners.has(junctionKey(at)) ? [] : [net[node]!]));
	expect(passed.length).toBeGreaterThan(10);
	for (const left of passed) expect(left).toBeCloseTo(0, 6);
	expect(Math.max(...flows)).toBeGreaterThan(100);
});

test('speed falls with load: free when empty, half at capacity, never below a crawl', () => {
	expect(speedUnder(0, 20)).toBe(20);
	expect(speedUnder(1, 20)).toBeCloseTo(10.4, 1);
	expect(speedUnder(9, 20)).toBeCloseTo(1.8, 9);
});

test('rush hours are slower than noon, and the other direction is fuller in the evening', () => {
	const mean = (at: number) => {
		const { speed } = traffic.stateAt(day.worldAt(at));
		return speed.reduce((sum, each) => sum + each, 0) / speed.length;
	};
	expect(mean(RUSH)).toBeLessThan(mean(NOON));
	const morning = traffic.stateAt(day.worldAt(RUSH)).flow;
	const evening = traffic.stateAt(day.worldAt(RUSH + 10 * 3_600_000)).flow;
	const busiest = traffic.flows.indexOf(Math.max(...traffic.flows));
	const { back } = network.arcs[busiest]!;
	expect(morning[busiest]).toBeGreaterThan(morning[back]!);
	expect(evening[busiest]).toBeLessThan(evening[back]!);
});

test('cars stay on their side of the street, point along it and never jump', () => {
	const fleet = fleetOf(traffic, SMALL.seed, FLEET);
	let driving = 0;
	for (let index = 0; index < FLEET; index++) {
		let before: { x: number; y: number; at: number } | undefined;
		for (let second = 0; second < 240; second += 2) {
			const at = RUSH + second * 1000;
			const { on } = fleet.at(day.worldAt(at), index);
			if (!on) {
				before = undefined;
				continue;
			}
			driving++;
			const { from, to, class: roadClass, back } = network.arcs[on.arc]!;
			const [a, b] = [network.at[from]!, network.at[to]!];
			const place = toMetres(...on.position);
			expect(distanceToStretch(a, b, place)).toBeLessThanOrEqual(ROAD_KINDS[roadClass].half);
			const right = (place.x - a.x) * (b.y - a.y) - (place.y - a.y) * (b.x - a.x);
			if (back !== -1) expect(right).toBeGreaterThan(0);
			expect(on.heading).toBe(bearingOf(a, b));
			if (before) {
				const moved = Math.hypot(place.x - before.x, place.y - before.y);
				expect(moved).toBeLessThan(2 * 30 + 30);
			}
			before = { ...place, at };
		}
	}
	expect(driving).toBeGreaterThan(FLEET * 30);
});

test('a fleet at an instant is the same whether one watched it drive there or not', () => {
	const watched = fleetOf(traffic, SMALL.seed, FLEET);
	for (let minute = -30; minute < 30; minute++)
		for (let index = 0; index < FLEET; index++) watched.at(day.worldAt(NOON + minute * 60_000, storm), index);
	const fresh = fleetOf(traffic, SMALL.seed, FLEET);
	const world = day.worldAt(NOON + 30 * 60_000, storm);
	for (let index = 0; index < FLEET; index++)
		expect(watched.at(world, index)).toEqual(fresh.at(world, index));
});

test('a storm floods underpasses: their streets are closed, and what drove there drives around', () => {
	const later = NOON + 30 * 60_000;
	expect(flooded(day.worldAt(NOON + 60_000, storm))).toEqual([]);
	const wet = day.worldAt(later, storm);
	const shut = flooded(wet);
	expect(shut.length).toBeGreaterThan(0);
	const state = traffic.stateAt(wet);
	for (const arc of shut) expect([state.closed[arc], state.speed[arc], state.flow[arc]]).toEqual([1, 0, 0]);
	const open = trafficOf(network, traffic.flows, () => []).stateAt(wet);
	expect(network.arcs.some((_, arc) => state.flow[arc]! > open.flow[arc]! * 1.2)).toBe(true);
});

test('who sees the rain slows down at once; what it takes from the capacity takes half an hour', () => {
	const rain = (minutes: number) => rainOnRoads(day.worldAt(NOON + minutes * 60_000, storm));
	expect(rain(0)).toEqual({ speed: 0, capacity: 0 });
	expect(rain(4).speed).toBe(0.19);
	expect(rain(4).capacity).toBeLessThan(0.12);
	expect(rain(35)).toEqual({ speed: 0.19, capacity: 0.4 });
	expect(rain(150)).toEqual({ speed: 0, capacity: 0 });
});

test('detectors and floating cars are read by the real adapters without a fault', () => {
	const world = day.worldAt(RUSH);
	const links = roadLinksOf(named, network);
	const detected = [...roadFlow(traffic, links).messages(world, 30)].map(({ payload }) =>
		ngsiLd.decode(payload, RUSH)
	);
	expect(detected.flatMap(({ rejected }) => rejected)).toEqual([]);
	const rows = detected.flatMap(({ rows: found }) => found as Observation[]); // no alerts go in here
	expect(rows).toHaveLength(links.length);
	expect(rows[0]).toMatchObject({
		entity: links[0]!.id,
		at: RUSH,
		position: links[0]!.middle,
		heading: expect.closeTo(links[0]!.heading, 6),
		title: links[0]!.name,
		units: { length: 'km' }
	});
	expect(Object.keys(rows[0]!.values!).sort()).toEqual([
		'intensity',
		'length',
		'occupancy',
		'ratio',
		'speed'
	]);
	const [message] = cars(fleetOf(traffic, SMALL.seed, FLEET)).messages(world, 2);
	const driven = json.decode(message!.payload, RUSH, { topic: message!.topic });
	expect(driven.rejected).toEqual([]);
	expect(driven.rows).toHaveLength(message!.rows);
	expect(driven.rows[0]).toMatchObject({ kind: 'observation', at: RUSH, quality: 16 });
});
