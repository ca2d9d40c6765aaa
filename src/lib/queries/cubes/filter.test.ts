import { expect, test } from 'vitest';
import { nearest, resolveFilter } from './filter.ts';
import { binSql, filterSql } from './filter-sql.ts';
import type { ViewLayout } from './view-definition.ts';

const axis = { count: 2, shift: 1, edges: Float64Array.of(0, 5, 10, 15, 20) };

test('a range snaps to the nearest brush steps and says to which values', () => {
	expect(resolveFilter(axis, { kind: 'range', from: 4, to: 13 })).toEqual({
		allowed: { stretches: [[1, 3]] },
		applied: { kind: 'range', from: 5, to: 15 }
	});
	expect(resolveFilter(axis, { kind: 'range', from: 99, to: -99 }).applied).toEqual({
		kind: 'range',
		from: 0,
		to: 20
	});
});

test('bars become stretches of their steps, the bar without a value its one step', () => {
	expect(resolveFilter(axis, { kind: 'bins', bins: [2, 0, 0, 7] })).toEqual({
		allowed: {
			stretches: [
				[0, 2],
				[4, 5]
			]
		},
		applied: { kind: 'bins', bins: [0, 2] }
	});
});

test('the nearest edge, halfway the lower', () => {
	expect([-1, 2.4, 2.5, 2.6, 20, 99].map((value) => nearest(axis.edges, value))).toEqual([0, 0, 0, 1, 4, 4]);
});

test('filters in SQL', () => {
	const type: ViewLayout = {
		definition: { id: 'x', kind: 'category', column: 'complaint "type"' },
		count: 3,
		shift: 0,
		labels: ["Noise - 'loud'", 'Heat'],
		others: 2
	};
	expect(filterSql(type, { kind: 'bins', bins: [0, 3] })).toBe(
		`("complaint ""type""" = 'Noise - ''loud''' OR "complaint ""type""" IS NULL)`
	);
	expect(binSql(type, 2)).toBe(
		`("complaint ""type""" IS NOT NULL AND "complaint ""type""" NOT IN ('Noise - ''loud''', 'Heat'))`
	);
	const time: ViewLayout = { definition: { id: 't', kind: 'time', column: 't' }, ...axis };
	expect(binSql(time, 1)).toBe('("t" >= 10e0 AND "t" < 20e0)');
	const map: ViewLayout = { definition: { id: 'm', kind: 'map' }, count: 1, shift: 0 };
	expect(filterSql(map, { kind: 'box', box: [1, 2, 3, 4] })).toBe(
		'("lng" BETWEEN 1e0 AND 3e0 AND "lat" BETWEEN 2e0 AND 4e0)'
	);
});

const heat: ViewLayout = {
	definition: {
		id: 'h',
		kind: 'heat',
		x: { kind: 'number', column: 'a' },
		y: { kind: 'category', column: 'b' }
	},
	count: 4,
	shift: 0,
	x: { count: 2, shift: 0, edges: Float64Array.of(0, 1, 2) },
	y: { count: 2, shift: 0, labels: ['p', 'q'] }
};

test('a rectangle of cells is a stretch a row, held to the axes', () => {
	expect(resolveFilter(heat, { kind: 'rect', x: [3, 1], y: [0, 9] })).toEqual({
		allowed: {
			stretches: [
				[1, 2],
				[3, 4]
			]
		},
		applied: { kind: 'rect', x: [1, 2], y: [0, 2] }
	});
});

test('cells and rectangles in SQL', () => {
	expect(binSql(heat, 3)).toBe(`(("a" >= 1e0 AND "a" < 2e0) AND "b" = 'q')`);
	expect(binSql(heat, 4)).toBe('(("a" IS NULL OR NOT isfinite("a")) OR "b" IS NULL)');
	expect(filterSql(heat, { kind: 'rect', x: [0, 1], y: [0, 2] })).toBe(
		`((("a" >= 0e0 AND "a" < 1e0)) AND ("b" = 'p' OR "b" = 'q'))`
	);
	expect(filterSql(heat, { kind: 'rect', x: [0, 0], y: [0, 2] })).toBe(
		`(false AND ("b" = 'p' OR "b" = 'q'))`
	);
});
