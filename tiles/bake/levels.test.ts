import { expect, test } from 'vitest';
import { moveSummary, packSummary, unpackSummary } from './level-summary.ts';
import type { Group } from './level-summary.ts';
import { reduceSummary } from './levels.ts';

const box = (id: number, x: number, side: number, height: number): Group => ({
	id,
	cls: 1,
	flags: 0,
	height,
	area: side * side,
	outlines: [{ bottom: 0, top: height, rings: [Float64Array.of(x, 0, x + side, 0, x + side, side, x, side)] }]
});

test('a large and a tall building stay, small ones merge into the cell that holds them', () => {
	const summary = reduceSummary(
		[
			{
				groups: [box(1, 0, 120, 10), box(2, 300, 10, 200), box(3, 500, 10, 9), box(4, 530, 20, 12)],
				cells: []
			}
		],
		{
			cell: 100,
			keep: 10
		}
	);
	expect(summary.groups.map(({ id }) => id)).toEqual([1, 2]);
	expect(summary.cells).toHaveLength(1);
	expect(summary.cells[0]).toMatchObject({ id: 4, area: 500, volume: 100 * 9 + 400 * 12 });
});

test('built area and volume survive merging, level by level', () => {
	const groups = Array.from({ length: 50 }, (_, i) => box(i, 37 * i, 8 + (i % 5), 6 + (i % 7)));
	const area = groups.reduce((sum, group) => sum + group.area, 0);
	const volume = groups.reduce((sum, group) => sum + group.area * group.height, 0);
	const lower = reduceSummary([{ groups, cells: [] }], { cell: 60, keep: 0 });
	const upper = reduceSummary([lower], { cell: 240, keep: 0 });
	expect(upper.cells.length).toBeLessThan(lower.cells.length);
	expect(upper.cells.reduce((sum, cell) => sum + cell.area, 0)).toBeCloseTo(area, 6);
	expect(upper.cells.reduce((sum, cell) => sum + cell.volume, 0)).toBeCloseTo(volume, 6);
});

test('a summary survives packing, and a quarter turn leaves the street grid as it was', () => {
	const summary = reduceSummary([{ groups: [box(1, 0, 120, 10), box(4, 530, 20, 12)], cells: [] }], {
		cell: 100,
		keep: 10
	});
	expect(unpackSummary(packSummary(summary))).toEqual(summary);
	const quarter = [0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
	const moved = moveSummary(summary, quarter);
	expect(moved.cells[0]!.cos4).toBeCloseTo(summary.cells[0]!.cos4, 6);
	expect([moved.cells[0]!.x, moved.cells[0]!.y]).toEqual([-10, 540]);
});
