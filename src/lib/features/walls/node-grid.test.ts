import { expect, test } from 'vitest';
import { gridOf, nodeGrid, nodesFor, partOf } from './node-grid.ts';

test('four machines share a picture of 7680 × 2160 in two columns and two rows', () => {
	expect(nodeGrid(7680, 2160, 2, 2)).toEqual([
		{ column: 0, row: 0, x: 0, y: 0, width: 3840, height: 1080 },
		{ column: 1, row: 0, x: 3840, y: 0, width: 3840, height: 1080 },
		{ column: 0, row: 1, x: 0, y: 1080, width: 3840, height: 1080 },
		{ column: 1, row: 1, x: 3840, y: 1080, width: 3840, height: 1080 }
	]);
});

test('a width that does not divide is covered without a gap', () => {
	const nodes = nodeGrid(1000, 100, 3, 1);
	expect(nodes.map(({ x, width }) => [x, width])).toEqual([
		[0, 333],
		[333, 334],
		[667, 333]
	]);
	expect(gridOf(nodes)).toEqual({ columns: 3, rows: 1 });
});

test('uneven machines stay as they are until the size or their grid changes', () => {
	const [left, right] = nodeGrid(3840, 1080, 2, 1);
	const nodes = [
		{ ...left!, width: 1000 },
		{ ...right!, x: 1000, width: 2840 }
	];
	const before = { width: 3840, height: 1080, nodes };
	expect(nodesFor(before, before, { columns: 2, rows: 1 })).toEqual(nodes);
	expect(nodesFor(before, { width: 3840, height: 2160 }, { columns: 2, rows: 1 })).toEqual(
		nodeGrid(3840, 2160, 2, 1)
	);
	expect(nodesFor(before, before, { columns: 1, rows: 1 })).toEqual(nodeGrid(3840, 1080, 1, 1));
});

test('a machine’s part of the picture in per cent', () => {
	const [, right] = nodeGrid(3840, 1080, 2, 1);
	expect(partOf(right!, { width: 3840, height: 1080 })).toEqual({ left: 50, top: 0, width: 50, height: 100 });
});
