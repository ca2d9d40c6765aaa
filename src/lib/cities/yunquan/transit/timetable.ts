import { lengthsOf, type Line } from './line.ts';

/** Days that a service runs: working days, and days off. */
export type Service = 'WD' | 'WE';

/** A run of a line: when it leaves its first stop, seconds after midnight, and which way. */
export interface Run {
	readonly service: Service;
	readonly direction: 0 | 1;
	readonly start: number;
}

/** First and last departure, seconds after midnight. */
const HOURS = { metro: [6 * 3600, 23 * 3600], bus: [5.5 * 3600, 22.5 * 3600] } as const;

/** Seconds between departures at an hour of the day. */
function headway(mode: Line['mode'], service: Service, hour: number): number {
	const rush = service === 'WD' && ((hour >= 7 && hour < 9) || (hour >= 17 && hour < 19));
	const late = hour < 6.5 || hour >= 21.5;
	if (mode === 'metro') return rush ? 180 : late ? 600 : service === 'WD' ? 330 : 360;
	return rush ? 480 : late ? 1500 : service === 'WD' ? 840 : 960;
}

export function runsOf({ mode }: Line): Run[] {
	const runs: Run[] = [];
	const [first, last] = HOURS[mode];
	for (const service of ['WD', 'WE'] as const)
		for (const direction of [0, 1] as const)
			for (let start = first + direction * 90; start <= last; start += headway(mode, service, start / 3600))
				runs.push({ service, direction, start });
	return runs;
}

/** Metres a second between stops, and the seconds that starting, braking and the stop itself take. */
const PACE = {
	metro: { speed: 18, start: 20, dwell: 30 },
	bus: { speed: 7.2, start: 12, dwell: 20 }
} as const;

/** Seconds from the first departure to each stop's arrival and departure, running out. */
export function timesAlong(
	{ mode, path, stops }: Line,
	direction: 0 | 1
): { arrival: number; departure: number }[] {
	const { speed, start, dwell } = PACE[mode];
	const order = direction === 0 ? stops : [...stops].reverse();
	const way = direction === 0 ? path : [...path].reverse();
	const lengths = lengthsOf(way);
	let corner = 0;
	let reached = 0;
	let clock = 0;
	return order.map(({ at }, k) => {
		while (
			corner < way.length - 1 &&
			!(way[corner]!.x === at.x && way[corner]!.y === at.y && (k === 0 || corner > 0))
		)
			corner++;
		const arrival = k === 0 ? 0 : clock + Math.round((lengths[corner]! - reached) / speed) + start;
		reached = lengths[corner]!;
		clock = arrival + (k === 0 || k === order.length - 1 ? 0 : dwell);
		if (k < order.length - 1) corner++;
		return { arrival, departure: clock };
	});
}
