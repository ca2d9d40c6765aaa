import type { LngLat } from '#lib/model/geometry.ts';
import type { Degrees, Metres } from '#lib/model/units.ts';
import { distance, type Point } from '../../geometry/point.ts';
import { toLngLat } from '../../sources/degrees.ts';
import { bearingOf } from '../roads/bearing.ts';

/** A way through the streets with the metres to each of its corners. */
export interface Track {
	readonly line: readonly Point[];
	readonly metres: Float64Array;
}

/** Where something is on its way. */
export interface OnTrack {
	/** On the street's middle line. */
	readonly at: Point;
	/** On its own side of it. */
	readonly position: LngLat;
	readonly heading: Degrees;
	/** Number of the corner that it comes to next. */
	readonly next: number;
}

export function trackOf(line: readonly Point[]): Track {
	let sum = 0;
	const metres = Float64Array.from(line, (at, k) => (sum += k === 0 ? 0 : distance(line[k - 1]!, at)));
	return { line, metres };
}

export function lengthOf({ metres }: Track): Metres {
	return metres.at(-1) ?? 0;
}

/** Metres beside the middle of the street: one drives on the right. */
const RIGHT = 3;

/** The place so many metres along a track; its ends beyond them. `side` −1: who drives it backwards. */
export function placeOn({ line, metres }: Track, along: Metres, side: 1 | -1 = 1): OnTrack {
	let [low, high] = [1, line.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (metres[middle]! >= along) high = middle;
		else low = middle + 1;
	}
	const [from, to] = [line[low - 1] ?? line[0]!, line[low] ?? line[0]!];
	const span = metres[low]! - metres[low - 1]! || 1;
	const share = Math.min(1, Math.max(0, (along - metres[low - 1]!) / span));
	const [x, y] = [(to.x - from.x) / span, (to.y - from.y) / span];
	const at = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
	const aside = { x: at.x + y * RIGHT * side, y: at.y - x * RIGHT * side };
	const heading = side === 1 ? bearingOf(from, to) : bearingOf(to, from);
	return { at, position: toLngLat(aside), heading, next: low };
}
