import { expect, test } from 'vitest';
import { colourBuildings, type ClassFocus, type Rgb } from './colour-buildings.ts';
import { withoutGone } from './without-gone.ts';

/** A token's colour is its last digit three times; the neutral of all others is 9. */
const colourOf = (token: string): Rgb => {
	const digit = Number(/\d$/.exec(token)?.[0] ?? 9);
	return [digit, digit, digit];
};

test('numbers get the whole ramp by quantiles, fewer classes than steps spread over it; buildings without a value keep their own colour', () => {
	const { colours, legend } = colourBuildings(
		{
			kind: 'number',
			name: 'height',
			withoutId: 0,
			ids: Uint32Array.of(0, 1, 3, 4),
			values: Float32Array.of(1, 2, NaN, 8)
		},
		5,
		3,
		colourOf
	);
	expect([...colours.rgba]).toEqual([1, 1, 1, 255, 3, 3, 3, 255, 0, 0, 0, 254, 0, 0, 0, 254, 3, 3, 3, 255]);
	expect(legend).toEqual({
		kind: 'number',
		name: 'height',
		missing: 2,
		classes: [
			{ token: '--seq-1', count: 1, from: 1, to: 2 },
			{ token: '--seq-3', count: 2, from: 2, to: 8 }
		]
	});
});

test('the five most frequent categories get colours of their own, the rest share one', () => {
	const codes = Int32Array.of(0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, -1, 6);
	const { colours, legend } = colourBuildings(
		{
			kind: 'category',
			name: 'use',
			withoutId: 0,
			ids: Uint32Array.from(codes.keys()),
			codes,
			categories: ['a', 'b', 'c', 'd', 'e', 'f', 'g']
		},
		13,
		7,
		colourOf
	);
	expect(legend.classes.map(({ label, count }) => [label, count])).toEqual([
		['b', 2],
		['c', 2],
		['d', 2],
		['e', 2],
		['f', 2],
		[undefined, 2]
	]);
	expect(legend.missing).toBe(1);
	expect(colours.rgba[0]).toBe(9);
	expect(colours.rgba[4]).toBe(1);
	expect(colours.rgba[11 * 4 + 3]).toBe(254);
	expect(legend.classes.reduce((sum, { count }) => sum + count, legend.missing)).toBe(13);
});

test('what the source does not say has no colour', () => {
	const { colours, legend } = colourBuildings(
		{
			kind: 'category',
			name: 'use',
			withoutId: 0,
			ids: Uint32Array.of(0, 1, 2),
			codes: Int32Array.of(0, 1, 0),
			categories: ['unknown', 'school']
		},
		3,
		7,
		colourOf
	);
	expect(legend.classes).toEqual([{ token: '--cat-1', count: 1, label: 'school' }]);
	expect(legend.missing).toBe(2);
	expect([...colours.rgba]).toEqual([0, 0, 0, 254, 1, 1, 1, 255, 0, 0, 0, 254]);
});

test('a category colour that another layer has on the map is left to it', () => {
	const { legend } = colourBuildings(
		{
			kind: 'category',
			name: 'use',
			withoutId: 0,
			ids: Uint32Array.of(0, 1, 2),
			codes: Int32Array.of(0, 0, 1),
			categories: ['house', 'shop']
		},
		3,
		5,
		() => [1, 2, 3],
		new Set(['--cat-2', '--cat-3', '--cat-4', '--cat-5'])
	);
	expect(legend.classes).toEqual([
		{ token: '--cat-1', count: 2, label: 'house' },
		{ token: '--line-strong', count: 1 }
	]);
});

test('classes out of focus keep their bodies’ own colour; the key counts them all the same', () => {
	const values = {
		kind: 'category',
		name: 'use',
		withoutId: 0,
		ids: Uint32Array.of(0, 1, 2),
		codes: Int32Array.of(0, 1, 1),
		categories: ['shop', 'home']
	} as const;
	const coloured = (focus: ClassFocus) => {
		const { colours, legend } = colourBuildings(values, 3, 5, colourOf, undefined, focus);
		expect(legend.classes.map(({ label, count }) => [label, count])).toEqual([
			['home', 2],
			['shop', 1]
		]);
		return [0, 1, 2].filter((id) => colours.rgba[4 * id + 3] === 255);
	};
	expect(coloured({ only: ['is:home'] })).toEqual([1, 2]);
	expect(coloured({ only: ['is:home'], lit: 'is:shop' })).toEqual([0]);
	expect(coloured({ only: ['is:office'] })).toEqual([0, 1, 2]);
});

test('what a scenario takes away is not drawn; the others keep their colours, or their own', () => {
	const rgba = Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 255);
	expect(withoutGone({ rgba }, [], 2)?.rgba).toBe(rgba);
	expect([...withoutGone({ rgba }, [1, 9], 2)!.rgba]).toEqual([1, 2, 3, 255, 4, 5, 6, 0]);
	expect([...rgba]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
	expect([...withoutGone(undefined, [0], 2)!.rgba]).toEqual([0, 0, 0, 0, 0, 0, 0, 254]);
});
