import { expect, test } from 'vitest';
import { chosenRows, paintRows } from './paint-rows.ts';

/** Four rows; the third has no place. */
const points = { rows: 4, row: Uint32Array.of(0, 1, 3), lngLat: new Float64Array(6) };

test('the key counts the rows that are drawn: with a place, and inside the filters', () => {
	const values = {
		field: 'injured',
		column: { kind: 'number', values: Float64Array.of(1, NaN, 9, 5) }
	} as const;
	const style = { classes: { method: 'manual', count: 2, breaks: [3] } } as const;
	const all = paintRows(values, points, undefined, style, 'columns', undefined);
	expect(all.legend).toMatchObject({ missing: 1, drawn: { rows: 3, unplaced: 1, highest: 5 } });
	expect(all.legend.classes.map(({ count }) => count)).toEqual([1, 1]);
	expect([0, 1, 3].map(all.tokenOf)).toEqual(['--seq-3', undefined, '--seq-6']);
	const some = paintRows(values, points, Uint8Array.of(0, 1, 1, 1), style, 'dots', undefined);
	expect(some.legend).toMatchObject({ missing: 1, drawn: { rows: 2, unplaced: 1 } });
});

test('the five commonest words have colours, the others one together, silence none', () => {
	const column = {
		kind: 'category',
		codes: Int32Array.of(0, 0, 1, -1),
		labels: ['noise', 'water']
	} as const;
	const painted = paintRows({ field: 'type', column }, points, undefined, {}, 'dots', undefined);
	expect(painted.legend.classes).toEqual([
		{ token: '--cat-1', count: 2, label: 'noise' },
		{ token: '--cat-2', count: 0, label: 'water' }
	]);
	expect(painted.legend.missing).toBe(1);
	expect([0, 2, 3].map(painted.tokenOf)).toEqual(['--cat-1', '--cat-2', undefined]);
});

test('chosen classes leave out the rows of all others, those that say nothing, and those outside the filters', () => {
	const values = {
		field: 'injured',
		column: { kind: 'number', values: Float64Array.of(1, NaN, 9, 5) }
	} as const;
	const style = { classes: { method: 'manual', count: 2, breaks: [3] } } as const;
	const painted = paintRows(values, points, undefined, style, 'dots', undefined);
	expect([...painted.classOfPlace]).toEqual([0, -1, 1]);
	const high = new Set(['--seq-6']);
	expect([...chosenRows(painted, points.row, undefined, high, 4)!]).toEqual([0, 0, 0, 1]);
	expect([...chosenRows(painted, points.row, Uint8Array.of(1, 1, 1, 0), high, 4)!]).toEqual([0, 0, 0, 0]);
	expect(chosenRows(painted, points.row, undefined, undefined, 4)).toBeUndefined();
	const masked = paintRows(values, points, Uint8Array.of(1, 1, 1, 0), style, 'dots', undefined);
	expect([...masked.classOfPlace]).toEqual([0, -1, -1]);
});
