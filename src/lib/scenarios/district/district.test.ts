import { expect, test } from 'vitest';
import type { BuildingsPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit, ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import type { ModelInput } from '#lib/model/scenario/model.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import { Lattice } from '../city/lattice.ts';
import type { CityReader } from '../city/city-reader.ts';
import { editBuildings } from '../edit/buildings.ts';
import { districtMassing } from '../edit/district-massing.ts';
import { editFootprints } from '../edit/footprints.ts';
import { DISTRICT_CARD } from './card.ts';
import { DISTRICT_PARAMETERS } from './parameters.ts';
import district from './district.ts';

const lattice = new Lattice([113.4, 23.3], 12);
const kilometre = [
	[-500, -500],
	[500, -500],
	[500, 500],
	[-500, 500]
].map(([east, north]): [number, number] => lattice.toDegrees(east!, north!));

/** One house of two storeys in the middle, one far away. */
const [[lng, lat], [farLng, farLat]] = [lattice.toDegrees(0, 0), lattice.toDegrees(3000, 0)];
const BUILDINGS: BuildingsPart = {
	key: ['0', '1'],
	lng: Float64Array.of(lng, farLng),
	lat: Float64Array.of(lat, farLat),
	use: ['house', 'office'],
	height: Float32Array.of(6, 30),
	area: Float32Array.of(100, 1000),
	levels: Float32Array.of(2, 10),
	residents: Float32Array.of(4, 0),
	jobs: Float32Array.of(0, 200)
};

const PLAN: ScenarioEditOf<'district'> = {
	kind: 'district',
	name: 'Zhongluotan',
	ring: kilometre,
	floorArea: { housing: 700_000, office: 100_000, retail: 50_000 },
	residents: 18_000,
	jobs: 6000,
	facilities: { kindergarten: 1, primary_school: 1, clinic: 3 },
	clears: true
};

const defaults = Object.fromEntries(DISTRICT_PARAMETERS.map(({ name, default: value }) => [name, value]));
const run = (
	edits: readonly ScenarioEdit[],
	parameters: ModelInput['parameters'] = {}
): Promise<ModelResult> =>
	district.run({
		city: { buildings: editBuildings(BUILDINGS, edits) },
		edits,
		parameters: { ...defaults, ...parameters },
		readings: {},
		anchor: [113.4, 23.3],
		earlier: {},
		progress: () => undefined,
		signal: new AbortController().signal
	});
const indicator = (result: ModelResult, id: string) =>
	result.indicators.find((each) => each.id === id)!.value;
const difference = (a: ModelResult, b: ModelResult, id: string) => indicator(a, id)! - indicator(b, id)!;
const rows = (result: ModelResult, layer: string, column: string) => {
	const { keys, columns } = result.layers.find(({ id }) => id === layer)!;
	return Object.fromEntries(
		keys.map((key, i) => [key, columns.find(({ name }) => name === column)!.values[i]])
	);
};

test('a district of a square kilometre has its land balance, its cost and its power by the parameters', async () => {
	const result = await run([PLAN], {
		'cost-office': 10_000,
		'energy-housing': 10,
		emission: 0.5,
		embodied: 100
	});
	expect(indicator(result, 'land')).toBe(100);
	expect(indicator(result, 'plot-ratio')).toBe(0.85);
	expect(indicator(result, 'density')).toBe(180);
	expect(indicator(result, 'cost')).toBe(700_000 * 3500 + 100_000 * 10_000 + 50_000 * 5000);
	const energy = 700_000 * 10 + 100_000 * 85 + 50_000 * 150;
	expect(indicator(result, 'energy')).toBe(energy / 1000);
	expect(indicator(result, 'co2')).toBe(energy / 2000);
	expect(indicator(result, 'embodied')).toBe(85_000);
	expect(result.layers[0]!.geometry).toEqual({ of: 'areas', rings: [kilometre.flat()] });
	expect(result.layers[0]!.names).toEqual(['Zhongluotan']);
	const added = editBuildings(BUILDINGS, [PLAN]).key.filter((key) => key.startsWith('new-'));
	expect(Object.keys(rows(result, 'blocks', 'levels'))).toEqual(added);
});

test('facilities and green are needed as GB 50180 asks for so many residents', async () => {
	const result = await run([PLAN]);
	expect(rows(result, 'facilities', 'needed')).toEqual({
		'new-0/kindergarten': 2,
		'new-0/clinic': 2,
		'new-0/community_centre': 2,
		'new-0/primary_school': 1,
		'new-0/market': 1,
		'new-0/middle_school': 0
	});
	expect(rows(result, 'facilities', 'missing')).toMatchObject({ 'new-0/kindergarten': 1, 'new-0/clinic': 0 });
	expect(indicator(result, 'facilities-missing')).toBe(1 + 2 + 1);
	expect(indicator(result, 'green-needed')).toBe(36_000);
	expect(indicator(await run([{ ...PLAN, residents: 4999 }]), 'facilities-missing')).toBe(0);
});

test('against the baseline the city gains what is planned and loses what is cleared', async () => {
	const [before, after] = await Promise.all([run([]), run([PLAN])]);
	expect(difference(after, before, 'city-residents')).toBe(18_000 - 4);
	expect(difference(after, before, 'city-jobs')).toBe(6000);
	// The house's 100 m² on two storeys, 0.7 of them floor.
	expect(difference(after, before, 'city-floor')).toBe(850_000 - 140);
	expect(indicator(before, 'plot-ratio')).toBeNull();
	expect(indicator(before, 'land')).toBe(0);
	expect(await run([])).toEqual(before);
});

test('what is too dense for housing is warned of with its figures', async () => {
	const dense = await run([{ ...PLAN, floorArea: { housing: 5_000_000 } }]);
	expect(dense.notes.map(({ gravity, words }) => [gravity, words.en])).toEqual([
		['warning', expect.stringContaining('plot ratio of 5.00')],
		['warning', expect.stringMatching(/reach \d+ m/)]
	]);
	expect((await run([PLAN])).notes).toEqual([]);
});

test('blocks have footprints by the rows of the buildings, and what is cleared has none', async () => {
	const part = {
		starts: Uint32Array.of(0, 3, 7),
		lng: Float64Array.of(1, 2, 3, 4, 5, 6, 7),
		lat: Float64Array.of(1, 2, 3, 4, 5, 6, 7)
	};
	const city = { part: () => Promise.resolve(BUILDINGS) } as unknown as CityReader; // only buildings are asked for
	const added: ScenarioEdit = { kind: 'building-add', ring: kilometre, height: 9, levels: 3, use: 'house' };
	const edits: ScenarioEdit[] = [added, PLAN, { kind: 'people', at: [lng, lat], residents: 5 }];
	const { starts, lng: lngs } = await editFootprints(part, edits, city);
	const { key } = editBuildings(BUILDINGS, edits);
	const ring = (name: string) => {
		const row = key.indexOf(name);
		return [...lngs.subarray(starts[row], starts[row + 1])];
	};
	expect(starts).toHaveLength(key.length + 1);
	expect(key).not.toContain('0');
	expect(ring('1')).toEqual([4, 5, 6, 7]);
	expect(ring('new-1-1')).toEqual(districtMassing(PLAN)[0]!.ring.map(([x]) => x));
	expect(ring('new-2')).toEqual([]);
});

test('the card’s figures are those that are reached', async () => {
	const blocks = districtMassing(PLAN).reduce((sum, { area, levels }) => sum + area * levels, 0);
	const reached = [blocks / 850_000, indicator(await run([PLAN]), 'land')!];
	DISTRICT_CARD.validation.forEach((figure, i) => {
		expect(Math.abs(reached[i]! - figure.reached)).toBeLessThanOrEqual(1e-9);
		expect(Math.abs(figure.reached - figure.expected)).toBeLessThanOrEqual(figure.within);
	});
});
