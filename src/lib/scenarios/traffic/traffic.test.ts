import { describe, expect, test } from 'vitest';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { ModelInput } from '#lib/model/scenario/model.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import { digestOf } from '../canonical-json.ts';
import { checkResult } from '../check-result.ts';
import { zonesOfASize } from './city/zones-of-a-size.ts';
import { ANCHOR, roadsPart, townRoads, townZones, type TownRoad } from './testing/river-town.ts';
import traffic from './traffic.ts';

type Input = ModelInput<'roads' | 'zones'>;

const run = async (roads: readonly TownRoad[], more: Partial<Input> & { values?: object } = {}) => {
	const defaults = Object.fromEntries(traffic.parameters.map((each) => [each.name, each.default]));
	const result = await traffic.run({
		city: { roads: roadsPart(roads), zones: townZones() },
		edits: [],
		readings: {},
		anchor: ANCHOR,
		earlier: {},
		progress: () => undefined,
		signal: new AbortController().signal,
		...more,
		parameters: { ...defaults, gap: 1e-6, ...more.values }
	});
	checkResult(traffic, result);
	return result;
};
const indicator = (result: ModelResult, id: string) =>
	result.indicators.find((each) => each.id === id)?.value ?? NaN;
const layer = (result: ModelResult, id: string) => result.layers.find((each) => each.id === id);
const column = (result: ModelResult, of: string, name: string) =>
	layer(result, of)?.columns.find((each) => each.name === name)?.values ?? [];
const value = (result: ModelResult, of: string, name: string, key: string) =>
	column(result, of, name)[layer(result, of)?.keys.indexOf(key) ?? -1];

const ROADS = townRoads();
/** The first link of each bridge, westmost. */
const [SOUTH, NORTH] = ['South Bridge', 'North Bridge'].map((name) =>
	ROADS.findIndex((road) => road.name === name)
) as [number, number];
const closing = (...roads: number[]) =>
	ROADS.map((road, row) => (roads.includes(row) ? { ...road, closed: true } : road));

describe('a town on a river', () => {
	test('every vehicle between the banks is on a bridge, in all of its links alike', async () => {
		const result = await run(ROADS);
		expect(result.convergence?.converged).toBe(true);
		expect(result.notes).toEqual([]);
		const eastward = [SOUTH, NORTH].map((road) => value(result, 'flows', 'flow', `${road}+`)!);
		expect([SOUTH, NORTH].map((road) => value(result, 'flows', 'flow', `${road + 1}+`))).toEqual(eastward);
		// 52,000 people · 2.4 · 0.13 · 0.25 / 1.25
		expect(indicator(result, 'trips')).toBeCloseTo(3244.8, 1);
		const pairs = layer(result, 'pairs')!.keys;
		const across = column(result, 'pairs', 'trips').reduce<number>(
			(sum, trips, row) => sum + (/^.w>.e$/.test(pairs[row]!) ? trips! : 0),
			0
		);
		expect(eastward[0]! + eastward[1]!).toBeCloseTo(across, 0);
		expect(value(result, 'flows', 'flow', `${ROADS.length - 2}+`)).toBe(0);
		expect(layer(result, 'flows')!.keys).not.toContain(`${ROADS.length - 1}+`);
	});

	test('with one bridge closed all of them take the other, and it is told who and how much longer', async () => {
		const [before, after] = [await run(ROADS), await run(closing(SOUTH))];
		const through =
			value(before, 'flows', 'flow', `${SOUTH}+`)! + value(before, 'flows', 'flow', `${SOUTH}-`)!;
		expect(indicator(after, 'affected')).toBeCloseTo(through, 0);
		expect(value(after, 'flows', 'flow', `${SOUTH}+`)).toBe(0);
		expect(value(after, 'flows', 'time', `${SOUTH}+`)).toBeNull();
		expect(value(after, 'flows', 'flow', `${SOUTH + 1}+`)).toBe(0);
		const across = [SOUTH, NORTH].reduce((sum, road) => sum + value(before, 'flows', 'flow', `${road}+`)!, 0);
		expect(value(after, 'flows', 'flow', `${NORTH}+`)).toBeCloseTo(across, 0);
		expect(indicator(after, 'trips')).toBe(indicator(before, 'trips'));
		expect(indicator(after, 'unserved')).toBe(0);
		expect(indicator(after, 'total-time')).toBeGreaterThan(indicator(before, 'total-time'));
		expect(layer(after, 'pairs')!.keys).toEqual(layer(before, 'pairs')!.keys);
		expect(layer(after, 'affected')!.keys[0]).toBe('sw>se');
		expect(value(after, 'affected', 'longer', 'sw>se')).toBeCloseTo(
			value(after, 'pairs', 'minutes', 'sw>se')! - value(before, 'pairs', 'minutes', 'sw>se')!,
			1
		);
	});

	test('with both closed the trips across find no way: they are counted and their areas named', async () => {
		const result = await run(closing(SOUTH, NORTH));
		const pairs = layer(result, 'pairs')!;
		const across = column(result, 'pairs', 'trips').reduce<number>(
			(sum, trips, row) => sum + (/^.w>.e$|^.e>.w$/.test(pairs.keys[row]!) ? trips! : 0),
			0
		);
		expect(indicator(result, 'unserved')).toBeCloseTo(across, 0);
		expect(value(result, 'pairs', 'minutes', 'sw>ne')).toBeNull();
		expect(result.notes.map(({ words }) => words.en)).toEqual([
			'Some trips find no way and are not in the times; they begin or end in South-west, South-east, North-east, North-west.'
		]);
	});

	test('a road that nobody drives on can be closed without any other difference', async () => {
		const culDeSac = ROADS.length - 2;
		const [before, after] = [await run(ROADS), await run(closing(culDeSac))];
		expect(after.indicators).toEqual(before.indicators);
		expect(column(after, 'flows', 'flow')).toEqual(column(before, 'flows', 'flow'));
		expect(layer(after, 'pairs')).toEqual(layer(before, 'pairs'));
	});

	test('the same again gives the same bytes, whatever was computed between', async () => {
		const first = digestOf(await run(closing(NORTH)));
		await run(ROADS, { values: { beta: 0.2 } });
		expect(digestOf(await run(closing(NORTH)))).toBe(first);
	});

	test('roads that the flood makes impassable are closed', async () => {
		const depth = { title: { zh: '', en: '' }, unit: 'm', better: 'less' } as const;
		const flood: ModelResult = {
			model: 'flood',
			version: 1,
			indicators: [],
			notes: [],
			layers: [
				{
					id: 'roads',
					title: { zh: '', en: '' },
					geometry: { of: 'links' },
					keys: [`${SOUTH}+`, `${SOUTH}-`, `${NORTH}+`],
					columns: [{ ...depth, name: 'closed', values: [1, 1, 0] }],
					colour: 'closed'
				}
			]
		};
		const [flooded, closed] = [await run(ROADS, { earlier: { flood } }), await run(closing(SOUTH))];
		expect(flooded.layers).toEqual(closed.layers);
		expect(flooded.notes.map(({ words }) => words.en)).toEqual([
			'1 roads stand too deep in water and count as closed.'
		]);
	});
});

describe('trips', () => {
	const demand = (edit: Omit<Extract<ScenarioEdit, { kind: 'demand' }>, 'kind'>) =>
		run(ROADS, { edits: [{ kind: 'demand', ...edit }] });

	test('as many begin in each area as its residents make, and end as its jobs draw; back in the evening', async () => {
		const { residents, jobs } = townZones();
		const made = Array.from(residents, (people) => (people * 2.4 * 0.13 * 0.25) / 1.25);
		const drawn = Array.from(jobs, (count) => (count * 3244.8) / 25_000);
		const [morning, evening] = [await run(ROADS), await run(ROADS, { values: { direction: 'evening' } })];
		for (const [result, begin] of [
			[morning, made],
			[evening, drawn]
		] as const)
			column(result, 'zones', 'trips').forEach((trips, zone) => expect(trips).toBeCloseTo(begin[zone]!, 1));
		expect(value(evening, 'pairs', 'trips', 'ne>sw')).toBe(value(morning, 'pairs', 'trips', 'sw>ne'));
	});

	test('a factor multiplies all trips, or those that begin or end at a place', async () => {
		const before = await run(ROADS);
		expect(indicator(await demand({ factor: 2 }), 'trips')).toBeCloseTo(2 * indicator(before, 'trips'), 0);
		const { lng, lat } = townZones();
		const doubled = await demand({ factor: 2, at: [lng[0]!, lat[0]!] });
		for (const [pair, times] of [
			['sw>ne', 2],
			['nw>ne', 1]
		] as const)
			expect(value(doubled, 'pairs', 'trips', pair)).toBeCloseTo(
				times * value(before, 'pairs', 'trips', pair)!,
				1
			);
		const idle = await demand({ factor: 2, at: [121, 31], within: 100 });
		expect(idle.layers).toEqual(before.layers);
		expect(idle.notes.map(({ words }) => words.en)).toEqual([
			'Edit 1 (demand) covers no area with residents or jobs and changes nothing.'
		]);
	});

	test('all together lose least time when each takes the way that costs all least', async () => {
		const busy = [90_000, 1000, 500, 500];
		const city = { roads: roadsPart(ROADS), zones: townZones(busy) };
		const [user, system] = [
			await run(ROADS, { city }),
			await run(ROADS, { city, values: { aim: 'system' } })
		];
		expect(indicator(system, 'total-time')).toBeLessThan(indicator(user, 'total-time'));
	});
});

test('a city of very many roads has fewer zones, and as many whatever is built', () => {
	const town = roadsPart(ROADS);
	expect(zonesOfASize(150, town)).toBe(150);
	const many = (count: number, key: (at: number) => string) => ({
		...town,
		links: {
			...town.links,
			key: Array.from({ length: count }, (_, at) => key(at)),
			class: Array.from({ length: count }, (_, at) => (at % 2 === 0 ? 'residential' : 'footway'))
		}
	});
	expect(zonesOfASize(150, many(80_000, String))).toBe(100);
	expect(zonesOfASize(150, many(1_000_000, String))).toBe(40);
	expect(
		zonesOfASize(
			150,
			many(80_000, (at) => (at < 40_000 ? `${at}` : `new-${at}`))
		)
	).toBe(150);
});

describe('refusals', () => {
	test('a road whose capacity cannot be is named', async () => {
		const roads = ROADS.map((road, row) => (row === SOUTH ? { ...road, capacity: 0 } : road));
		await expect(run(roads)).rejects.toThrow(`The capacity of road ${SOUTH} (South Bridge) is 0`);
	});

	test('a city without jobs, without roads or whose roads lead nowhere says so', async () => {
		const nobody = { roads: roadsPart(ROADS), zones: townZones([1, 1, 1, 1], [0, 0, 0, 0]) };
		await expect(run(ROADS, { city: nobody })).rejects.toThrow('The city counts no jobs');
		await expect(run([{ from: 0, to: 1, class: 'footway' }])).rejects.toThrow('no road that cars drive on');
		await expect(run([{ from: 0, to: 1, oneway: 1 }])).rejects.toThrow('No two junctions');
	});

	test('a run is cancelled', async () => {
		await expect(run(ROADS, { signal: AbortSignal.abort() })).rejects.toThrow('cancelled');
	});
});
