import type { Street } from '../build/street.ts';
import { direction, distance, type Point } from '../geometry/point.ts';

/** A place beside a street. */
export interface Place {
	readonly at: Point;
	/** 0, 1, 2 … along the street. */
	readonly index: number;
	/** Where the street runs there, one metre long. */
	readonly along: Point;
}

/**
 * Places every `spacing` metres along a street, `aside` metres left of its middle (negative: right), kept
 * `clear` metres away from its ends.
 */
export function* placesAlong(
	{ line }: Street,
	spacing: number,
	aside: number,
	clear: number
): Generator<Place> {
	const total = line.reduce((sum, at, k) => sum + (k === 0 ? 0 : distance(line[k - 1]!, at)), 0);
	const count = Math.floor((total - 2 * clear) / spacing) + 1;
	if (total <= 2 * clear) return;
	const start = (total - (count - 1) * spacing) / 2;
	let [corner, passed] = [0, 0];
	for (let index = 0; index < count; index++) {
		const want = start + index * spacing;
		while (corner < line.length - 2 && passed + distance(line[corner]!, line[corner + 1]!) < want) {
			passed += distance(line[corner]!, line[corner + 1]!);
			corner++;
		}
		const [a, b] = [line[corner]!, line[corner + 1]!];
		const along = direction(a, b);
		const rest = want - passed;
		yield {
			index,
			along,
			at: { x: a.x + along.x * rest - along.y * aside, y: a.y + along.y * rest + along.x * aside }
		};
	}
}
