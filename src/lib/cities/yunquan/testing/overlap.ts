import type { Point } from '../geometry/point.ts';
import { distanceToStretch, turnOf } from '../geometry/point.ts';
import { contains } from '../plan/contours.ts';

/** Rings of a polygon of any shape: the outer one, then holes. */
export type Rings = readonly (readonly Point[])[];

/** Closer than this is touching, not overlapping: a tenth of a millimetre. */
const TOUCH = 1e-4;

/** True when the insides of two polygons meet; shared borders do not count. Slow and plain, for tests. */
export function overlap(a: Rings, b: Rings): boolean {
	for (const ring of a) for (const other of b) if (ringsCross(ring, other)) return true;
	return a[0]!.some((p) => isWithin(b, p)) || b[0]!.some((p) => isWithin(a, p));
}

/** True for points inside a polygon and not on its border or in a hole. */
export function isWithin(rings: Rings, p: Point): boolean {
	if (rings.some((ring) => distanceToRing(ring, p) < TOUCH)) return false;
	return contains(rings[0]!, p) && !rings.slice(1).some((hole) => contains(hole, p));
}

function ringsCross(a: readonly Point[], b: readonly Point[]): boolean {
	for (let i = 0, h = a.length - 1; i < a.length; h = i++)
		for (let j = 0, k = b.length - 1; j < b.length; k = j++)
			if (stretchesCross(a[h]!, a[i]!, b[k]!, b[j]!)) return true;
	return false;
}

/** True when two stretches cut through each other, not when one ends on the other. */
function stretchesCross(a: Point, b: Point, c: Point, d: Point): boolean {
	const beyond = (p: Point, q: Point, r: Point) => {
		const turn = turnOf(p, q, r);
		return distanceToStretch(p, q, r) < TOUCH ? 0 : Math.sign(turn);
	};
	return beyond(a, b, c) * beyond(a, b, d) < 0 && beyond(c, d, a) * beyond(c, d, b) < 0;
}

export function distanceToRing(ring: readonly Point[], p: Point): number {
	let nearest = Infinity;
	for (let i = 0, h = ring.length - 1; i < ring.length; h = i++)
		nearest = Math.min(nearest, distanceToStretch(ring[h]!, ring[i]!, p));
	return nearest;
}

/** Metres between a polygon's outline and a line; 0 when they cross. */
export function distanceToLine([outer]: Rings, line: readonly Point[]): number {
	let nearest = Infinity;
	for (let k = 1; k < line.length; k++) {
		const [a, b] = [line[k - 1]!, line[k]!];
		for (let i = 0, h = outer!.length - 1; i < outer!.length; h = i++) {
			if (stretchesCross(a, b, outer![h]!, outer![i]!)) return 0;
			nearest = Math.min(nearest, distanceToStretch(a, b, outer![i]!));
		}
		nearest = Math.min(nearest, distanceToRing(outer!, a), distanceToRing(outer!, b));
	}
	return nearest;
}
