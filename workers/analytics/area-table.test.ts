import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withoutCompiling } from '../../tests/support/without-compiling.ts';
import { areaTable } from './area-table.ts';

// The page's content policy forbids what compiles functions.
beforeEach(() => {
	vi.stubGlobal('Function', withoutCompiling);
});
afterEach(() => void vi.unstubAllGlobals());

/** A square of a hundredth of a degree whose south-west corner is here. */
const square = (lng: number, lat: number) => [
	[
		[lng, lat],
		[lng + 0.01, lat],
		[lng + 0.01, lat + 0.01],
		[lng, lat + 0.01],
		[lng, lat]
	]
];
const areasOf = (features: readonly object[]) =>
	new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));
const rowsOf = (bytes: Uint8Array, nameProperty: string) =>
	areaTable(bytes, nameProperty)
		.toArray()
		.map((row) => row.toJSON());

test('areas are rows of their names, numbers and texts, with their middles and sizes', () => {
	const rows = rowsOf(
		areasOf([
			{
				properties: { name: '云台区', 'name:en': 'Yuntai', code: '01', people: 5, row: 'taken', parts: [1] },
				geometry: { type: 'Polygon', coordinates: square(116, 0) }
			},
			{
				properties: { name: null, people: null },
				geometry: { type: 'MultiPolygon', coordinates: [square(10, 60), square(10.02, 60)] }
			},
			{ properties: null, geometry: null }
		]),
		'name'
	);
	expect(rows.map(({ lng: _, lat: __, area_m2: ___, ...said }) => said)).toEqual([
		{ row: 0, name: '云台区', name_en: 'Yuntai', code: '01', people: 5 },
		{ row: 1, name: null, name_en: null, code: null, people: null },
		{ row: 2, name: null, name_en: null, code: null, people: null }
	]);
	const [equator, north, nowhere] = rows;
	expect([equator?.['lng'], equator?.['lat']].map((degrees) => (degrees as number).toFixed(4))).toEqual([
		'116.0050',
		'0.0050'
	]);
	expect((north?.['lng'] as number).toFixed(4)).toBe('10.0150');
	// A hundredth of a degree is 1,112 m; at 60° north it is half as long from west to east.
	expect((equator?.['area_m2'] as number) / 1e6).toBeCloseTo(1.2365, 3);
	expect((north?.['area_m2'] as number) / 1e6).toBeCloseTo(1.2361, 3);
	expect([nowhere?.['lng'], nowhere?.['area_m2']]).toEqual([null, null]);
});

test('areas whose names are numbers keep those as numbers too; areas without names have no column of them', () => {
	const geometry = { type: 'Polygon', coordinates: square(0, 0) };
	expect(rowsOf(areasOf([{ properties: { Precinct: 7 }, geometry }]), 'Precinct')[0]).toMatchObject({
		name: '7',
		Precinct: 7
	});
	expect(Object.keys(rowsOf(areasOf([{ properties: { code: 1 }, geometry }]), 'name')[0] ?? {})).toEqual([
		'row',
		'code',
		'lng',
		'lat',
		'area_m2'
	]);
});
