/** Metres east and north of the city's anchor. */
export interface Point {
	readonly x: number;
	readonly y: number;
}

export function distance(a: Point, b: Point): number {
	return Math.sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
}

/** The point `share` of the way from `a` to `b`. */
export function between(a: Point, b: Point, share: number): Point {
	return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/** Length-one direction from `a` to `b`. */
export function direction(a: Point, b: Point): Point {
	const length = distance(a, b) || 1;
	return { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
}

/** Positive when `p` lies left of the line from `a` to `b`; twice the triangle's area. */
export function turnOf(a: Point, b: Point, p: Point): number {
	return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

/** How far `p` lies along the line from `a` to `b`: 0 at a, 1 at b. */
export function shareAlong(a: Point, b: Point, p: Point): number {
	const [dx, dy] = [b.x - a.x, b.y - a.y];
	return ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1);
}

/** Metres from `p` to the stretch between `a` and `b`. */
export function distanceToStretch(a: Point, b: Point, p: Point): number {
	const share = Math.min(1, Math.max(0, shareAlong(a, b, p)));
	return distance(between(a, b, share), p);
}
