import type { LngLat } from '#lib/model/geometry.ts';
import type { Degrees, Metres, Seconds } from '#lib/model/units.ts';
import { between } from '../../geometry/point.ts';
import { toLngLat } from '../../sources/degrees.ts';
import { lengthsOf, type Line, type Stop } from '../../transit/line.ts';
import { timesAlong } from '../../transit/timetable.ts';
import { bearingOf } from '../roads/bearing.ts';

/** A stop in the order in which a run meets it. */
export interface WayStop {
	readonly stop: Stop;
	readonly place: LngLat;
	/** Along the way. */
	readonly metres: Metres;
	/** Seconds after the run's start. */
	readonly arrival: Seconds;
	readonly departure: Seconds;
}

/** A line in one direction. */
export interface LineWay {
	readonly line: Line;
	readonly direction: 0 | 1;
	readonly stops: readonly WayStop[];
	/** Seconds from first to last stop by the timetable. */
	readonly lasts: Seconds;
	at(metres: Metres): { readonly position: LngLat; readonly heading: Degrees };
}

export function lineWayOf(line: Line, direction: 0 | 1): LineWay {
	const path = direction === 0 ? line.path : [...line.path].reverse();
	const order = direction === 0 ? line.stops : [...line.stops].reverse();
	const lengths = lengthsOf(path);
	const times = timesAlong(line, direction);
	let corner = 0;
	const stops = order.map((stop, k): WayStop => {
		// A round line meets its first stop again at its end: the search never goes back.
		while (corner < path.length - 1 && !(isAt(path[corner]!, stop) && (k === 0 || corner > 0))) corner++;
		const metres = lengths[corner]!;
		if (k < order.length - 1) corner++;
		return { stop, place: toLngLat(stop.at), metres, ...times[k]! };
	});
	return {
		line,
		direction,
		stops,
		lasts: stops.at(-1)!.arrival,
		at(metres) {
			let k = lengths.findIndex((length) => length >= metres);
			if (k === -1) k = lengths.length - 1;
			const [before, after] = [Math.max(0, k - 1), Math.max(1, k)];
			const [a, b] = [path[before]!, path[after]!];
			const length = lengths[after]! - lengths[before]!;
			const share = length === 0 ? 0 : Math.min(1, Math.max(0, (metres - lengths[before]!) / length));
			return { position: toLngLat(between(a, b, share)), heading: bearingOf(a, b) };
		}
	};
}

function isAt(corner: { readonly x: number; readonly y: number }, { at }: Stop): boolean {
	return corner.x === at.x && corner.y === at.y;
}
