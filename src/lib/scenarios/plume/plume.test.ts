import { describe, expect, test } from 'vitest';
import type { BuildingsPart, FacilitiesPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import type { ParameterValue } from '#lib/model/scenario/scenario.ts';
import { Plane } from '../city/plane.ts';
import { CARD } from './card.ts';
import { contoursOf } from './contours.ts';
import { plumeConcentration, spreadAt } from './gaussian-plume.ts';
import { peopleAt } from './people-by-hour.ts';
import plume from './plume.ts';
import { PlumeField, type Air } from './plume-field.ts';
import { stabilityOf, sunAltitude } from './stability.ts';
import { milligramsOf, SUBSTANCES, substanceOf } from './substances.ts';

/** What the model's card says of itself is what the tests find. */
function isOnCard(index: number, found: number) {
	const { reached, expected, within } = CARD.validation[index]!;
	expect(found).toBeCloseTo(reached, 2);
	expect(Math.abs(found - expected)).toBeLessThanOrEqual(within);
}

/** Trapezoids of a function that is next to nothing at both ends. */
const integral = (from: number, to: number, of: (at: number) => number, steps = 2000) =>
	Array.from({ length: steps }, (_, k) => of(from + ((k + 0.5) * (to - from)) / steps)).reduce(
		(a, b) => a + b
	) *
	((to - from) / steps);

describe('a plume', () => {
	const source = { rate: 3, height: 40, wind: 7 };
	const spread = spreadAt(1000, 'D', 'open');

	test('the ground is a mirror: nothing passes it', () => {
		for (const z of [0.5, 10, 60])
			expect(plumeConcentration(source, spread, 12, z)).toBe(plumeConcentration(source, spread, 12, -z));
		const low = { ...source, height: 0 };
		const free = source.rate / (2 * Math.PI * source.wind * spread.across * spread.up);
		expect(plumeConcentration(low, spread, 0, 0)).toBeCloseTo(2 * free, 15);
	});

	test('summed across the wind it is Q / (√2π u σz) times what the mirror makes of the height', () => {
		const { across, up } = spread;
		const closed =
			((2 * source.rate) / (Math.sqrt(2 * Math.PI) * source.wind * up)) *
			Math.exp(-(source.height ** 2) / (2 * up ** 2));
		const summed = integral(-8 * across, 8 * across, (y) => plumeConcentration(source, spread, y, 0));
		expect(summed / closed).toBeCloseTo(1, 9);
	});

	test('what is released crosses every section downwind', () => {
		for (const [x, stability, roughness] of [
			[1000, 'D', 'open'],
			[300, 'A', 'urban'],
			[9000, 'F', 'urban']
		] as const) {
			const at = spreadAt(x, stability, roughness);
			const flux = integral(
				0,
				source.height + 8 * at.up,
				(z) =>
					source.wind *
					integral(-8 * at.across, 8 * at.across, (y) => plumeConcentration(source, at, y, z), 100),
				400
			);
			expect(flux / source.rate).toBeCloseTo(1, 4);
			if (x === 1000) isOnCard(2, flux / source.rate);
		}
	});

	test('Turner’s problem 1: 11 µg/m³, 3 km from a burning dump on an overcast night', () => {
		const dump = { rate: 3, height: 0, wind: 7 };
		expect(stabilityOf(7, -20, 1)).toBe('D');
		isOnCard(0, 1e6 * plumeConcentration(dump, { across: 190, up: 65 }, 0, 0));
		isOnCard(1, 1e6 * plumeConcentration(dump, spreadAt(3000, 'D', 'open'), 0, 0));
	});

	test('stability by wind, sun and cloud is Turner’s table', () => {
		const row = (wind: number) =>
			[
				stabilityOf(wind, 70, 0),
				stabilityOf(wind, 45, 0),
				stabilityOf(wind, 20, 0),
				stabilityOf(wind, 0, 0.6),
				stabilityOf(wind, 0, 0.3)
			].join('');
		expect([1, 2.5, 4, 5.5, 8].map(row)).toEqual(['ABBFF', 'BBCEF', 'BCCDE', 'CDDDD', 'CDDDD']);
		expect([stabilityOf(1, 70, 0.7), stabilityOf(1, 70, 0.97)]).toEqual(['B', 'D']);
		expect([sunAltitude(36, 6, 12), sunAltitude(36, 12, 12), sunAltitude(0, 9, 18)].map(Math.round)).toEqual([
			77, 31, 0
		]);
	});
});

const RELEASE: ScenarioEditOf<'release'> = {
	...{ kind: 'release', at: [120, 36], substance: 'chlorine' },
	...{ rate: 500, height: 0, minutes: 30 }
};
const AIR: Air = { windFrom: 270, wind: 2, stability: 'D', roughness: 'urban' };

describe('contours', () => {
	const field = new PlumeField(RELEASE, AIR, 1e9, 10_000);

	test('a wind from the west carries eastwards; on the contour the concentration is its own', () => {
		const [contour] = contoursOf(field, 10);
		const { ring, far } = contour!;
		const concentrations = ring.flatMap((lng, k) => (k % 2 === 0 ? [field.at(lng, ring[k + 1]!)] : []));
		// At the source the axis bends too sharply for a ring, and nearer than 10 m the air stays as it is there.
		const away = concentrations.filter((_, k) => (ring[2 * k]! - 120) * new Plane(36).perLng > 20);
		expect(away.length).toBeGreaterThan(80);
		for (const each of away) expect(each / 10).toBeCloseTo(1, 2);
		expect(field.downwind(far, 0)).toBeGreaterThanOrEqual(10);
		expect(field.downwind(far + 0.02, 0)).toBeLessThan(10);
		expect(field.at(119.999, 36)).toBe(0);
	});

	test('a high release leaves the ground near it alone', () => {
		const high = new PlumeField({ ...RELEASE, height: 40 }, AIR, 1e9, 10_000);
		const [contour, ...more] = contoursOf(high, 10);
		expect(more).toEqual([]);
		const begins = Math.min(...contour!.ring.filter((_, k) => k % 2 === 0)) - 120;
		expect(begins * new Plane(36).perLng).toBeGreaterThan(100);
		expect(contoursOf(high, 1e6)).toEqual([]);
	});
});

test('thresholds are taken for as long as the release lasts', () => {
	const chlorine = substanceOf('chlorine');
	const aegl3 = chlorine.thresholds[2]!;
	const parts = [5, 10, 11, 60, 100, 9999].map((minutes) =>
		Math.round((10 * milligramsOf(chlorine, aegl3, minutes) * 24.45) / chlorine.molarMass)
	);
	expect(parts).toEqual([500, 500, 280, 200, 100, 71]);
	for (const { thresholds } of SUBSTANCES)
		for (const { partsPerMillion } of thresholds)
			expect([...partsPerMillion].sort((a, b) => b - a)).toEqual([...partsPerMillion]);
	expect(() => substanceOf('phlogiston')).toThrow('release one of chlorine, ammonia');
});

test('by night people are at home, by day at work', () => {
	expect([peopleAt(2)(100, 50), peopleAt(14)(100, 50), peopleAt(24)(100, 0)]).toEqual([100, 86, 98]);
	expect(peopleAt(6.5)(100, 0)).toBeCloseTo(81, 9);
});

describe('the model', () => {
	const metres = new Plane(36);
	const at = (east: number, north = 0) => [120 + east / metres.perLng, 36 + north / metres.perLat] as const;
	const places = [at(100), at(600), at(600, 300), at(-100)];
	const buildings: BuildingsPart = {
		key: ['0', '1', '2', '3'],
		lng: Float64Array.from(places, ([lng]) => lng),
		lat: Float64Array.from(places, ([, lat]) => lat),
		use: places.map(() => 'residential'),
		...{ height: new Float32Array(4), area: new Float32Array(4), levels: new Float32Array(4) },
		residents: Float32Array.of(100, 200, 400, 800),
		jobs: new Float32Array(4)
	};
	const facilities: FacilitiesPart = {
		...{ key: ['9'], kind: ['school'], name: ['School'] },
		...{ lng: Float64Array.of(places[0]![0]), lat: Float64Array.of(36), capacity: Float64Array.of(NaN) }
	};
	const run = (
		edits: readonly ScenarioEditOf<'release'>[],
		chosen: Readonly<Record<string, ParameterValue>> = {
			'wind-from': 270,
			'wind-speed': 2,
			stability: 'D',
			hour: 2
		}
	) =>
		plume.run({
			city: { buildings, facilities },
			edits,
			parameters: {
				...Object.fromEntries(plume.parameters.map((each) => [each.name, each.default])),
				...chosen
			},
			readings: {},
			anchor: [120, 36],
			earlier: {},
			progress: () => undefined,
			signal: new AbortController().signal
		});

	test('buildings, people and places downwind are in danger, those beside and upwind are not', async () => {
		const result = await run([RELEASE]);
		const layer = (id: string) => result.layers.find((each) => each.id === id)!;
		const figure = (id: string) => result.indicators.find((each) => each.id === id)!.value;
		expect(layer('buildings').keys).toEqual(['0', '1']);
		expect(layer('buildings').columns[1]!.values).toEqual([3, 2]);
		expect([1, 2, 3].map((severity) => figure(`people-${severity}`))).toEqual([297, 297, 99]);
		expect(layer('facilities').keys).toEqual(['9']);
		expect(layer('areas').keys).toEqual(['0-aegl-1', '0-aegl-2', '0-aegl-3']);
		const cells = layer('cells');
		expect(cells.columns[0]!.values.every((value) => value! >= layer('areas').columns[1]!.values[0]!)).toBe(
			true
		);
		expect(result.notes.map(({ gravity }) => gravity)).toEqual(['warning', 'note', 'warning']);
	});

	test('two releases add up; none gives nothing; two substances are refused', async () => {
		const half = { ...RELEASE, rate: 250 };
		const both = await run([half, half]);
		const one = await run([RELEASE]);
		expect(both.layers.find(({ id }) => id === 'buildings')).toEqual(
			one.layers.find(({ id }) => id === 'buildings')
		);
		const none = await run([]);
		expect(none.indicators.every(({ value }) => value === 0)).toBe(true);
		expect(none.layers.every(({ keys }) => keys.length === 0)).toBe(true);
		await expect(run([RELEASE, { ...RELEASE, substance: 'ammonia' }])).rejects.toThrow(
			'Edit 2 releases ammonia, edit 1 chlorine'
		);
	});

	test('a severity that no threshold is set for is not said', async () => {
		const { indicators } = await run([{ ...RELEASE, substance: 'carbon-monoxide' }]);
		expect(indicators.find(({ id }) => id === 'people-1')).toMatchObject({ value: null });
		expect(indicators.find(({ id }) => id === 'people-2')!.value).toBeTypeOf('number');
	});
});
