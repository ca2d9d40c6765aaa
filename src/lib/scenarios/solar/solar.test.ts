import { Field, Int32, List, Table, tableToIPC, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import type { CityManifest } from '#lib/model/city.ts';
import type { BuildingsPart, FootprintsPart } from '#lib/model/scenario/city-parts.ts';
import type { ModelInput } from '#lib/model/scenario/model.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import { readFootprints } from '../city/parts/footprints.ts';
import { refraction, sunAt } from '../sun/sun-at.ts';
import { SOLAR_CARD } from './card.ts';
import { castLight } from './cast-light.ts';
import { clearSky } from './clear-sky.ts';
import { Lattice } from '../city/lattice.ts';
import { RESULT_CELL, rasterise, type HeightRaster } from './height-raster.ts';
import { litWindow } from './lit-window.ts';
import { SOLAR_PARAMETERS } from './parameters.ts';
import { SKY } from './sky.ts';
import { solarSettings } from './settings.ts';
import solar from './solar.ts';

const ANCHOR = [122.9, 36] as const;
const lattice = new Lattice(ANCHOR, RESULT_CELL);

/** West, south, east, north in metres of the anchor, height, and use. */
type House = readonly [number, number, number, number, number, string?];

function city(houses: readonly House[]): { buildings: BuildingsPart; footprints: FootprintsPart } {
	const corners = houses.flatMap(([west, south, east, north]) =>
		(
			[
				[west, south],
				[east, south],
				[east, north],
				[west, north]
			] as const
		).map(([x, y]) => lattice.toDegrees(x, y))
	);
	const middle = houses.map(([west, south, east, north]) =>
		lattice.toDegrees((west + east) / 2, (south + north) / 2)
	);
	const numbers = (of: (house: House) => number) => Float32Array.from(houses, of);
	return {
		buildings: {
			key: houses.map((_, row) => String(row)),
			lng: Float64Array.from(middle, ([lng]) => lng),
			lat: Float64Array.from(middle, ([, lat]) => lat),
			use: houses.map(([, , , , , use]) => use ?? 'office'),
			height: numbers(([, , , , height]) => height),
			area: numbers(([west, south, east, north]) => (east - west) * (north - south)),
			levels: numbers(() => NaN),
			residents: numbers(() => 10),
			jobs: numbers(() => 0)
		},
		footprints: {
			starts: Uint32Array.from({ length: houses.length + 1 }, (_, row) => row * 4),
			lng: Float64Array.from(corners, ([lng]) => lng),
			lat: Float64Array.from(corners, ([, lat]) => lat)
		}
	};
}

const raster = (houses: readonly House[], reach = 120, cell = 2) =>
	rasterise(city(houses), lattice, [0, 0], reach, cell);

/** Square metres of ground that light of a direction does not reach. */
function shade(of: HeightRaster, azimuth: number, altitude: number): number {
	const lit = new Float32Array(of.top.length);
	castLight(of, azimuth, altitude, 1, lit);
	return lit.filter((light, at) => light === 0 && of.top[at] === 0).length * of.cell ** 2;
}

const defaults = Object.fromEntries(SOLAR_PARAMETERS.map(({ name, default: value }) => [name, value]));
const settings = solarSettings(defaults);
const quiet = new AbortController().signal;
const run = (houses: readonly House[], parameters: ModelInput['parameters'] = {}): Promise<ModelResult> =>
	solar.run({
		city: city(houses),
		edits: [],
		parameters: { ...defaults, radius: 100, cell: '6', ...parameters },
		readings: {},
		anchor: ANCHOR,
		earlier: {},
		progress: () => undefined,
		signal: quiet
	});
const indicator = (result: ModelResult, id: string) =>
	result.indicators.find((each) => each.id === id)!.value;
const column = (result: ModelResult, layer: string, name: string) =>
	result.layers.find(({ id }) => id === layer)!.columns.find((each) => each.name === name)!.values;

describe('the shade of a tower of 30 m on 30 by 30 m', () => {
	const tower = raster([[-14, -14, 16, 16, 30]]);
	/** From the sill, where light is counted. */
	const length = (altitude: number) => 29.1 / Math.tan((altitude * Math.PI) / 180);

	test('is as long as its height over the tangent of the sun’s altitude, and as wide as the tower is across', () => {
		for (const altitude of [25, 45, 60]) {
			const cells = Math.abs(shade(tower, 180, altitude) / 30 - length(altitude));
			expect(cells).toBeLessThanOrEqual(1);
			const across = 30 * Math.SQRT2;
			expect(Math.abs(shade(tower, 225, altitude) / (across * length(altitude)) - 1)).toBeLessThan(0.08);
		}
	});

	test('lies away from the sun', () => {
		const lit = new Float32Array(tower.top.length);
		castLight(tower, 180, 45, 1, lit);
		const dark = [...lit.keys()].filter((at) => lit[at] === 0 && tower.top[at] === 0);
		const north = dark.map((at) => tower.south + (Math.floor(at / tower.columns) + 0.5) * tower.cell);
		expect(Math.min(...north)).toBeGreaterThanOrEqual(16);
		expect(Math.max(...north)).toBeLessThan(16 + 30);
	});

	test('is mirrored when the sun is', () => {
		for (const azimuth of [100, 131.7, 160])
			expect(Math.abs(shade(tower, azimuth, 30) - shade(tower, 360 - azimuth, 30))).toBeLessThan(
				0.04 * shade(tower, azimuth, 30)
			);
	});

	test('falls on a lower roof only as far down as it comes', () => {
		const lit = new Float32Array(1e5);
		const pair = raster([
			[-14, -14, 16, 16, 30],
			[-14, 20, 16, 40, 20]
		]);
		castLight(pair, 180, 45, 1, lit);
		// 10 m above the roof: it ends 10 m north of the tower, 6 m into the lower roof.
		const dark =
			[...pair.building.keys()].filter((at) => pair.building[at] === 1 && lit[at] === 0).length * 4;
		expect(Math.abs(dark / 30 - 6)).toBeLessThanOrEqual(2);
	});
});

test('footprints are read from all batches of their file, and a pack without them says what to do', async () => {
	const degrees = new List(new Field('item', new Int32(), false));
	const batch = (rings: readonly number[][]) =>
		new Table({ lng: vectorFromArray(rings, degrees), lat: vectorFromArray(rings, degrees) });
	const bytes = tableToIPC(
		batch([[10_000_000, 25_000_000, 30_000_000], []]).concat(batch([[40_000_000]])),
		'stream'
	);
	const manifest = (rest: object) =>
		({ datasets: [{ kind: 'buildings', ...rest }] }) as unknown as CityManifest; // all that is read of it
	const part = await readFootprints(manifest({ footprints: 'footprints.arrow' }), (path) =>
		Promise.resolve(path === 'footprints.arrow' ? bytes : undefined)
	);
	expect([...part.starts]).toEqual([0, 3, 3, 4]);
	expect([...part.lng]).toEqual([1, 2.5, 3, 4]);
	await expect(readFootprints(manifest({}), () => Promise.resolve(undefined))).rejects.toThrow(
		'import the city again'
	);
});

test('on an empty plain every place has the sun of the whole day and year', async () => {
	const light = await litWindow(raster([], 24, 6), ANCHOR, settings, () => undefined, quiet);
	// 20 January at 36° N: half a day is acos((sin −0.833° − sin φ sin δ) / (cos φ cos δ)), δ = −20.2°.
	expect(light.openDay).toBeCloseTo(10.05, 1);
	expect(light.day.every((hours) => Math.abs(hours - light.openDay) < 1e-3)).toBe(true);
	expect(light.year.every((sun) => Math.abs(sun - light.openYear) < 0.01)).toBe(true);
	expect(light.rule.every((hours) => Math.abs(hours - 8) < 1e-3)).toBe(true);
});

test('a long street as wide as high gets 0.414 of the light of an even sky', () => {
	const street = raster(
		[
			[-600, -72, 600, -12, 24.9],
			[-600, 12, 600, 72, 24.9]
		],
		300
	);
	const view = new Float32Array(street.top.length);
	for (const { azimuth, altitude, weight } of SKY) castLight(street, azimuth, altitude, weight, view);
	const across = Array.from({ length: 12 }, (_, i) => {
		const line = Math.floor((-12 - street.south) / street.cell) + i;
		return view[line * street.columns + street.columns / 2]!;
	});
	checkValidation('√(1', across.reduce((sum, each) => sum + each, 0) / 12);
});

test('a house behind a tower lacks sun, one before it does not', async () => {
	const house: House = [-20, 40, 20, 52, 6, 'apartments'];
	const [free, behind, before] = await Promise.all([
		run([house, [70, 0, 80, 10, 5]]),
		run([house, [-60, 0, 60, 30, 90]]),
		run([house, [-60, 62, 60, 92, 90]])
	]);
	expect(indicator(free, 'homes-short')).toBe(0);
	expect(indicator(behind, 'homes-short')).toBe(1);
	expect(indicator(behind, 'residents-short')).toBe(10);
	expect(indicator(before, 'homes-short')).toBe(0);
	const sun = (result: ModelResult) => column(result, 'buildings', 'sun')[0]!;
	expect(sun(behind)).toBeLessThan(0.5 * sun(free));
	expect(column(behind, 'buildings', 'front')[1]).toBeNull();
});

test('power, money and CO₂ are the sun on roofs times the parameters', async () => {
	const result = await run([[-10, -10, 10, 10, 10]], {
		usable: 0.5,
		efficiency: 0.2,
		ratio: 0.8,
		price: 2,
		emission: 0.5,
		cost: 4
	});
	const sun = column(result, 'buildings', 'sun')[0]!;
	const kilowattHours = 400 * 0.5 * 0.2 * 0.8 * sun;
	expect(column(result, 'buildings', 'energy')[0]! / kilowattHours).toBeCloseTo(1, 3);
	expect(indicator(result, 'capacity')).toBe(0.04);
	expect(indicator(result, 'cost')).toBe(160_000);
	expect(indicator(result, 'money')! / (2 * kilowattHours)).toBeCloseTo(1, 3);
	expect(indicator(result, 'co2')! / (kilowattHours * 0.0005)).toBeCloseTo(1, 1);
	expect(indicator(result, 'roof-shade')).toBe(0);
	expect(indicator(result, 'homes-short')).toBeNull();
});

test('the same city gives the same result, and a cell of the ground has one key in windows of any middle', async () => {
	const houses: House[] = [
		[-10, -10, 10, 10, 10],
		[60, 0, 80, 20, 30]
	];
	const [lng, lat] = lattice.toDegrees(40, 0);
	const [once, again, moved] = await Promise.all([
		run(houses),
		run(houses),
		run(houses, { where: 'place', lng, lat })
	]);
	expect(again).toEqual(once);
	const ground = ({ layers }: ModelResult) => layers.find(({ id }) => id === 'ground')!;
	const hours = (result: ModelResult) =>
		new Map(ground(result).keys.map((key, i) => [key, ground(result).columns[0]!.values[i]!]));
	const [a, b] = [hours(once), hours(moved)];
	const both = [...a.keys()].filter((key) => b.has(key));
	expect(both.length).toBeGreaterThan(100);
	for (const key of both) expect(Math.abs(a.get(key)! - b.get(key)!)).toBeLessThan(0.05);
	expect(ground(once).geometry).toEqual(ground(moved).geometry);
});

test('a place without a building and a city without one are refused', async () => {
	await expect(run([[0, 0, 9, 9, 9]], { where: 'place', lng: 1, lat: 1 })).rejects.toThrow(
		'No building stands within 100 m of 1, 1'
	);
	await expect(run([])).rejects.toThrow('No building stands in this city.');
});

test('the card’s figures are those that are reached', () => {
	const { azimuth, altitude } = sunAt(Date.UTC(2003, 9, 17, 19, 30, 30), -105.1786, 39.742476, 1830.14);
	checkValidation('天顶角', 90 - altitude - refraction(altitude, 820, 11), 1e-5);
	checkValidation('方位角', azimuth, 1e-5);
	// cos of the zenith angle 0.846, 270 m above the sea.
	checkValidation('麦迪逊', clearSky((Math.asin(0.846) * 180) / Math.PI, 234, 0.27, true).beam, 0.1);
	checkValidation('影长', shade(raster([[-14, -14, 16, 16, 30.9]]), 180, 45) / 30, 0.1);
});

function validation(what: string) {
	return SOLAR_CARD.validation.find(
		(figure) => figure.what.zh.includes(what) || figure.source.includes(what)
	)!;
}

/** The card says what is reached, and what is reached is as near as the card says. */
function checkValidation(what: string, reached: number, digits = 1e-3): void {
	const figure = validation(what);
	expect(Math.abs(reached - figure.reached)).toBeLessThanOrEqual(digits);
	expect(Math.abs(reached - figure.expected)).toBeLessThanOrEqual(figure.within);
}
