import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverage } from './coverage.ts';
import { floatingCatchment } from './floating-catchment.ts';
import { buildTravelGraph, reversed, type Leg } from './travel-graph.ts';
import { travelTimes } from './travel-times.ts';

/** A grid whose streets all take so many seconds. */
function grid(width: number, height: number, seconds: number) {
	const legs: Leg[] = [];
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const here = y * width + x;
			for (const there of [x + 1 < width ? here + 1 : here, y + 1 < height ? here + width : here]) {
				if (there === here) continue;
				legs.push({ from: here, to: there, seconds }, { from: there, to: here, seconds });
			}
		}
	return buildTravelGraph(width * height, legs);
}

describe('travel times', () => {
	test('on a grid they are the city blocks to the nearest source', () => {
		const { seconds, source } = travelTimes(grid(7, 5, 10), [{ node: 0 }, { node: 34, seconds: 5 }]);
		for (let node = 0; node < 35; node++) {
			const [x, y] = [node % 7, Math.floor(node / 7)];
			const [first, second] = [10 * (x + y), 5 + 10 * (6 - x + 4 - y)];
			expect(seconds[node]).toBe(Math.min(first, second));
			expect(source[node]).toBe(first <= second ? 0 : 1);
		}
	});

	test('within a limit a grid’s nodes are a diamond', () => {
		const { seconds } = travelTimes(grid(21, 21, 10), [{ node: 220 }], 80);
		expect(seconds.filter(Number.isFinite).length).toBe(2 * 8 * 8 + 2 * 8 + 1);
	});

	test('one-way streets count in their direction', () => {
		const graph = buildTravelGraph(3, [
			{ from: 0, to: 1, seconds: 4 },
			{ from: 1, to: 2, seconds: 5 }
		]);
		expect([...travelTimes(graph, [{ node: 0 }]).seconds]).toEqual([0, 4, 9]);
		expect([...travelTimes(graph, [{ node: 2 }]).seconds]).toEqual([Infinity, Infinity, 0]);
		expect([...travelTimes(reversed(graph), [{ node: 2 }]).seconds]).toEqual([9, 5, 0]);
	});

	test('a leg that cannot be is refused by name', () => {
		expect(() => buildTravelGraph(2, [{ from: 0, to: 2, seconds: 1 }])).toThrow('Leg 1 (0 → 2)');
		expect(() => buildTravelGraph(2, [{ from: 0, to: 1, seconds: -1 }])).toThrow('takes -1 s');
	});
});

test('a life circle counts who has everything within the time', () => {
	const demands = [
		{ people: 100, seconds: { school: 600, clinic: 900 } },
		{ people: 40, seconds: { school: 600, clinic: 901 } },
		{ people: 7, seconds: { school: Infinity } }
	];
	expect(coverage(demands, ['school', 'clinic'], 900)).toEqual({
		people: 147,
		byKind: { school: 140, clinic: 100 },
		all: 100
	});
});

describe('two-step floating catchments', () => {
	test('a closed form: two places share a facility, one of them has another', () => {
		const access = floatingCatchment(
			[100, 300],
			[
				{
					supply: 8,
					reached: [
						{ place: 0, seconds: 60 },
						{ place: 1, seconds: 500 }
					]
				},
				{
					supply: 3,
					reached: [
						{ place: 1, seconds: 100 },
						{ place: 0, seconds: 901 }
					]
				}
			],
			{ within: 900 }
		);
		expect([...access]).toEqual([0.02, 0.02 + 0.01]);
	});

	test('what is offered is given out, whatever the weights', () => {
		const facility = fc.record({
			supply: fc.integer({ min: 1, max: 50 }),
			reached: fc.uniqueArray(
				fc.record({ place: fc.integer({ min: 0, max: 9 }), seconds: fc.integer({ min: 0, max: 1200 }) }),
				{ selector: ({ place }) => place, maxLength: 10 }
			)
		});
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 10, maxLength: 10 }),
				fc.array(facility, { maxLength: 8 }),
				(people, facilities) => {
					const weight = (seconds: number) => Math.exp(-((seconds / 600) ** 2));
					const access = floatingCatchment(people, facilities, { within: 900, weight });
					const given = people.reduce((sum, count, place) => sum + count * access[place]!, 0);
					const offered = facilities
						.filter(({ reached }) => reached.some(({ seconds }) => seconds <= 900))
						.reduce((sum, { supply }) => sum + supply, 0);
					expect(given).toBeCloseTo(offered, 8);
				}
			)
		);
	});
});
