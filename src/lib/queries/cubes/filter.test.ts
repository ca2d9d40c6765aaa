import { expect, test } from 'vitest';
import { nearest, resolveFilter } from './filter.ts';
import { binSql, filterSql, type ViewLayout } from './view-definition.ts';

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
	expect(binSql(time, 1)).toBe('("t" >= 10 AND "t" < 20)');
	const map: ViewLayout = { definition: { id: 'm', kind: 'map' }, count: 1, shift: 0 };
	expect(filterSql(map, { kind: 'box', box: [1, 2, 3, 4] })).toBe(
		'("lng" BETWEEN 1 AND 3 AND "lat" BETWEEN 2 AND 4)'
	);
});
