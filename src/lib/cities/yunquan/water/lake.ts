import { cosineOfTurns, sineOfTurns } from '../geometry/turn.ts';
import { noise } from '../geometry/noise.ts';
import { centreOf } from '../geometry/convex.ts';
import { between, type Point } from '../geometry/point.ts';
import { nodeAt } from '../plan/lattice.ts';
import type { Plan } from '../plan/plan.ts';

/** The lake west of the old town, the park around it, and its island. */
export interface Lake {
	readonly shore: readonly Point[];
	/** Ground between the streets around it. */
	readonly park: readonly Point[];
	readonly island: readonly Point[];
}

export function lakeOf(plan: Plan): Lake {
	const { columns, rows } = plan;
	const [west, east] = [columns.line['lakeWest']!, columns.line['oldWest']!];
	const [south, north] = [rows.line['lakeSouth']!, rows.line['oldSouth']!];
	const rim: Point[] = [];
	for (let i = west; i < east; i++) rim.push(nodeAt(plan, i, south));
	for (let j = south; j < north; j++) rim.push(nodeAt(plan, east, j));
	for (let i = east; i > west; i--) rim.push(nodeAt(plan, i, north));
	for (let j = north; j > south; j--) rim.push(nodeAt(plan, west, j));
	const middle = centreOf(rim);
	const [a, b] = [nodeAt(plan, west, south), nodeAt(plan, east, north)];
	const [halfX, halfY] = [(b.x - a.x) / 2, (b.y - a.y) / 2];
	const round = (share: number, salt: number, x: number, y: number): Point[] =>
		Array.from({ length: 72 }, (_, k) => {
			const [c, s] = [cosineOfTurns(k / 72), sineOfTurns(k / 72)];
			// Between an ellipse and its box: a lake fills its corners.
			const square = 1 / Math.sqrt(Math.sqrt(c * c * c * c + s * s * s * s));
			const reach = share * square * (0.9 + 0.1 * noise(plan.seed + salt, 5 + 1.7 * c, 5 + 1.7 * s));
			return { x: x + halfX * c * reach, y: y + halfY * s * reach };
		});
	return {
		shore: round(0.9, 81, middle.x, middle.y),
		park: rim.map((corner) => between(middle, corner, 0.965)),
		island: round(0.13, 82, middle.x + halfX * 0.22, middle.y + halfY * 0.12)
	};
}
