import { areaOf, exitOf, split, type Convex, type OnSide } from '../geometry/convex.ts';
import type { Dice } from '../geometry/dice.ts';
import { between, direction, distance, type Point } from '../geometry/point.ts';

/** A cut that halves a piece: where it begins and ends, and the two pieces. */
export interface Cut<S> {
	readonly from: OnSide;
	readonly to: OnSide;
	readonly pieces: readonly [Convex<S>, Convex<S>];
}

export interface BisectRule<S> {
	/** What the two new sides carry; asked when the ends are known. */
	readonly cut: (from: Point, to: Point) => S;
	/** Moves an end of a cut along its side, to meet another street there. */
	readonly snap?: (side: S, at: Point) => Point;
	/** Metres from a cut's end to the nearest corner. */
	readonly clear: number;
}

/** Sine of the sharpest angle in which a cut may meet a side: about 48 degrees, 34 where nothing better is found. */
const SHARPEST = [0.74, 0.56] as const;
const SMALLEST_SHARE = 0.22;

/** Cuts a piece across its longest side, following the flanks; undefined when no decent cut is found. */
export function bisect<S>(piece: Convex<S>, dice: Dice, rule: BisectRule<S>): Cut<S> | undefined {
	const { corners } = piece;
	const count = corners.length;
	const lengths = corners.map((corner, k) => distance(corner, corners[(k + 1) % count]!));
	const order = lengths.map((_, k) => k).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
	const whole = areaOf(corners);
	for (const sharpest of SHARPEST)
		for (const side of order.slice(0, 3))
			for (const along of directionsFrom(corners, side))
				for (const share of [dice.between(0.42, 0.58), dice.between(0.34, 0.66)]) {
					const cut = attemptCut(piece, side, share, along, sharpest, rule);
					if (!cut) continue;
					const part = areaOf(cut.pieces[0].corners) / whole;
					if (part > SMALLEST_SHARE && part < 1 - SMALLEST_SHARE) return cut;
				}
	return undefined;
}

/** Ways that a cut from a side may run: between its flanks as streets do, then along either flank, then straight in. */
function directionsFrom(corners: readonly Point[], side: number): Point[] {
	const count = corners.length;
	const [a, b] = [corners[side]!, corners[(side + 1) % count]!];
	const left = direction(a, corners[(side + count - 1) % count]!);
	const right = direction(b, corners[(side + 2) % count]!);
	const ahead = direction(a, b);
	const middle = direction({ x: 0, y: 0 }, { x: left.x + right.x, y: left.y + right.y });
	return [middle, left, right, { x: -ahead.y, y: ahead.x }];
}

function attemptCut<S>(
	piece: Convex<S>,
	side: number,
	share: number,
	along: Point,
	sharpest: number,
	rule: BisectRule<S>
): Cut<S> | undefined {
	const { corners, sides } = piece;
	const count = corners.length;
	const [a, b] = [corners[side]!, corners[(side + 1) % count]!];
	const snap = rule.snap ?? ((_: S, at: Point) => at);
	const start = snap(sides[side]!, between(a, b, share));
	const exit = exitOf(piece, start, along, side);
	if (!exit) return undefined;
	const end = snap(sides[exit.side]!, exit.at);
	const meets = (k: number, at: Point) => {
		const [from, to] = [corners[k]!, corners[(k + 1) % count]!];
		const ahead = direction(from, to);
		const cut = direction(start, end);
		const sine = Math.abs(ahead.x * cut.y - ahead.y * cut.x);
		return sine > sharpest && distance(from, at) > rule.clear && distance(to, at) > rule.clear;
	};
	if (!meets(side, start) || !meets(exit.side, end)) return undefined;
	const [from, to] = [
		{ side, at: start },
		{ side: exit.side, at: end }
	];
	return { from, to, pieces: split(piece, from, to, rule.cut(start, end)) };
}
