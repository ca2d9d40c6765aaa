import { Frame, spanOf, stripBetween } from '../geometry/chords.ts';
import { keepLeft, type Convex } from '../geometry/convex.ts';
import { direction, distance, type Point } from '../geometry/point.ts';
import type { Side } from '../plan/stretch.ts';
import type { Box } from './shapes.ts';

/** A frame along the longest side of a plot. */
export function frameOfLongestSide({ corners }: Convex<unknown>): Frame {
	let best: Point = { x: 1, y: 0 };
	let longest = 0;
	corners.forEach((corner, k) => {
		const next = corners[(k + 1) % corners.length]!;
		const length = distance(corner, next);
		if (length > longest + 1e-6) [best, longest] = [direction(corner, next), length];
	});
	return new Frame(best);
}

/** Streets that run within this slope of east–west turn the rows of houses with them: about 20 degrees. */
const SLIGHT = 0.36;

/**
 * A frame whose first axis runs nearly east, so that fronts across it face south: along the longest street
 * if that is within 20 degrees of a cardinal direction, else due east.
 */
export function frameFacingSouth(plot: Convex<unknown>): Frame {
	const { along } = frameOfLongestSide(plot);
	const east = along.x < 0 ? { x: -along.x, y: -along.y } : along;
	if (Math.abs(east.y) < SLIGHT * east.x) return new Frame(east);
	const turned = along.y < 0 ? { x: -along.y, y: along.x } : { x: along.y, y: -along.x };
	return Math.abs(turned.y) < SLIGHT * turned.x ? new Frame(turned) : new Frame({ x: 1, y: 0 });
}

/** The largest rectangle that a few tries find in a plot, in the frame's directions. */
export function largestBox(plot: Convex<unknown>, frame: Frame): Box | undefined {
	const turned = frame.enterAll(plot);
	const [low, high] = spanOf(turned);
	const height = high - low;
	let best: Box | undefined;
	let largest = 0;
	for (const from of [0.01, 0.06, 0.12, 0.2, 0.3])
		for (const to of [0.01, 0.06, 0.12, 0.2, 0.3]) {
			const [y0, y1] = [low + from * height, high - to * height];
			const strip = stripBetween(turned, y0, y1);
			if (!strip) continue;
			const area = (strip[1] - strip[0]) * (y1 - y0);
			if (area > largest) [best, largest] = [{ x0: strip[0], y0, x1: strip[1], y1 }, area];
		}
	return best;
}

/** A strip of a plot along one of its sides. */
export interface Frontage {
	readonly side: Side;
	/** Along the side; y grows into the plot. */
	readonly frame: Frame;
	/** From the plot's edge inwards: x along the street, y0 at the street. */
	readonly box: Box;
}

/** Rectangles of `depth` along those sides; each keeps to the ground that is nearer to its own side than to any other. */
export function frontages(plot: Convex<Side>, depth: number, wanted: (side: Side) => boolean): Frontage[] {
	const { corners, sides } = plot;
	const lines = corners.map((corner, k): SideLine => {
		const along = direction(corner, corners[(k + 1) % corners.length]!);
		return { along, inwards: { x: -along.y, y: along.x }, at: along.x * corner.y - along.y * corner.x };
	});
	const found: Frontage[] = [];
	sides.forEach((side, k) => {
		if (!wanted(side)) return;
		let strip: Convex<Side> | undefined = plot;
		for (const [other, line] of lines.entries())
			if (other !== k) strip &&= nearerTo(strip, lines[k]!, line, side);
		if (!strip) return;
		const frame = new Frame(lines[k]!.along);
		const turned = frame.enterAll(strip);
		const street = frame.enter(corners[k]!).y;
		const range = stripBetween(turned, street + 0.01, street + depth);
		if (!range || range[1] - range[0] < 8) return;
		found.push({ side, frame, box: { x0: range[0], y0: street + 0.01, x1: range[1], y1: street + depth } });
	});
	return found;
}

/** The line of a side: a point lies `inwards · point − at` metres inside of it. */
interface SideLine {
	readonly along: Point;
	readonly inwards: Point;
	readonly at: number;
}

/** The part of a piece that is nearer to one side's line than to another's: beyond their bisector. */
function nearerTo(piece: Convex<Side>, own: SideLine, other: SideLine, side: Side): Convex<Side> | undefined {
	const [x, y] = [other.inwards.x - own.inwards.x, other.inwards.y - own.inwards.y];
	const square = x * x + y * y;
	if (square < 1e-12) return piece;
	const share = (other.at - own.at) / square;
	const a = { x: x * share, y: y * share };
	return keepLeft(piece, a, { x: a.x + y, y: a.y - x }, side);
}
