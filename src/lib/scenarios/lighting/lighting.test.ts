import { expect, test } from 'vitest';
import type { LampsPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { ModelInput } from '#lib/model/scenario/model.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import { editLamps } from '../edit/lamps.ts';
import { LIGHTING_CARD } from './card.ts';
import { darkHours } from './dark-hours.ts';
import { LIGHTING_PARAMETERS } from './parameters.ts';
import lighting from './lighting.ts';

/** Two lamps of 10 kW and one of 5 kW on the equator, 1 km from each other; UTC. */
const LAMPS: LampsPart = {
	lng: Float64Array.of(0, 0, 0.01),
	lat: Float64Array.of(0, 0.0001, 0),
	watts: Float32Array.of(10_000, 10_000, 5000),
	level: new Float32Array(72).fill(1),
	timezone: 'UTC'
};
const square = (lng: number): ZonesPart['rings'][number] => [
	[lng - 0.005, -0.005],
	[lng + 0.005, -0.005],
	[lng + 0.005, 0.005],
	[lng - 0.005, 0.005]
];
const ZONES: ZonesPart = {
	key: ['a', 'b'],
	name: ['A', 'B'],
	lng: Float64Array.of(0, 0.01),
	lat: Float64Array.of(0, 0),
	residents: Float64Array.of(1, 1),
	jobs: Float64Array.of(0, 0),
	rings: [square(0), square(0.01)],
	counted: 'in the pack'
};
const RADIANS = Math.PI / 180;
const defaults = Object.fromEntries(LIGHTING_PARAMETERS.map(({ name, default: value }) => [name, value]));

const run = (parameters: ModelInput['parameters'] = {}, lamps = LAMPS): Promise<ModelResult> =>
	lighting.run({
		city: { lamps, zones: ZONES },
		edits: [],
		parameters: { ...defaults, ...parameters },
		readings: {},
		anchor: [0, 0],
		earlier: {},
		progress: () => undefined,
		signal: new AbortController().signal
	});
const indicator = (result: ModelResult, id: string) =>
	result.indicators.find((each) => each.id === id)!.value!;
const values = (result: ModelResult, layer: string, column: string) =>
	result.layers.find(({ id }) => id === layer)!.columns.find(({ name }) => name === column)!.values;

test('nights of a year are as long as the card says, and a lamp needs its watts times them', async () => {
	const result = await run();
	const reached = [indicator(result, 'dark'), (values(result, 'cells', 'energy')[0] ?? 0) / 200];
	// On the equator the sun sets at the hour angle acos(sin −0.833° / cos δ), with sin δ = sin ε · sin λ over a year.
	const nights = Array.from({ length: 3600 }, (_, tenth) => {
		const sine = Math.sin(23.436 * RADIANS) * Math.sin((tenth / 10) * RADIANS);
		return 24 - (2 * Math.acos(Math.sin(-0.833 * RADIANS) / Math.sqrt(1 - sine * sine))) / RADIANS / 15;
	});
	const mean = nights.reduce((sum, night) => sum + night, 0) / nights.length;
	expect(mean * 365).toBeCloseTo(LIGHTING_CARD.validation[0]!.expected, 1);
	LIGHTING_CARD.validation.forEach((figure, i) => {
		expect(reached[i]).toBeCloseTo(figure.reached, 1);
		expect(Math.abs(reached[i]! - figure.expected)).toBeLessThanOrEqual(figure.within);
	});
	expect(indicator(result, 'installed')).toBe(25);
	expect(indicator(result, 'saved')).toBe(0);
	expect(values(result, 'zones', 'lamps')).toEqual([2, 1]);
});

test('nights are dark by the hours of the city’s clock, and long where it is winter', () => {
	const dark = darkHours(122.9, 36, -0.833, 'Asia/Shanghai');
	const month = (number: number) => dark.subarray((number - 1) * 24, number * 24);
	expect(month(6)[12]).toBe(0);
	expect(month(6)[0]).toBeCloseTo(30, 9);
	// At 122.9° E the sun is 11.6 minutes ahead of China's clock: in December it sets before five.
	expect(month(12)[16]).toBeGreaterThan(0);
	expect(month(6)[19]! + month(6)[20]!).toBeLessThan(60);
	const hours = (of: Float64Array) => of.reduce((sum, each) => sum + each, 0);
	expect(hours(month(12))).toBeGreaterThan(hours(month(6)) + 100);
	const newYork = darkHours(-74, 40.7, -0.833, 'America/New_York');
	expect(newYork[6 * 24 + 12]).toBe(0);
	expect(newYork[6 * 24]).toBeCloseTo(31, 9);
});

test('half of the light from 23 to 5 saves what the driver lets it', async () => {
	const [full, dimmed] = await Promise.all([run(), run({ dim: 'hours', level: 0.5, idle: 0.1 })]);
	// Six hours of every night at 0.1 + 0.9 / 2 of the power; nights of the equator begin at six.
	const saved = 365 * 6 * 25 * 0.45;
	expect(indicator(dimmed, 'saved')).toBeCloseTo(saved / 1000, 1);
	expect(indicator(full, 'energy') - indicator(dimmed, 'energy')).toBeCloseTo(saved / 1000, 1);
	expect(indicator(full, 'money') - indicator(dimmed, 'money')).toBeCloseTo(saved * 0.65, -1);
	const traffic = await run({ dim: 'traffic', level: 0.5, idle: 0.1 });
	expect(values(traffic, 'hours', 'level')).toEqual(
		Array.from({ length: 24 }, (_, hour) => (hour === 23 || hour < 5 ? 50 : 100))
	);
});

test('a schedule of the scenario counts where it is drawn, and lamps that are off in the dark are warned of', async () => {
	const edited = editLamps(LAMPS, [
		{
			kind: 'lamps',
			within: [...square(0.01)].map(([lng, lat]) => [lng, lat]),
			schedule: [{ from: 0, to: 4, level: 0 }]
		}
	]);
	const [before, after] = await Promise.all([run(), run({}, edited)]);
	expect(values(after, 'zones', 'saved')).toEqual([0, 7300]);
	expect(values(after, 'zones', 'energy')[0]).toBe(values(before, 'zones', 'energy')[0]);
	expect(after.notes.map(({ gravity, words }) => [gravity, words.en.match(/\d+/)?.[0]])).toEqual([
		['warning', '1460']
	]);
	expect(before.notes).toEqual([]);
	expect(editLamps(LAMPS, [])).toEqual(LAMPS);
});

test('replaced sodium lamps need their part of the power and are paid back by what they save', async () => {
	const none = await run({ sodium: 0.4 });
	const half = await run({ sodium: 0.4, replaced: 0.5, replacement: 0.5, 'lamp-cost': 1000, price: 1 });
	const full = indicator(none, 'energy');
	expect(indicator(none, 'saved')).toBe(0);
	expect(indicator(half, 'energy')).toBeCloseTo(full * 0.9, 1);
	expect(indicator(half, 'cost')).toBe(600);
	expect(indicator(half, 'payback')).toBeCloseTo(600 / (full * 100), 1);
	// What stays sodium does not dim.
	const dimmed = await run({ sodium: 1, dim: 'hours' });
	expect(indicator(dimmed, 'saved')).toBe(0);
});

test('months add up to the year', async () => {
	const result = await run({ dim: 'hours' });
	const sum = (layer: string) =>
		values(result, layer, 'energy').reduce<number>((all, value) => all + value!, 0);
	for (const layer of ['months', 'hours', 'zones', 'cells'])
		expect(Math.abs(sum(layer) / 1000 - indicator(result, 'energy'))).toBeLessThan(0.02);
});
