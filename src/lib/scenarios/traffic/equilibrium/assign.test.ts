import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CARD } from '../card.ts';
import { buildDemand, type Trip } from '../demand.ts';
import { buildRoadNetwork, type Link, type NetworkOptions, type RoadNetwork } from '../road-network.ts';
import { assign } from './assign.ts';

const link = (from: number, to: number, more: Partial<Link> = {}): Link => ({
	from,
	to,
	capacity: 1,
	length: 0,
	freeTime: 1,
	b: 0,
	power: 1,
	toll: 0,
	...more
});
const run = (
	links: readonly Link[],
	options: NetworkOptions,
	trips: readonly Trip[],
	aim: 'user' | 'system' = 'user'
) => assign(buildRoadNetwork(links, options), buildDemand(trips, options.zones), { gap: 1e-9, aim });

/** Of the model's card. */
const figureOf = (whose: string) => CARD.validation.find(({ what }) => what.en.startsWith(whose))!;

describe('closed forms', () => {
	/** Pigou 1920: one road always takes 1, the other as long as its share of the trips to a power. */
	const pigou = (power: number) => [
		link(1, 3, { freeTime: 1 }),
		link(3, 2, { freeTime: 0 }),
		link(1, 4, { freeTime: 1e-9, b: 1e9, power }),
		link(4, 2, { freeTime: 0 })
	];
	const between = { zones: 2, nodes: 4, firstThrough: 3 };

	test.each([1, 4, 17])('Pigou’s roads, power %d: everyone takes the one that fills up', (power) => {
		const { flow, totalTravelTime } = run(pigou(power), between, [[1, 2, 1]]);
		expect(flow[2]).toBeCloseTo(1, 4);
		expect(totalTravelTime).toBeCloseTo(1, 6);
	});

	test.each([1, 4, 17])(
		'Pigou’s roads, power %d: for all together (p + 1)^(−1/p) of them should',
		(power) => {
			const { flow, totalTravelTime } = run(pigou(power), between, [[1, 2, 1]], 'system');
			const share = (power + 1) ** (-1 / power);
			expect(flow[2]).toBeCloseTo(share, 5);
			expect(totalTravelTime).toBeCloseTo(1 - share + share ** (power + 1), 6);
			if (power === 4) expect(totalTravelTime).toBeCloseTo(figureOf('Pigou').reached, 6);
		}
	);

	test('Braess 1968: the new road makes everyone’s way longer', () => {
		// 10 x on two roads, 50 + x on two, 10 + x on the one between; six trips.
		const steep = { freeTime: 1e-9, b: 1e10 };
		const flat = { freeTime: 50, b: 1 / 50 };
		const roads = [link(1, 3, steep), link(1, 4, flat), link(3, 2, flat), link(4, 2, steep)];
		const between4 = { zones: 2, nodes: 4, firstThrough: 3 };
		const before = run(roads, between4, [[1, 2, 6]]);
		const after = run([...roads, link(3, 4, { freeTime: 10, b: 1 / 10 })], between4, [[1, 2, 6]]);
		expect(before.totalTravelTime / 6).toBeCloseTo(83, 6);
		expect(after.totalTravelTime / 6).toBeCloseTo(92, 6);
		expect(after.totalTravelTime / 6).toBeCloseTo(figureOf('Braess').reached, 6);
		expect([...after.flow].map((flow) => Math.round(flow * 1e5) / 1e5)).toEqual([4, 2, 2, 4, 2]);
	});

	test('a toll counts by its weight, and not in the time', () => {
		const roads = [link(1, 2, { freeTime: 10, b: 1, toll: 4 }), link(1, 2, { freeTime: 10, b: 1 })];
		const { flow, cost, totalTravelTime } = run(
			roads,
			{ zones: 2, nodes: 2, firstThrough: 1, weights: { toll: 2.5, distance: 0 } },
			[[1, 2, 3]]
		);
		// 10 + 10 x + 10 = 10 + 10 (3 − x)
		expect(flow[0]).toBeCloseTo(1, 6);
		expect(cost[0]).toBeCloseTo(30, 5);
		expect(totalTravelTime).toBeCloseTo(1 * 20 + 2 * 30, 5);
	});
});

describe('rules', () => {
	test('nobody drives through a zone', () => {
		const roads = [link(1, 2), link(2, 3), link(1, 4, { freeTime: 5 }), link(4, 3, { freeTime: 5 })];
		const trips: Trip[] = [[1, 3, 1]];
		expect(run(roads, { zones: 3, nodes: 4, firstThrough: 4 }, trips).totalTravelTime).toBe(10);
		expect(run(roads, { zones: 3, nodes: 4, firstThrough: 1 }, trips).totalTravelTime).toBe(2);
	});

	test('trips within a zone use no link', () => {
		const demand = buildDemand(
			[
				[1, 1, 5],
				[1, 2, 1]
			],
			2
		);
		const network = buildRoadNetwork([link(1, 2), link(2, 1)], { zones: 2, nodes: 2, firstThrough: 1 });
		expect([...assign(network, demand, { gap: 1e-6 }).flow]).toEqual([1, 0]);
		expect(demand).toMatchObject({ total: 6, intrazonal: 5 });
	});

	test('without a trip there is nothing to do', () => {
		expect(run([link(1, 2)], { zones: 2, nodes: 2, firstThrough: 1 }, [])).toMatchObject({
			relativeGap: 0,
			iterations: 0,
			converged: true,
			totalTravelTime: 0
		});
	});

	test('a pair of zones without a way between them is named', () => {
		expect(() => run([link(1, 2)], { zones: 2, nodes: 2, firstThrough: 1 }, [[2, 1, 1]])).toThrow(
			'No way leads from zone 2 to zone 1'
		);
	});

	test.each([
		[{ capacity: 0 }, 'The capacity of link 2 (2 → 1) is 0'],
		[{ freeTime: -1 }, 'The freeTime of link 2 (2 → 1) is -1'],
		[{ b: NaN }, 'The b of link 2 (2 → 1) is no number'],
		[{ power: Infinity }, 'The power of link 2 (2 → 1) is no number'],
		[{ from: 3 }, 'The link 2 (3 → 1) leads from a node'],
		[{ toll: -2 }, 'With its toll and length the cost of link 2 (2 → 1) is -1']
	])('a link with %o is refused by name', (wrong, message) => {
		const options = { zones: 2, nodes: 2, firstThrough: 1, weights: { toll: 1, distance: 0 } };
		expect(() => buildRoadNetwork([link(1, 2), link(2, 1, wrong)], options)).toThrow(message);
	});
});

describe('any network', () => {
	const trial = fc.record({
		size: fc.integer({ min: 3, max: 6 }),
		power: fc.constantFrom(0.5, 1, 4, 8.5, 17),
		seed: fc.integer({ min: 1, max: 1e6 })
	});

	test('ends in an equilibrium, by ways that another search finds', () => {
		fc.assert(
			fc.property(trial, ({ size, power, seed }) => {
				const { network, trips } = streets(size, power, seed);
				const found = assign(network, buildDemand(trips, network.zones), { gap: 1e-6 });
				expect(found.converged).toBe(true);
				let [spent, least] = [0, 0];
				found.flow.forEach((flow, at) => (spent += flow * found.cost[at]!));
				const ways = new Map<number, readonly number[]>();
				for (const [from, to, count] of trips) {
					const known = ways.get(from) ?? bellmanFord(network, from - 1, found.cost);
					ways.set(from, known);
					least += count * known[to - 1]!;
				}
				expect((spent - least) / spent).toBeLessThanOrEqual(1e-6);
				expect(balance(network, found.flow, trips)).toBeLessThan(1e-6);
			}),
			{ numRuns: 40 }
		);
	});

	test.each([20, 60, 100])('filled %d times as much, it still gets there', (times) => {
		const { network, trips } = crowded(times);
		const found = assign(network, buildDemand(trips, network.zones), { gap: 1e-6, beyond: 1 });
		expect(found.converged).toBe(true);
		expect(found.iterations).toBeLessThan(40);
		expect(balance(network, found.flow, trips)).toBeLessThan(1e-6 * times);
	});

	test('the same again gives the same to the last bit; a warm start ends where a cold one does', () => {
		const { network, trips } = streets(5, 4, 11);
		const demand = buildDemand(trips, network.zones);
		const [once, again] = [assign(network, demand, { gap: 1e-8 }), assign(network, demand, { gap: 1e-8 })];
		expect(again.flow).toEqual(once.flow);
		const warm = assign(network, demand, { gap: 1e-8, begin: once.bushes });
		expect(warm.iterations).toBe(0);
		expect(warm.flow).toEqual(once.flow);
	});
});

/** A grid of streets both ways with four zones at its corners, capacities of 1 as some published networks have. */
function streets(size: number, power: number, seed: number) {
	let state = seed;
	const next = () => (state = (state * 16807) % 2147483647) / 2147483647;
	const links: Link[] = [];
	const node = (x: number, y: number) => 5 + y * size + x;
	const both = (a: number, b: number) => {
		for (const [from, to] of [
			[a, b],
			[b, a]
		] as const) {
			const capacity = 50 + next() * 100;
			links.push(
				link(from, to, { freeTime: 1 + next() * 4, b: (0.15 + next()) * capacity ** -power, power })
			);
		}
	};
	for (let y = 0; y < size; y++)
		for (let x = 0; x < size; x++) {
			if (x + 1 < size) both(node(x, y), node(x + 1, y));
			if (y + 1 < size) both(node(x, y), node(x, y + 1));
		}
	const corners = [node(0, 0), node(size - 1, 0), node(0, size - 1), node(size - 1, size - 1)];
	corners.forEach((corner, zone) => {
		links.push(link(zone + 1, corner, { freeTime: 0 }), link(corner, zone + 1, { freeTime: 0 }));
	});
	const trips: Trip[] = [];
	for (let from = 1; from <= 4; from++)
		for (let to = 1; to <= 4; to++) if (from !== to) trips.push([from, to, 10 + next() * 60]);
	return { network: buildRoadNetwork(links, { zones: 4, nodes: 4 + size * size, firstThrough: 5 }), trips };
}

/** Streets of powers 4 to 17 between zones wherever it happens, and that many times the trips that they have room for. */
function crowded(times: number) {
	const size = 6;
	const zones = 12;
	let state = 2;
	const next = () => (state = (state * 16807) % 2147483647) / 2147483647;
	const links: Link[] = [];
	const node = (x: number, y: number) => zones + 1 + y * size + x;
	const both = (a: number, b: number) => {
		for (const [from, to] of [
			[a, b],
			[b, a]
		] as const) {
			const capacity = 50 + next() * 100;
			const power = [4, 8.5, 17][Math.floor(next() * 3)]!;
			links.push(
				link(from, to, { freeTime: 1 + next() * 4, b: (0.15 + next()) * capacity ** -power, power })
			);
		}
	};
	for (let y = 0; y < size; y++)
		for (let x = 0; x < size; x++) {
			if (x + 1 < size) both(node(x, y), node(x + 1, y));
			if (y + 1 < size) both(node(x, y), node(x, y + 1));
		}
	const trips: Trip[] = [];
	for (let zone = 1; zone <= zones; zone++) {
		const place = node(Math.floor(next() * size), Math.floor(next() * size));
		const free = { freeTime: 0, power: 0 };
		links.push(link(zone, place, free), link(place, zone, free));
	}
	for (let from = 1; from <= zones; from++)
		for (let to = 1; to <= zones; to++) if (from !== to) trips.push([from, to, times * next()]);
	const options = { zones, nodes: zones + size * size, firstThrough: zones + 1 };
	return { network: buildRoadNetwork(links, options), trips };
}

function bellmanFord(network: RoadNetwork, origin: number, cost: Float64Array): number[] {
	const distance = new Array<number>(network.nodes).fill(Infinity);
	distance[origin] = 0;
	for (let round = 0; round < network.nodes; round++)
		network.from.forEach((from, at) => {
			if (from < network.firstThrough && from !== origin) return;
			const there = distance[from]! + cost[at]!;
			if (there < distance[network.to[at]!]!) distance[network.to[at]!] = there;
		});
	return distance;
}

/** The most that any node takes in and does not give out. */
function balance(network: RoadNetwork, flow: Float64Array, trips: readonly Trip[]): number {
	const left = new Float64Array(network.nodes);
	network.from.forEach((from, at) => {
		left[from]! -= flow[at]!;
		left[network.to[at]!]! += flow[at]!;
	});
	for (const [from, to, count] of trips) {
		left[from - 1]! += count;
		left[to - 1]! -= count;
	}
	return Math.max(...left.map(Math.abs));
}
