import { areaOf } from '../geometry/convex.ts';
import type { Point } from '../geometry/point.ts';

/** A square grid of samples: `columns` × `rows` points, `step` metres apart from `origin` on. */
export interface Samples {
	readonly origin: Point;
	readonly step: number;
	readonly columns: number;
	readonly rows: number;
	readonly at: (x: number, y: number) => number;
}

/**
 * Polygons of the ground where the samples exceed a limit (marching squares): outer rings with their holes.
 * The grid's rim counts as below, so that every ring closes.
 */
export function above({ origin, step, columns, rows, at }: Samples, limit: number): Point[][][] {
	const place = (i: number, j: number): Point => ({ x: origin.x + i * step, y: origin.y + j * step });
	const values = new Float64Array(columns * rows);
	for (let j = 1; j < rows - 1; j++)
		for (let i = 1; i < columns - 1; i++) {
			const { x, y } = place(i, j);
			values[j * columns + i] = at(x, y) - limit;
		}
	const value = (i: number, j: number) => {
		const rim = i === 0 || j === 0 || i === columns - 1 || j === rows - 1;
		return rim ? -1 : values[j * columns + i]!;
	};
	// A crossing is named by the grid edge it lies on: 2 × sample for the edge eastwards, + 1 northwards.
	const points = new Map<number, Point>();
	const cross = (i: number, j: number, up: 0 | 1): number => {
		const key = 2 * (j * columns + i) + up;
		if (!points.has(key)) {
			const [a, b] = [value(i, j), up ? value(i, j + 1) : value(i + 1, j)];
			const share = Math.min(0.98, Math.max(0.02, a / (a - b)));
			points.set(key, up ? place(i, j + share) : place(i + share, j));
		}
		return key;
	};
	const next = new Map<number, number>();
	for (let j = 0; j + 1 < rows; j++)
		for (let i = 0; i + 1 < columns; i++) {
			const high = [value(i, j), value(i + 1, j), value(i + 1, j + 1), value(i, j + 1)].map((v) => v > 0);
			const edge = (side: number) =>
				[() => cross(i, j, 0), () => cross(i + 1, j, 1), () => cross(i, j + 1, 0), () => cross(i, j, 1)][
					side
				]!();
			// High ground lies left of each step: it leaves by the side where high turns to low.
			for (let side = 0; side < 4; side++) {
				if (!high[side] || high[(side + 1) % 4]) continue;
				let back = (side + 3) % 4;
				while (!(high[(back + 1) % 4] && !high[back])) back = (back + 3) % 4;
				next.set(edge(side), edge(back));
			}
		}
	const rings: Point[][] = [];
	const seen = new Set<number>();
	for (const start of next.keys()) {
		if (seen.has(start)) continue;
		const ring: Point[] = [];
		for (let key: number | undefined = start; key !== undefined && !seen.has(key); key = next.get(key)) {
			seen.add(key);
			ring.push(points.get(key)!);
		}
		rings.push(ring);
	}
	const outer = rings.filter((ring) => areaOf(ring) > 0).map((ring) => [ring]);
	for (const hole of rings.filter((ring) => areaOf(ring) < 0))
		outer.find(([ring]) => contains(ring!, hole[0]!))?.push(hole);
	return outer;
}

/** True when a point lies in a ring of any shape. */
export function contains(ring: readonly Point[], { x, y }: Point): boolean {
	let inside = false;
	for (let k = 0, j = ring.length - 1; k < ring.length; j = k++) {
		const [a, b] = [ring[j]!, ring[k]!];
		if (a.y > y !== b.y > y && x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y)) inside = !inside;
	}
	return inside;
}
