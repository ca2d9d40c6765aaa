import { expect, test } from 'vitest';
import type { Filter } from '#lib/model/view-spec.ts';
import type { ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import { binKey, binOfKey } from './bin-key.ts';
import { filterOfLink, linkOf, unfit } from './filter-link.ts';

const uses: ViewLayout = {
	definition: { id: 'use', kind: 'category', column: 'use' },
	count: 4,
	shift: 0,
	others: 3,
	labels: ['house', 'office', 'shop']
};
const heights: ViewLayout = {
	definition: { id: 'height', kind: 'number', column: 'height' },
	count: 2,
	shift: 1,
	edges: Float64Array.of(0, 5, 10, 15, 20)
};

test('bars of categories stand in links by name and come back as the same bars', () => {
	expect([0, 1, 2, 3, 4].map((bin) => binKey(uses, bin))).toEqual([
		'house',
		'office',
		'shop',
		'@others',
		'@none'
	]);
	expect(['office', '@others', '@none', 'castle'].map((key) => binOfKey(uses, key))).toEqual([1, 3, 4, -1]);
});

test('hours stand in links as numbers', () => {
	expect(binKey({ count: 24 }, 7)).toBe('7');
	expect(['0', '23', '24', 'x'].map((key) => binOfKey({ count: 24 }, key))).toEqual([0, 23, -1, -1]);
});

test('filters of charts go into a link and come back', () => {
	const range = { kind: 'range', from: 5, to: 15 } as const;
	const bins = { kind: 'bins', bins: [1, 3] } as const;
	expect(linkOf('buildings', heights, range)).toEqual({
		kind: 'range',
		dataset: 'buildings',
		column: 'height',
		from: 5,
		to: 15
	});
	for (const [layout, filter] of [
		[heights, range],
		[uses, bins]
	] as const) {
		const link = linkOf('buildings', layout, filter);
		expect(link && filterOfLink(layout, link)).toEqual(filter);
	}
});

test('a link that names only what the data do not have filters nothing', () => {
	const gone: Filter = { kind: 'in', dataset: 'buildings', column: 'use', values: ['castle'] };
	expect(filterOfLink(uses, gone)).toBeUndefined();
});

const nights: ViewLayout = {
	definition: {
		id: 'height|use',
		kind: 'heat',
		x: { kind: 'number', column: 'height' },
		y: { kind: 'category', column: 'use' }
	},
	count: 8,
	shift: 0,
	x: { count: 2, shift: 1, edges: Float64Array.of(0, 5, 10, 15, 20) },
	y: { count: 4, shift: 0, others: 3, labels: ['house', 'office', 'shop'] }
};

test('heat cells stand in links by what their axes say', () => {
	const rect = { kind: 'rect', x: [1, 2], y: [0, 3] } as const;
	const cells = { kind: 'bins', bins: [1, 6, 8] } as const;
	const column = 'height|use';
	const links = [rect, cells].map((filter) => linkOf('buildings', nights, filter));
	expect(links).toEqual([
		{ kind: 'in', dataset: 'buildings', column, values: ['rect', '10', '10', 'house', 'shop'] },
		{
			kind: 'in',
			dataset: 'buildings',
			column,
			values: ['cells', '10', 'house', '0', '@others', '@none', '@none']
		}
	]);
	expect(links.map((link) => link && filterOfLink(nights, link))).toEqual([rect, cells]);
});

test('an area of a link is a ring on the map', () => {
	const map: ViewLayout = { definition: { id: 'map', kind: 'map' }, count: 1, shift: 0 };
	const ring: [number, number][] = [
		[0, 0],
		[1, 0],
		[1, 1]
	];
	expect(filterOfLink(map, { kind: 'area', dataset: 'buildings', column: 'map', ring })).toEqual({
		kind: 'ring',
		ring
	});
});

test('filters that the data cannot be held to are told from those that hold', () => {
	const of = (column: string, values: string[]): Filter => ({
		kind: 'in',
		dataset: 'buildings',
		column,
		values
	});
	const castle = of('use', ['castle']);
	const unknown = of('colour', ['red']);
	const range: Filter = { kind: 'range', dataset: 'buildings', column: 'use', from: 0, to: 6 };
	const fine = [of('use', ['shop']), of('view', ['map'])];
	expect(unfit([uses, heights], [castle, ...fine, unknown, range])).toEqual([castle, unknown, range]);
});
