import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACCESS_CARD } from './card.ts';
import { coverage, middleOfPeople } from './coverage.ts';
import { floatingCatchment } from './floating-catchment.ts';
import { scanProfiles } from './transit/scan-profiles.ts';
import { buildTravelGraph, type Legs, type TravelGraph } from './travel-graph.ts';
import { TravelSweep, type Source } from './travel-sweep.ts';

/** Legs as rows `[from, to, seconds]`. */
function legsOf(rows: readonly (readonly [number, number, number])[]): Legs {
	const column = (index: 0 | 1 | 2) => rows.map((row) => row[index]);
	return { from: column(0), to: column(1), seconds: column(2) };
}

/** A grid whose streets all take so many seconds. */
function grid(width: number, height: number, seconds: number): TravelGraph {
	const rows: [number, number, number][] = [];
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const here = y * width + x;
			if (x + 1 < width) rows.push([here, here + 1, seconds], [here + 1, here, seconds]);
			if (y + 1 < height) rows.push([here, here + width, seconds], [here + width, here, seconds]);
		}
	return buildTravelGraph(width * height, legsOf(rows));
}

function sweep(graph: TravelGraph, sources: readonly Source[], limit?: number): TravelSweep {
	const travel = new TravelSweep(graph);
	travel.run(sources, limit);
	return travel;
}

describe('travel times', () => {
	test('on a grid they are the city blocks to the nearest source', () => {
		const { seconds, source } = sweep(grid(7, 5, 10), [{ node: 0 }, { node: 34, seconds: 5 }]);
		for (let node = 0; node < 35; node++) {
			const [x, y] = [node % 7, Math.floor(node / 7)];
			const [first, second] = [10 * (x + y), 5 + 10 * (6 - x + 4 - y)];
			expect(seconds[node]).toBe(Math.min(first, second));
			expect(source[node]).toBe(first <= second ? 0 : 1);
		}
	});

	test('within a limit a grid’s nodes are a diamond, and the next run knows nothing of it', () => {
		const travel = sweep(grid(21, 21, 10), [{ node: 220 }], 80);
		expect(travel.reached.length).toBe(2 * 8 * 8 + 2 * 8 + 1);
		travel.run([{ node: 0 }], 10);
		expect([...travel.reached].sort((a, b) => a - b)).toEqual([0, 1, 21]);
		expect([travel.seconds[220], travel.source[220]]).toEqual([Infinity, -1]);
	});

	test('one-way streets count in their direction', () => {
		const graph = buildTravelGraph(
			3,
			legsOf([
				[0, 1, 4],
				[1, 2, 5]
			])
		);
		expect([...sweep(graph, [{ node: 0 }]).seconds]).toEqual([0, 4, 9]);
		expect([...sweep(graph, [{ node: 2 }]).seconds]).toEqual([Infinity, Infinity, 0]);
	});

	test('of any network they are the least over all ways', () => {
		const leg = fc.tuple(
			fc.nat(7),
			fc.nat(7),
			fc.double({ min: 0, max: 900, noNaN: true, noDefaultInfinity: true })
		);
		const start = fc.record({ node: fc.nat(7), seconds: fc.nat(2000) });
		fc.assert(
			fc.property(
				fc.array(leg, { maxLength: 30 }),
				fc.array(start, { minLength: 1, maxLength: 3 }),
				(rows, starts) => {
					// Bellman and Ford's rounds: each looks at every leg.
					const best = new Array<number>(8).fill(Infinity);
					for (const { node, seconds } of starts) best[node] = Math.min(best[node]!, seconds);
					for (let round = 0; round < 8; round++)
						for (const [from, to, seconds] of rows) best[to] = Math.min(best[to]!, best[from]! + seconds);
					expect([...sweep(buildTravelGraph(8, legsOf(rows)), starts).seconds]).toEqual(best);
				}
			)
		);
	});

	test('a leg that cannot be is refused by name', () => {
		expect(() => buildTravelGraph(2, legsOf([[0, 2, 1]]))).toThrow('Leg 1 (0 → 2)');
		expect(() => buildTravelGraph(2, legsOf([[0, 1, -1]]))).toThrow('Leg 1 (0 → 1) takes -1 s');
	});
});

describe('life circles', () => {
	test('a life circle counts who has everything within the time', () => {
		const [school, clinic] = [
			[600, 600, Infinity],
			[900, 901, Infinity]
		];
		expect(coverage([100, 40, 7], [school, clinic], 900)).toEqual({
			people: 147,
			byService: [140, 100],
			all: 100,
			services: Uint8Array.of(2, 1, 0)
		});
	});

	test('the median is that of people, not of homes', () => {
		expect(middleOfPeople([10, 1, 1], [300, 60, 120])).toBe(300);
		expect(middleOfPeople([1, 1, 1], [300, 60, 120])).toBe(120);
		expect(middleOfPeople([1, 3], [300, Infinity])).toBeUndefined();
	});
});

describe('two-step floating catchments', () => {
	test('a closed form: two places share a facility, one of them has another', () => {
		const access = floatingCatchment(
			[100, 300],
			[
				{ supply: 8, reached: { points: [0, 1], seconds: [60, 500] } },
				{ supply: 3, reached: { points: [1, 0], seconds: [100, 901] } }
			],
			{ within: 900 }
		);
		expect([...access]).toEqual([0.02, 0.02 + 0.01]);
	});

	test('what is offered is given out, whatever the weights', () => {
		const facility = fc.record({
			supply: fc.integer({ min: 1, max: 50 }),
			times: fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(1200)), {
				selector: ([point]) => point,
				maxLength: 10
			})
		});
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 10, maxLength: 10 }),
				fc.array(facility, { maxLength: 8 }),
				(people, facilities) => {
					const weight = (seconds: number) => Math.exp(-((seconds / 600) ** 2));
					const catchments = facilities.map(({ supply, times }) => ({
						supply,
						reached: { points: times.map(([point]) => point), seconds: times.map(([, seconds]) => seconds) }
					}));
					const access = floatingCatchment(people, catchments, { within: 900, weight });
					const given = people.reduce((sum, count, point) => sum + count * access[point]!, 0);
					const offered = catchments
						.filter(({ reached }) => reached.seconds.some((seconds) => seconds <= 900))
						.reduce((sum, { supply }) => sum + supply, 0);
					expect(given).toBeCloseTo(offered, 8);
				}
			)
		);
	});
});

test('the figures of the model’s card are those that its parts reach', () => {
	const shared = { supply: 8, reached: { points: [0, 1], seconds: [60, 500] } };
	const own = { supply: 3, reached: { points: [1], seconds: [100] } };
	const access = floatingCatchment([100, 300], [shared, own], { within: 900 });
	const [crossing] = scanProfiles({
		connections: {
			trip: Uint32Array.of(1, 0),
			fromStop: Uint32Array.of(1, 0),
			departure: Int32Array.of(250, 100),
			toStop: Uint32Array.of(2, 1),
			arrival: Int32Array.of(350, 200)
		},
		trips: 2,
		changes: { starts: Int32Array.of(0, 0, 1, 1), from: Int32Array.of(1), seconds: Float64Array.of(50) },
		egress: Float64Array.of(Infinity, Infinity, 0),
		horizon: Infinity
	});
	const reached = [
		sweep(grid(21, 21, 10), [{ node: 220 }], 80).reached.length,
		access[1]!,
		(100 * access[0]! + 300 * access[1]!) / (8 + 3),
		crossing!.arrival(100)
	];
	ACCESS_CARD.validation.forEach((figure, index) => {
		expect(Math.abs(figure.reached - reached[index]!)).toBeLessThanOrEqual(1e-12);
		expect(Math.abs(figure.expected - reached[index]!)).toBeLessThanOrEqual(figure.within);
	});
});
