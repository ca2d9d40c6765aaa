import type { Convex } from './convex.ts';
import type { Point } from './point.ts';

/** A right-angled frame turned so that `along` is its first axis. */
export class Frame {
	readonly along: Point;

	constructor(along: Point) {
		this.along = along;
	}

	/** City metres to the frame's. */
	enter({ x, y }: Point): Point {
		return { x: x * this.along.x + y * this.along.y, y: -x * this.along.y + y * this.along.x };
	}

	/** The frame's metres to the city's. */
	leave({ x, y }: Point): Point {
		return { x: x * this.along.x - y * this.along.y, y: x * this.along.y + y * this.along.x };
	}

	/** The polygon in the frame. */
	enterAll<S>({ corners, sides }: Convex<S>): Convex<S> {
		return { corners: corners.map((corner) => this.enter(corner)), sides };
	}
}

/** Lowest and highest y of a polygon. */
export function spanOf({ corners }: Convex<unknown>): [low: number, high: number] {
	let [low, high] = [Infinity, -Infinity];
	for (const { y } of corners) {
		low = Math.min(low, y);
		high = Math.max(high, y);
	}
	return [low, high];
}

/** Where the polygon lies at height y: from and to, or undefined beyond it. */
export function chordAt({ corners }: Convex<unknown>, y: number): [from: number, to: number] | undefined {
	let [from, to] = [Infinity, -Infinity];
	for (let k = 0; k < corners.length; k++) {
		const [a, b] = [corners[k]!, corners[(k + 1) % corners.length]!];
		if (Math.min(a.y, b.y) > y || Math.max(a.y, b.y) < y) continue;
		const x = a.y === b.y ? a.x : a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y);
		from = Math.min(from, x, a.y === b.y ? b.x : x);
		to = Math.max(to, x, a.y === b.y ? b.x : x);
	}
	return from < to ? [from, to] : undefined;
}

/** The longest rectangle between heights y0 and y1 inside the polygon: convexity makes two chords enough. */
export function stripBetween(
	polygon: Convex<unknown>,
	y0: number,
	y1: number
): [from: number, to: number] | undefined {
	const [low, high] = [chordAt(polygon, y0), chordAt(polygon, y1)];
	if (!low || !high) return undefined;
	const [from, to] = [Math.max(low[0], high[0]), Math.min(low[1], high[1])];
	return from < to ? [from, to] : undefined;
}
