import { between, direction, distance, turnOf, type Point } from './point.ts';

/**
 * A convex polygon, counter-clockwise; side k runs from corner k to corner k + 1 and carries what lies
 * there (a street, a bank, nothing). Streets, blocks and plots are cut from each other as convex pieces,
 * where cutting and shrinking are exact and cannot make a piece overlap its neighbour.
 */
export interface Convex<S> {
	readonly corners: readonly Point[];
	readonly sides: readonly S[];
}

/** Square metres; positive when counter-clockwise. */
export function areaOf(corners: readonly Point[]): number {
	let sum = 0;
	for (let k = 0, j = corners.length - 1; k < corners.length; j = k++)
		sum += corners[j]!.x * corners[k]!.y - corners[k]!.x * corners[j]!.y;
	return sum / 2;
}

export function centreOf(corners: readonly Point[]): Point {
	const origin = corners[0]!;
	let [x, y, area] = [0, 0, 0];
	for (let k = 1; k + 1 < corners.length; k++) {
		const twice = turnOf(origin, corners[k]!, corners[k + 1]!);
		x += twice * (origin.x + corners[k]!.x + corners[k + 1]!.x);
		y += twice * (origin.y + corners[k]!.y + corners[k + 1]!.y);
		area += twice;
	}
	return area === 0 ? origin : { x: x / (3 * area), y: y / (3 * area) };
}

export function isConvex(corners: readonly Point[]): boolean {
	const count = corners.length;
	return corners.every(
		(corner, k) => turnOf(corner, corners[(k + 1) % count]!, corners[(k + 2) % count]!) > 0
	);
}

/** Metres from `p` to the nearest side line; negative outside. */
export function depthInside({ corners }: Convex<unknown>, p: Point): number {
	let depth = Infinity;
	for (let k = 0; k < corners.length; k++) {
		const [a, b] = [corners[k]!, corners[(k + 1) % corners.length]!];
		depth = Math.min(depth, turnOf(a, b, p) / (distance(a, b) || 1));
	}
	return depth;
}

/** Shorter sides are points: cutting leaves them where a cut meets a corner. */
const SHORTEST_SIDE = 0.02;

/** What lies left of the line from `a` to `b`; the cut carries `side`. Undefined when nothing does. */
export function keepLeft<S>(
	{ corners, sides }: Convex<S>,
	a: Point,
	b: Point,
	side: S
): Convex<S> | undefined {
	const scale = 1 / (distance(a, b) || 1);
	const heights = corners.map((corner) => turnOf(a, b, corner) * scale);
	if (heights.every((height) => height >= -1e-9)) return { corners, sides };
	const kept: Point[] = [];
	const tags: S[] = [];
	for (let k = 0; k < corners.length; k++) {
		const next = (k + 1) % corners.length;
		const [from, to] = [heights[k]!, heights[next]!];
		if (from >= 0) {
			kept.push(corners[k]!);
			tags.push(sides[k]!);
		}
		if (from >= 0 !== to >= 0) {
			kept.push(between(corners[k]!, corners[next]!, from / (from - to)));
			tags.push(from >= 0 ? side : sides[k]!);
		}
	}
	return tidy(kept, tags);
}

function tidy<S>(corners: readonly Point[], sides: readonly S[]): Convex<S> | undefined {
	const kept: Point[] = [];
	const tags: S[] = [];
	for (let k = 0; k < corners.length; k++) {
		if (distance(corners[k]!, corners[(k + 1) % corners.length]!) < SHORTEST_SIDE) continue;
		kept.push(corners[k]!);
		tags.push(sides[k]!);
	}
	return kept.length < 3 || areaOf(kept) < 1 ? undefined : { corners: kept, sides: tags };
}

/** Every side moved inwards by its own distance, metres; undefined when nothing is left. */
export function inset<S>(polygon: Convex<S>, by: (side: S) => number): Convex<S> | undefined {
	let rest: Convex<S> | undefined = polygon;
	const { corners, sides } = polygon;
	for (let k = 0; k < corners.length && rest; k++) {
		const metres = by(sides[k]!);
		const [a, b] = [corners[k]!, corners[(k + 1) % corners.length]!];
		const along = direction(a, b);
		const [dx, dy] = [-along.y * metres, along.x * metres];
		rest = keepLeft(rest, { x: a.x + dx, y: a.y + dy }, { x: b.x + dx, y: b.y + dy }, sides[k]!);
	}
	return rest;
}

/** A point on a side of a polygon. */
export interface OnSide {
	readonly side: number;
	readonly at: Point;
}

/** Cuts a polygon from one of its sides to another; both pieces carry `cut` there. */
export function split<S>(
	{ corners, sides }: Convex<S>,
	from: OnSide,
	to: OnSide,
	cut: S
): [left: Convex<S>, right: Convex<S>] {
	const piece = (start: OnSide, end: OnSide): Convex<S> => {
		const kept: Point[] = [start.at];
		const tags: S[] = [sides[start.side]!];
		for (let k = start.side; k !== end.side; k = (k + 1) % corners.length) {
			kept.push(corners[(k + 1) % corners.length]!);
			tags.push(sides[(k + 1) % corners.length]!);
		}
		kept.push(end.at);
		tags.push(cut);
		return { corners: kept, sides: tags };
	};
	return [piece(to, from), piece(from, to)];
}

/** Where a ray from inside (or from a side) leaves the polygon, ignoring side `except`. */
export function exitOf(
	{ corners }: Convex<unknown>,
	from: Point,
	along: Point,
	except: number
): OnSide | undefined {
	let best: { side: number; far: number } | undefined;
	for (let k = 0; k < corners.length; k++) {
		if (k === except) continue;
		const [a, b] = [corners[k]!, corners[(k + 1) % corners.length]!];
		const [ex, ey] = [b.x - a.x, b.y - a.y];
		const crossing = along.x * ey - along.y * ex;
		if (crossing <= 1e-9) continue;
		const far = ((a.x - from.x) * ey - (a.y - from.y) * ex) / crossing;
		if (far > 1e-6 && (!best || far < best.far)) best = { side: k, far };
	}
	return best && { side: best.side, at: { x: from.x + along.x * best.far, y: from.y + along.y * best.far } };
}
