import type { Layer } from '@deck.gl/core';
import { expect, test } from 'vitest';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { buildColumns } from '../columns/build-columns.ts';
import { buildCones } from '../cones/build-cones.ts';
import { buildDiscs } from '../discs/build-discs.ts';
import { buildLamps } from '../lamps/build-lamps.ts';
import { roadBuilder } from '../roads/build-roads.ts';
import { buildDots } from './build-dots.ts';
import { SENSOR_FORMS } from './forms.ts';
import type { SensorsToBuild } from './sensor-form.ts';
import { sceneContext } from './testing/scene-context.ts';
import { valuesOf } from './testing/values-of.ts';

const { stale } = QUALITY;

/** Four entities: low, high, high but stale, and one that said nothing; classes by hand. */
function sensors(more: Partial<SensorsToBuild> = {}): SensorsToBuild {
	const places = [0, 1, 2, 3].map((n): [number, number] => [n / 1000, 0]);
	return {
		id: 'levels',
		values: valuesOf(
			{ value: 10, status: 0, lngLat: places[0]! },
			{ value: 90, status: 0, lngLat: places[1]! },
			{ value: 90, status: 1, quality: stale, lngLat: places[2]! },
			{ status: 1, lngLat: places[3]! }
		),
		style: {
			classOfRow: Int16Array.of(0, 1, 1, -1),
			tokens: ['--seq-1', '--seq-7'],
			legend: undefined,
			classes: undefined
		},
		selected: undefined,
		also: {},
		scale: [0, 100],
		statuses: ['online', 'offline'],
		metresPerPixel: 4,
		...more
	};
}

interface Columns {
	readonly length: number;
	readonly rows?: Uint32Array;
	readonly attributes: Readonly<Record<string, { readonly value: ArrayLike<number> }>>;
}
const named = (layers: readonly Layer[], id: string) => layers.find((layer) => layer.id === id)!;
const columnsOf = (layers: readonly Layer[], id: string) =>
	named(layers, id).props.data as unknown as Columns;
const ids = (layers: readonly Layer[]) => layers.map(({ id }) => id);

test('themes find every form by its name, and only by it', () => {
	expect(SENSOR_FORMS.map(({ name }) => name)).toEqual([
		'dots',
		'column',
		'disc',
		'cone',
		'lamp',
		'road',
		'cover'
	]);
});

test('fresh values are columns in the colour of their class, as high as their share; stale ones rods', () => {
	const layers = buildColumns(sceneContext(), sensors());
	expect(ids(layers)).toEqual([
		'levels-silent',
		'levels-stale',
		'levels-rods',
		'levels-feet',
		'levels',
		'levels-figures'
	]);
	const { rows, attributes } = columnsOf(layers, 'levels');
	expect([...rows!]).toEqual([0, 1]);
	expect([...(attributes['getFillColor']!.value as Uint8ClampedArray)]).toEqual([1, 1, 1, 255, 7, 7, 7, 255]);
	const [low, high] = [...(attributes['getElevation']!.value as Float32Array)];
	// 6 % and the share of the rest, of 56 px or 140 m; four are so few that they are 1.6 times as large
	expect([low! / 358.4, high! / 358.4].map((share) => share.toFixed(3))).toEqual(['0.154', '0.906']);
	expect([...columnsOf(layers, 'levels-stale').rows!]).toEqual([2]);
});

test('areas are as large as their values, stale ones no more than an edge', () => {
	const layers = buildDiscs(sceneContext(), sensors());
	expect(ids(layers)).toEqual(['levels-silent', 'levels-stale', 'levels', 'levels-figures']);
	const [low, high] = [...(columnsOf(layers, 'levels').attributes['getRadius']!.value as Float32Array)];
	expect((high! / low!) ** 2).toBeCloseTo(9, 4);
	const fill = columnsOf(layers, 'levels-stale').attributes['getFillColor']!.value;
	expect([...(fill as Uint8ClampedArray)]).toEqual([7, 7, 7, 1]);
});

test('things that are as they should be are small dots', () => {
	const layers = buildDots(sceneContext(), sensors(), 1);
	expect(ids(layers)).toEqual(['levels-silent', 'levels-stale', 'levels-quiet', 'levels']);
	expect([...columnsOf(layers, 'levels-quiet').rows!, ...columnsOf(layers, 'levels').rows!]).toEqual([0, 1]);
	expect(ids(buildDots(sceneContext(), sensors()))).toEqual(['levels-silent', 'levels-stale', 'levels']);
});

test('a camera’s field of view is filled while it sees; offline, stale or from afar it is not', () => {
	const angles = Float32Array.of(90, 90, 90, 90);
	const also = {
		bearing: angles,
		fov: Float32Array.of(60, 60, NaN, 60),
		range: Float32Array.of(80, 80, 80, 80)
	};
	const layers = buildCones(sceneContext(), sensors({ also }));
	const seen = named(layers, 'levels-seen').props.data as unknown as { readonly rows: Uint32Array };
	expect([...seen.rows]).toEqual([0, 1]);
	const edges = named(layers, 'levels-edges').props.data as unknown as { row: number; hollow: boolean }[];
	expect(edges.map(({ row, hollow }) => [row, hollow])).toEqual([
		[0, false],
		[1, false],
		[3, true]
	]);
	const far = buildCones(sceneContext(), sensors({ also, metresPerPixel: 8 }));
	expect(ids(far)).toEqual(['levels-silent', 'levels-stale', 'levels']);
});

test('by night a lamp lights the ground as brightly as it says; a faulty one is hollow and dark', () => {
	const also = { actual: Float32Array.of(0, 100, 100, NaN) };
	const lamps = sensors({ also, statuses: ['on', 'fault'], metresPerPixel: 1 });
	const night = buildLamps(sceneContext('dark'), lamps);
	expect(ids(night)).toEqual(['levels-pools', 'levels-poles', 'levels-silent', 'levels-stale', 'levels']);
	const pools = columnsOf(night, 'levels-pools');
	expect([pools.length, pools.attributes['getFillColor']!.value[3]]).toEqual([1, 220]);
	expect(ids(buildLamps(sceneContext('light'), lamps))).not.toContain('levels-pools');
	const broken = { ...lamps, statuses: ['fault', 'on'] };
	expect([...columnsOf(buildLamps(sceneContext(), broken), 'levels-faulty').rows!]).toEqual([0, 1]);
});

test('a road has the colour of the detector that speaks for it, the loudest on top; hollow when that is stale', () => {
	const link = (n: number) => ({
		from: n,
		to: n + 1,
		rank: 2 as const,
		name: `street ${n}`,
		length: 100,
		lngLat: [
			[n / 1000 - 0.0004, 0],
			[n / 1000 + 0.0004, 0]
		] as const
	});
	const layers = roadBuilder([0, 1, 2, 3].map(link))(sceneContext(), sensors());
	expect(ids(layers)).toEqual(['levels-silent', 'levels-said', 'levels-hollow']);
	const rowsOf = (id: string) => [...(named(layers, id).props.data as unknown as { rows: Uint32Array }).rows];
	expect([rowsOf('levels-silent'), rowsOf('levels-said'), rowsOf('levels-hollow')]).toEqual([
		[3],
		[0, 1, 2],
		[2]
	]);
});
