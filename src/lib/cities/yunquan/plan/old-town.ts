import { inset, keepLeft, type Convex } from '../geometry/convex.ts';
import { distance, type Point } from '../geometry/point.ts';
import { nodeAt } from './lattice.ts';
import type { Plan } from './plan.ts';
import { ROAD_KINDS } from './road-class.ts';

/** The rings around the old town, from the road around it to the lane within, each an octagon. */
export interface OldTown {
	/** Where the park outside the moat begins, beside the road around it. */
	readonly parkEdge: Convex<null>;
	readonly outerBank: Convex<null>;
	readonly innerBank: Convex<null>;
	/** Where the town's ground begins; the lane along the wall is its outline. */
	readonly wall: Convex<null>;
}

export function oldTownOf(plan: Plan): OldTown {
	const { columns, rows } = plan;
	const [west, east] = [columns.line['oldWest']!, columns.line['oldEast']!];
	const [south, north] = [rows.line['oldSouth']!, rows.line['oldNorth']!];
	const square: Convex<null> = {
		corners: [
			nodeAt(plan, west, south),
			nodeAt(plan, east, south),
			nodeAt(plan, east, north),
			nodeAt(plan, west, north)
		],
		sides: [null, null, null, null]
	};
	const small = Math.min(1, plan.scale);
	const parkEdge = inset(square, () => ROAD_KINDS.primary.half - 4)!;
	const outerBank = cutCorners(
		inset(parkEdge, () => 22 * small)!,
		150 * small
	);
	const innerBank = inset(outerBank, () => 44 * small)!;
	const wall = inset(innerBank, () => 20 * small)!;
	return { parkEdge, outerBank, innerBank, wall };
}

function cutCorners(square: Convex<null>, metres: number): Convex<null> {
	let rest: Convex<null> = square;
	const { corners } = square;
	corners.forEach((corner, k) => {
		const towards = (other: Point): Point => {
			const share = metres / distance(corner, other);
			return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share };
		};
		const before = towards(corners[(k + 3) % 4]!);
		const after = towards(corners[(k + 1) % 4]!);
		rest = keepLeft(rest, before, after, null)!;
	});
	return rest;
}
