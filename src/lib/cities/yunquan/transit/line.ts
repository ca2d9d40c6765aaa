import type { Point } from '../geometry/point.ts';
import { distance } from '../geometry/point.ts';
import type { Word } from '../names/lexicon.ts';

/** Where passengers get on and off; lines that meet share it. */
export interface Stop {
	readonly id: string;
	readonly name: Word;
	readonly at: Point;
}

/** A line as it runs out; it comes back the same way. */
export interface Line {
	readonly id: string;
	readonly name: Word;
	/** `1号线`'s 1, or the number on the bus. */
	readonly short: string;
	readonly mode: 'metro' | 'bus';
	/** RRGGBB. */
	readonly colour: string;
	readonly path: readonly Point[];
	readonly stops: readonly Stop[];
	/** Closed rounds end where they began. */
	readonly round: boolean;
}

/** Metres along a path to each of its corners. */
export function lengthsOf(path: readonly Point[]): number[] {
	let sum = 0;
	return path.map((at, k) => (sum += k === 0 ? 0 : distance(path[k - 1]!, at)));
}
