import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openHighs } from '../highs.ts';
import { assignPeople, type Party } from './assign-people.ts';
import { CARD } from './card.ts';
import { clearanceBound } from './clearance.ts';
import { MaxFlow } from './max-flow.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const costOf = (parties: readonly Party[], assigned: readonly (readonly number[])[]) =>
	sum(parties.map(({ ways }, party) => sum(ways.map(({ cost }, way) => cost * assigned[party]![way]!))));

const parties = fc.array(
	fc.record({
		people: fc.integer({ min: 0, max: 6 }),
		ways: fc.uniqueArray(
			fc.record({ place: fc.integer({ min: 0, max: 3 }), cost: fc.integer({ min: 0, max: 20 }) }),
			{ selector: ({ place }) => place, maxLength: 4 }
		)
	}),
	{ maxLength: 6 }
);
const capacities = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 4, maxLength: 4 });

describe('people are given places', () => {
	test('a full place pushes on those for whom another is hardly farther', () => {
		const both = (near: number, far: number) => [
			{ place: 0, cost: near },
			{ place: 1, cost: far }
		];
		const groups = [
			{ people: 3, ways: both(10, 12) },
			{ people: 2, ways: both(5, 30) },
			{ people: 4, ways: [{ place: 1, cost: 9 }] }
		];
		const assigned = assignPeople(groups, [3, 4]);
		expect(assigned).toEqual([[1, 0], [2, 0], [4]]);
		expect(costOf(groups, assigned)).toBe(CARD.validation[0]!.reached);
	});

	test('any number of them: nobody is lost, no place holds more than it can, and it costs what HiGHS finds', async () => {
		const highs = await openHighs();
		const optimum = (groups: readonly Party[], rooms: readonly number[]) => {
			const flow = (party: number, way: number) => `f${party}_${way}`;
			const all = groups.flatMap(({ ways }, party) =>
				ways.map(({ place, cost }, way) => ({ name: flow(party, way), party, place, cost }))
			);
			if (all.length === 0) return 0;
			// Who finds no place costs more than all that any place can.
			const solution = highs.solve(
				[
					'Minimize',
					` o: ${all.map(({ name, cost }) => `${cost - 1000} ${name}`).join(' + ')}`.replaceAll('+ -', '- '),
					'Subject To',
					...groups.flatMap(({ people, ways }, party) =>
						ways.length === 0
							? []
							: [` p${party}: ${ways.map((_, way) => flow(party, way)).join(' + ')} <= ${people}`]
					),
					...rooms.flatMap((room, place) => {
						const into = all.filter((each) => each.place === place);
						return into.length === 0
							? []
							: [` c${place}: ${into.map(({ name }) => name).join(' + ')} <= ${room}`];
					}),
					'End'
				].join('\n')
			);
			return solution.ObjectiveValue;
		};
		fc.assert(
			fc.property(parties, capacities, (groups, rooms) => {
				const assigned = assignPeople(groups, rooms);
				groups.forEach(({ people }, party) => expect(sum(assigned[party]!)).toBeLessThanOrEqual(people));
				rooms.forEach((room, place) => {
					const held = groups.map(({ ways }, party) =>
						sum(ways.map((way, index) => (way.place === place ? assigned[party]![index]! : 0)))
					);
					expect(sum(held)).toBeLessThanOrEqual(room);
				});
				const found = costOf(groups, assigned) - 1000 * sum(assigned.map(sum));
				expect(found).toBeCloseTo(optimum(groups, rooms), 6);
			}),
			{ numRuns: 40 }
		);
	});
});

const net = fc.array(
	fc.record({
		a: fc.integer({ min: 0, max: 4 }),
		b: fc.integer({ min: 0, max: 4 }),
		width: fc.integer({ min: 1, max: 5 })
	}),
	{ minLength: 1, maxLength: 9 }
);

/** All sets of the nodes 0 … 3; node 4 is outside. */
const parts = Array.from(
	{ length: 15 },
	(_, mask) => (node: number) => node < 4 && ((mask + 1) >> node) % 2 === 1
);

test('the greatest flow is the narrowest cut', () => {
	fc.assert(
		fc.property(net, (streets) => {
			const flow = new MaxFlow(5);
			for (const { a, b, width } of streets) flow.join(a, b, width, width);
			const cuts = parts
				.filter((inside) => inside(0))
				.map((inside) => sum(streets.map(({ a, b, width }) => (inside(a) === inside(b) ? 0 : width))));
			expect(flow.run(0, 4)).toBe(Math.min(...cuts));
		})
	);
});

describe('the time to clear a part of a city', () => {
	const streets = (list: readonly (readonly [number, number, number])[], nodes: number) => ({
		nodes,
		from: list.map(([a]) => a),
		to: list.map(([, b]) => b),
		capacity: list.map(([, , width]) => width)
	});

	test('one street of 4 people a second takes 100 s for 400', () => {
		const found = clearanceBound(streets([[0, 1, 4]], 2), Float64Array.of(400, 0), (node) => node === 1);
		expect(found.seconds).toBe(CARD.validation[1]!.reached);
		expect(found).toEqual({ seconds: 100, narrowest: [{ street: 0, way: 1 }], behind: 400, trapped: 0 });
	});

	test('a narrow lane inside counts, wide streets behind it do not help', () => {
		const lane = streets(
			[
				[1, 0, 1],
				[1, 2, 10],
				[2, 1, 10]
			],
			3
		);
		const found = clearanceBound(lane, Float64Array.of(300, 500, 0), (node) => node === 2);
		expect(found).toMatchObject({ seconds: 300, narrowest: [{ street: 0, way: -1 }], behind: 300 });
	});

	test('it is the greatest quotient of people by ways out over all parts', () => {
		fc.assert(
			fc.property(
				net,
				fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 4, maxLength: 4 }),
				(list, people) => {
					const network = streets(
						list.map(({ a, b, width }) => [a, b, width] as const),
						5
					);
					const found = clearanceBound(network, Float64Array.from([...people, 0]), (node) => node === 4);
					const leaves = (inside: (node: number) => boolean) =>
						sum(list.map(({ a, b, width }) => (inside(a) === inside(b) ? 0 : width)));
					const isTrapped = (node: number) => parts.some((inside) => inside(node) && leaves(inside) === 0);
					const free = people.map((count, node) => (isTrapped(node) ? 0 : count));
					const needed = parts.map((inside) => {
						const held = sum(free.filter((_, node) => inside(node)));
						return held === 0 ? 0 : held / leaves(inside);
					});
					expect(found.seconds).toBe(Math.max(...needed));
					expect(found.trapped).toBe(sum(people) - sum(free));
				}
			)
		);
	});
});
