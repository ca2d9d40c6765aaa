import { expect, test } from 'vitest';
import { assemblePolygons } from './ring-assembly.ts';

const AT: Record<number, [number, number]> = {
	1: [0, 0],
	2: [10, 0],
	3: [10, 10],
	4: [0, 10],
	5: [2, 2],
	6: [4, 2],
	7: [4, 4],
	8: [2, 4],
	9: [2.5, 2.5],
	10: [3, 2.5],
	11: [3, 3]
};
const way = (role: string, ...nodes: number[]) => ({
	role,
	nodes,
	line: Float64Array.from(nodes.flatMap((node) => AT[node]!))
});
const shape = (members: Parameters<typeof assemblePolygons>[0]) => {
	const { polygons, open } = assemblePolygons(members);
	return { open, rings: polygons.map((polygon) => polygon.map((ring) => ring.length / 2)) };
};

test('ways in any order and direction join into a ring', () => {
	const { polygons } = assemblePolygons([way('outer', 1, 2, 3), way('outer', 1, 4, 3)]);
	expect(polygons.map((polygon) => polygon.map((ring) => [...ring]))).toEqual([
		[[0, 0, 10, 0, 10, 10, 0, 10]]
	]);
});

test('a ring in a ring is a hole, a ring in the hole is a polygon again, whatever the roles say', () => {
	expect(shape([way('outer', 9, 10, 11, 9), way('', 5, 6, 7, 8, 5), way('outer', 1, 2, 3, 4, 1)])).toEqual({
		open: 0,
		rings: [[4, 4], [3]]
	});
});

test('a chain that does not close is counted and the closed rings stay', () => {
	expect(shape([way('outer', 1, 2, 3, 4, 1), way('inner', 5, 6, 7)])).toEqual({ open: 1, rings: [[4]] });
});
