import { areaOf } from '../geometry/convex.ts';
import type { Point } from '../geometry/point.ts';
import { nodeAt } from '../plan/lattice.ts';
import { contains } from '../plan/contours.ts';
import type { Skeleton } from '../plan/skeleton.ts';

/** Polygons that lattice cells make together, as outer rings with their holes. */
export function outlineOf({ plan, cells }: Skeleton, members: readonly number[]): Point[][][] {
	const inside = new Set(members);
	const stride = cells.columns + 1;
	const next = new Map<number, number[]>();
	const edge = (from: number, to: number) => {
		const list = next.get(from);
		if (list) list.push(to);
		else next.set(from, [to]);
	};
	for (const cell of members) {
		const [column, row] = [cell % cells.columns, Math.floor(cell / cells.columns)];
		const node = row * stride + column;
		if (row === 0 || !inside.has(cell - cells.columns)) edge(node, node + 1);
		if (column === cells.columns - 1 || !inside.has(cell + 1)) edge(node + 1, node + 1 + stride);
		if (!inside.has(cell + cells.columns)) edge(node + 1 + stride, node + stride);
		if (column === 0 || !inside.has(cell - 1)) edge(node + stride, node);
	}
	const rings: Point[][] = [];
	for (const [start, list] of next)
		while (list.length > 0) {
			const ring: number[] = [];
			let [at, before] = [start, -1];
			do {
				ring.push(at);
				const ways: number[] = next.get(at)!;
				// Where two corners touch, turning left keeps each ring simple.
				const pick: number = ways.length > 1 && before >= 0 ? leftMost(before, at, ways, stride) : 0;
				[before, at] = [at, ways.splice(pick, 1)[0]!];
			} while (at !== start);
			rings.push(ring.map((node) => nodeAt(plan, node % stride, Math.floor(node / stride))));
		}
	const outer = rings.filter((ring) => areaOf(ring) > 0).map((ring) => [ring]);
	for (const hole of rings.filter((ring) => areaOf(ring) < 0))
		(outer.find(([ring]) => contains(ring!, hole[0]!)) ?? outer[0])?.push(hole);
	return outer;
}

function leftMost(before: number, at: number, ways: readonly number[], stride: number): number {
	const step = (from: number, to: number) =>
		[(to % stride) - (from % stride), Math.floor(to / stride) - Math.floor(from / stride)] as const;
	const [dx, dy] = step(before, at);
	return ways.reduce((best, way, k) => {
		const [x, y] = step(at, way);
		const [bx, by] = step(at, ways[best]!);
		return dx * y - dy * x > dx * by - dy * bx ? k : best;
	}, 0);
}
