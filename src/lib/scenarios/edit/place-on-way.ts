import type { LngLat } from '#lib/model/geometry.ts';
import type { Metres } from '#lib/model/units.ts';
import { Plane } from '../city/plane.ts';

/** Where a place comes into a way. */
export interface PlaceOnWay {
	/** It comes before the stop of this index: 0 is ahead of the first, as many as there are is behind the last. */
	readonly before: number;
	/** What the way becomes longer by. */
	readonly longer: Metres;
}

/**
 * Where a place makes a way of straight lines least longer: between two of its stops, ahead of the first or behind the
 * last; the first of several that are equal.
 */
export function placeOnWay(way: readonly LngLat[], at: LngLat): PlaceOnWay {
	const plane = new Plane(at[1]);
	const away = way.map((stop) => plane.distance(...stop, ...at));
	let [before, longer] = [0, away[0] ?? 0];
	const offer = (place: number, metres: Metres) => {
		if (metres < longer) [before, longer] = [place, metres];
	};
	for (let next = 1; next < way.length; next++)
		offer(next, away[next - 1]! + away[next]! - plane.distance(...way[next - 1]!, ...way[next]!));
	offer(way.length, away.at(-1) ?? 0);
	return { before, longer };
}
